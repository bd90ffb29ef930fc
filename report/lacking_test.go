package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"codeberg.org/go-fonts/stix/stix2textregular"
	"golang.org/x/image/font/gofont/goregular"

	"inertia/report/figure"
	"inertia/report/lettering"
)

// foreign are models named in letters that STIX lacks, and how they are shown.
var foreign = map[string]string{
	"通义千问-72b":      "[U+901A 4E49 5343 95EE]-72b",
	"モデル":           "[U+30E2 30C7 30EB]",
	"모델":            "[U+BAA8 B378]",
	"نموذج-عربي":    "[U+0646 0645 0648 0630 062C]-[U+0639 0631 0628 064A]",
	"מודל-עברי":     "[U+05DE 05D5 05D3 05DC]-[U+05E2 05D1 05E8 05D9]",
	"🦙\u200d\ufe0f": "[U+1F999]",
}

func foreignStudy(t *testing.T, font *lettering.Font, more ...string) *Paper {
	t.Helper()
	r := recipe{name: "foreign", instrument: "mfq30", models: more, seeds: []int64{1}, personas: 6, baseline: 1}
	for name := range foreign {
		r.models = append(r.models, name)
	}
	o := DefaultOptions()
	o.Analysis.Resamples, o.Font = 0, font
	p, err := Build(r.make(t), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { figure.UseFont(nil) })
	return p
}

// Letters that no font has are shown by their codes, in the PDF and in figures, and a
// notice names them; Markdown and HTML keep them.
func TestLettersThatFontsLack(t *testing.T) {
	text := program(t, "pdftotext")
	p := foreignStudy(t, nil)
	dir := filepath.Join(t.TempDir(), "report")
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	notice := p.Lacking()
	if strings.Contains(notice, "U+200D") {
		t.Error("the notice names a joiner")
	}
	for _, want := range []string{"(U+", "--font FILE", " more"} {
		if !strings.Contains(notice, want) {
			t.Errorf("the notice lacks %q: %s", want, notice)
		}
	}
	pdf := runIn(t, dir, text, "-layout", "report.pdf", "-")
	forest := runIn(t, dir, text, "figures/inertia-forest-mfq30.pdf", "-")
	for _, b := range []string{"report.md", "report.html"} {
		whole, err := os.ReadFile(filepath.Join(dir, b))
		if err != nil {
			t.Fatal(err)
		}
		for name := range foreign {
			if name = strings.TrimRight(name, "\u200d\ufe0f"); !strings.Contains(string(whole), name) {
				t.Errorf("%s lacks %s", b, name)
			}
		}
	}
	for name, shown := range foreign {
		if !strings.Contains(pdf, shown) {
			t.Errorf("the PDF shows %s in another way than %s", name, shown)
		}
		if start := shown[:min(len(shown), 20)]; !strings.Contains(forest, start) { // a figure cuts long names
			t.Errorf("a figure shows %s in another way than %s", name, start)
		}
	}
}

// A font of the user's draws what it has.
func TestAnotherFont(t *testing.T) {
	text := program(t, "pdftotext")
	font, err := lettering.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	own := []*lettering.Font{}
	for _, data := range [][]byte{stix2textregular.TTF, stix2mathregular.TTF} {
		f, err := lettering.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, f)
	}
	name := ""
	for r := rune(0xa0); r < 0x2700 && len(name) < 9; r++ {
		if font.Has(r) && !own[0].Has(r) && !own[1].Has(r) {
			name += string(r)
		}
	}
	if name == "" {
		t.Fatal("the other font has nothing that STIX lacks")
	}
	p := foreignStudy(t, font, name)
	for _, r := range name {
		if strings.ContainsRune(p.Lacking(), r) {
			t.Errorf("%c is said to be lacking", r)
		}
	}
	dir := filepath.Join(t.TempDir(), "report")
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"report.pdf", "figures/inertia-forest-mfq30.pdf"} {
		if said := runIn(t, dir, text, file, "-"); !strings.Contains(said, name) {
			t.Errorf("%s does not show %q", file, name)
		}
	}
}
