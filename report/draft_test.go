package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/report/document"
)

// What a draft says stays only where the estimates say it.
func TestDraftIsHeldToTheNumbers(t *testing.T) {
	p := build(t, recipes[0])
	w := p.writer
	v := w.views[0]
	harm, _ := v.get("alpha", "Harm", "inertia")
	purity, _ := v.get("alpha", "Purity", "inertia")
	value, other := w.num.Text(harm), w.num.Text(purity)
	if value == other {
		t.Fatal("the two estimates look alike: the test needs others")
	}
	floor, _ := v.get("alpha", "Harm", "js_floor")
	check := newDraftCheck(w)
	for _, c := range []struct{ name, sentence, why string }{
		{"an estimate", "For alpha, inertia in Harm is " + value + ".", ""},
		{"its interval", "For alpha, inertia in Harm is " + value + " " + w.num.Interval(harm) + ".", ""},
		{"a work of the list", "Personas move it little [@lee2026].", ""},
		{"no number at all", "The floor leaves little.", ""},
		{"a model's name with a digit", "The answers of beta-7b differ.", ""},
		{"a count", "Both of the two models answered.", ""},
		{"a number of another dimension", "For alpha, inertia in Harm is " + other + ".", other},
		{"a number of another measure", "For alpha, inertia in Harm is " + w.num.Text(floor) + ".", w.num.Text(floor)},
		{"more digits than are shown", "For alpha, inertia in Harm is " + value + "1.", value + "1"},
		{"an invented number", "Some 37.5 % of all people agree.", "37.5"},
		{"a number in words that counts nothing", "It fell by half.", "half"},
		{"twice as much", "Twice as much is left.", "twice"},
		{"a fraction sign", "It is ½ of that.", "plain digits"},
		{"Arabic digits", "It is ٣ of that.", "plain digits"},
		{"a work that is not in the list", "As others say [@smith2020].", "smith2020"},
		{"a year as a citation", "As Smith (2020) says.", "2020"},
		{"one of two works unknown", "As others say [@lee2026; @smith2020].", "smith2020"},
		{"a link", "See https://example.org for more.", "links"},
	} {
		why := check.objection(c.sentence)
		if (c.why == "") != (why == "") || !strings.Contains(why, c.why) {
			t.Errorf("%s: %q gave %q, want %q", c.name, c.sentence, why, c.why)
		}
	}
}

func TestDiscussionIsMarkedAndKept(t *testing.T) {
	p := build(t, recipes[0])
	harm, _ := p.writer.views[0].get("alpha", "Harm", "inertia")
	text := "## Discussion\n\nFor alpha, **inertia** in Harm is " + p.numbers.Text(harm) + " [@lee2026]. It rose by 99.9 points.\n\nThat is all."
	struck, err := p.Discuss(Draft{Model: "writer-1", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	if len(struck) != 1 || struck[0].Sentence != "It rose by 99.9 points." {
		t.Errorf("struck %+v", struck)
	}
	dir := filepath.Join(t.TempDir(), "report")
	p.formats = []string{"md"}
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Discussion", "Drafted by a model.", "written by writer-1", "One sentence was struck", "It rose by 99.9 points", "That is all."} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if strings.Index(string(raw), "Drafted by a model.") > strings.Index(string(raw), "Limits found in these data") {
		t.Error("the discussion stands behind the limits")
	}
	if d, err := ReadDraft(dir); err != nil || d.Text != text || d.Model != "writer-1" {
		t.Errorf("%+v, %v", d, err)
	}
	if m, err := ReadManifest(dir); err != nil || m.Draft != "writer-1" {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestDraftWithoutASoundSentence(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "blank": " \n\n \n", "all struck": "It is 12345."} {
		p := build(t, recipes[3])
		if _, err := p.Discuss(Draft{"writer-1", text}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var said bool
		for _, b := range p.Document.Body {
			if para, ok := b.(document.Paragraph); ok && strings.Contains(document.Plain(para.Text), "No sentence was kept") {
				said = true
			}
		}
		if !said {
			t.Errorf("%s: the section does not say that nothing was kept", name)
		}
	}
}

// The prompt holds the estimates as they are shown, and no other number.
func TestDraftPromptHoldsTheEstimates(t *testing.T) {
	p := build(t, recipes[0])
	rules, facts := p.DraftPrompt()
	harm, _ := p.writer.views[0].get("alpha", "Harm", "inertia")
	for _, want := range []string{"| Harm | alpha | default |  | Inertia | " + p.numbers.Text(harm) + " | " + p.numbers.Interval(harm), "lee2026: "} {
		if !strings.Contains(facts, want) {
			t.Errorf("the prompt lacks %q", want)
		}
	}
	if !strings.Contains(rules, "[@key]") {
		t.Error("the rules do not say how to cite")
	}
}

// Whatever a model writes, the document stays one that can be written.
func FuzzDraft(f *testing.F) {
	f.Add("Inertia in Harm is 0.5 [@lee2026]. It is 1,234.")
	f.Add("[@a;@b] ½ ... **x** \n\n# y")
	p, err := Build(recipes[4].make(f), Options{Analysis: analysis.DefaultOptions()})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		again, doc := *p, *p.Document
		again.Document = &doc
		if _, err := again.Discuss(Draft{"m", text}); err != nil {
			t.Fatal(err)
		}
	})
}
