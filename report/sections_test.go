package report

import (
	"bytes"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
	"inertia/report/figure"
)

// A report of some sections is a whole document: no reference leads nowhere, and
// what the user adds stands where it was put.
func TestSections(t *testing.T) {
	s := recipe{name: "sections", instrument: "mfq30", models: []string{"m"}, seeds: []int64{1}, personas: 6, repeats: 1, baseline: 2, layout: datasets.LayoutLong}.make(t)
	o := DefaultOptions()
	o.Analysis.Resamples = 0
	f, err := figure.Profile([]analysis.Estimate{estimate("m", "profile", .3, .01)}, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o.Sections = []string{"limits", "results"}
	o.Own = []OwnSection{
		{After: "results", Heading: "A look of my own", Text: []string{"It holds 50 % <more>."}, Figure: f, Caption: "My figure.", Estimates: tidyRows()},
		{Heading: "Last words", Text: []string{"The end."}},
	}
	p, err := Build(s, o)
	if err != nil {
		t.Fatal(err)
	}
	var heads []string
	for _, b := range p.Document.Body {
		if h, ok := b.(document.Heading); ok && h.Level == 1 {
			heads = append(heads, document.Plain(h.Text))
		}
	}
	if got, want := strings.Join(heads, "; "), "Results; A look of my own; Limits found in these data; Last words"; got != want {
		t.Errorf("sections %q, want %q", got, want)
	}
	var html bytes.Buffer
	if err := document.WriteHTML(&html, p.Document); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"50 % &lt;more&gt;", "My figure.", "asked once"} {
		if !strings.Contains(html.String(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if got := p.Manifest.Options; strings.Join(got.Sections, ",") != "limits,results" || strings.Join(got.OwnSections, ",") != "A look of my own,Last words" {
		t.Errorf("manifest has %v, %v", got.Sections, got.OwnSections)
	}
}

func TestWrongSections(t *testing.T) {
	s := recipe{name: "sections", instrument: "mfq30", models: []string{"m"}, seeds: []int64{1}, personas: 6, repeats: 1, baseline: 2, layout: datasets.LayoutLong}.make(t)
	for name, set := range map[string]func(*Options){
		"unknown section": func(o *Options) { o.Sections = []string{"result"} },
		"no section \"data\"": func(o *Options) {
			o.Sections = []string{"results"}
			o.Own = []OwnSection{{After: "data", Heading: "x"}}
		},
		"own section needs a head": func(o *Options) { o.Own = []OwnSection{{}} },
	} {
		o := DefaultOptions()
		set(&o)
		if _, err := Build(s, o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A reference to what was left out becomes words that fit where it stood.
func TestLostRefs(t *testing.T) {
	text := document.T(document.Ref("a"), " shows it. ", document.Ref("b"), " and ", document.Ref("here"), " too.")
	got := keptRefs(text, map[string]bool{"here": true})
	if got[0] != document.Text("The full report") || got[2] != document.Text("The full report") || got[4] != document.Ref("here") {
		t.Errorf("got %v", got)
	}
}
