package report

import (
	"testing"

	"inertia/report/document"
)

// Constant items of several dimensions are one note, and what else a note says is kept.
func TestConstantItemsAreOneNote(t *testing.T) {
	f := &footnotes{}
	f.warn("cronbach_alpha", "constant: mfq30-01, mfq30-12")
	f.warn("omega_total", "constant: mfq30-01, mfq30-12")
	f.warn("cronbach_alpha", "3 personas lack an item: left out; constant: mfq30-02")
	var got []string
	for _, n := range f.notes() {
		got = append(got, document.Plain(n))
	}
	want := []string{"Cronbach's alpha: 3 personas lack an item, left out.", "Constant items: mfq30-01, mfq30-12, mfq30-02."}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("notes are %q, want %q", got, want)
	}
}

// An attribute is named in words; its categories are as the data have them.
func TestAttributeWords(t *testing.T) {
	for in, want := range map[string]string{
		"marital_status": "marital status", "marital_status: a_b vs c": "marital status: a_b vs c", "religion: None vs x: y_z": "religion: None vs x: y_z",
	} {
		if got := attributeWords(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
