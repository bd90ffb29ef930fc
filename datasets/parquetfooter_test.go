package datasets

import (
	"strings"
	"testing"
)

func TestParquetFooterThatClaimsTooMuch(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "0 bytes"},
		{"PAR1", "4 bytes"},
		{"PAR1\x00\x00\x00\x00PARE", "does not end in PAR1"},
		{"PAR1\xff\xff\xff\x7fPAR1", "a footer of 2147483647 bytes in a file of 12"},
	} {
		r := strings.NewReader(c.text)
		if err := checkParquetFooter(r, r.Size()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v does not say %q", c.text, err, c.want)
		}
	}
	if err := checkParquetFooter(strings.NewReader("PAR1abc\x03\x00\x00\x00PAR1"), 15); err != nil {
		t.Error(err)
	}
}
