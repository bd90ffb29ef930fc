package lettering

import (
	"fmt"
	"strings"
	"testing"

	"codeberg.org/go-fonts/stix/stix2textregular"
	"golang.org/x/image/font/gofont/goregular"
)

func ascii(r rune) bool { return r < 0x80 }

func TestShow(t *testing.T) {
	greek, err := Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, text string
		font       *Font
		want       string
	}{
		{"nothing lacking", "gemma-3", nil, "gemma-3"},
		{"a word", "通义-72b", nil, "[U+901A 4E49]-72b"},
		{"at the end", "llama 🦙", nil, "llama [U+1F999]"},
		{"joiners show nothing", "a\u200d\ufe0fb", nil, "ab"},
		{"one joined sign", "🧑\u200d🚀", nil, "[U+1F9D1 1F680]"},
		{"the other font has it", "Ω-通", greek, "Ω-[U+901A]"},
		{"without the other font", "Ω", nil, "[U+03A9]"},
	} {
		if got := Show(tt.text, ascii, tt.font); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := Lacking("通Ω通 a🦙\u200d", ascii, greek); string(got) != "通🦙" {
		t.Errorf("lacking %q", string(got))
	}
}

func TestRunsKeepTheOrderOfWriting(t *testing.T) {
	greek, err := Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"abc":     "[{abc false}]",
		"a Ωμ b":  "[{a  false} {Ωμ true} { b false}]",
		"Ω-μ ω":   "[{Ω-μ ω true}]", // what stands between goes with them
		"Ω7μ":     "[{Ω true} {7 false} {μ true}]",
		"Ω-":      "[{Ω true} {- false}]",
		"Ω - a μ": "[{Ω true} { - a  false} {μ true}]",
	} {
		if got := fmt.Sprint(Runs(text, ascii, greek)); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestTogether(t *testing.T) {
	for text, want := range map[string]string{
		"محمد علي":       "محمد\u00a0علي",
		"for שרה כהן in": "for שרה\u00a0כהן in",
		"a b":            "a b",
	} {
		if got := Together(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	if _, err := Parse([]byte("no font")); err == nil {
		t.Error("text is no font")
	}
	if f, err := Parse(stix2textregular.TTF); err != nil || !f.Has('ß') || f.Has('通') {
		t.Errorf("a font with PostScript outlines: %v", err)
	}
	if (*Font)(nil).Has('a') {
		t.Error("no font has a character")
	}
	if !strings.Contains(errKind.Error(), "TrueType") {
		t.Error("the error does not say what to give")
	}
}
