package served

import (
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		base     string
		insecure bool
		want     string // the URL asked, or part of the error after "!"
	}{
		{"https://api.example.org/v1", false, "https://api.example.org/v1/chat/completions"},
		{"https://api.example.org/v1/", false, "https://api.example.org/v1/chat/completions"},
		{"https://api.example.org/v1/chat/completions", false, "https://api.example.org/v1/chat/completions"},
		{"https://api.example.org/v1?api-version=2", false, "https://api.example.org/v1/chat/completions?api-version=2"},
		{"http://localhost:8000/v1", false, "http://localhost:8000/v1/chat/completions"},
		{"http://127.0.0.2:8000", false, "http://127.0.0.2:8000/chat/completions"},
		{"http://[::1]:8000/v1", false, "http://[::1]:8000/v1/chat/completions"},
		{"http://gpu7:8000/v1", false, "!without TLS"},
		{"http://localhost.example.org/v1", false, "!without TLS"},
		{"http://gpu7:8000/v1", true, "http://gpu7:8000/v1/chat/completions"},
		{"https://me:sk-secret@api.example.org/v1", false, "!holds a name or password"},
		{"ftp://x/v1", true, "!needs the form"},
		{"sk-secret", false, "!needs the form"},
		{"https://x/\x7f", false, "!cannot be read"},
	} {
		u, err := address(c.base, c.insecure)
		if want, bad := strings.CutPrefix(c.want, "!"); bad {
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s: error %v, want %q", c.base, err, want)
			}
		} else if err != nil || u.String() != c.want {
			t.Errorf("%s: %v, %v", c.base, u, err)
		}
	}
	if got := Public("https://me:sk@h/v1?key=sk#f"); got != "https://h/v1" {
		t.Errorf("written down as %q", got)
	}
}
