package report

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

func TestBuildAdapts(t *testing.T) {
	want := map[string][]string{
		"full":     {"options-reversed", "x|y", "answers.csv:7", "Refused", "Robustness", "Agreement between seeds", "persona explains"},
		"counts":   {"Personas unknown.", "Items unknown.", "upper estimate", "These data cannot tell", "printed"},
		"alone":    {"No baseline.", "One draw of personas.", "no distance"},
		"constant": {"Simulated", "Constant items.", "Ceiling."},
		"mixed": {"real-1b is a language model; the other two are simulated", "For real-1b, the inertia", "All but real-1b simulated.", "Those of a1 and a2 are simulated.", "Partly simulated.", "by respondent",
			"These answers are order-driven", "Order-driven answers.", "real-1b (letters 100.0", "a rule", "real-1b\na language model"},
		"tiny": {"Few personas.", "1 model"},
		"many": {"7 reference respondents", "by reference respondent"},
	}
	not := map[string][]string{
		"counts": {"Robustness and"}, "alone": {"JS distance of answers", "averaged over", "(mean)"}, "full": {"imulated", "One order", "Order-driven"}, "mixed": {"(mean)", "All answers are simulated", " model and dimension"}, "many": {"7 models,", "(mean)"},
	}
	for _, r := range recipes {
		t.Run(r.name, func(t *testing.T) {
			text := plainText(build(t, r).Document)
			for _, w := range want[r.name] {
				if !strings.Contains(text, w) {
					t.Errorf("the text does not hold %q", w)
				}
			}
			for _, w := range append(not[r.name], "NaN", "%!", "  .", " ..", "Inf", "0.000 to 0.000") {
				if strings.Contains(text, w) {
					at := strings.Index(text, w)
					t.Errorf("the text holds %q: …%s…", w, text[max(0, at-80):min(len(text), at+60)])
				}
			}
		})
	}
}

// plainText is the running text of a document, tables included.
func plainText(d *document.Document) string {
	var b strings.Builder
	for _, block := range append(append([]document.Block{}, d.Abstract...), d.Body...) {
		for _, s := range blockText(block) {
			b.WriteString(s + "\n")
		}
	}
	return d.Title + "\n" + d.Subtitle + "\n" + b.String()
}

func blockText(b document.Block) []string {
	var out []string
	add := func(ins []document.Inline) { out = append(out, document.Plain(ins)) }
	switch p := b.(type) {
	case document.Heading:
		add(p.Text)
	case document.Paragraph:
		add(p.Text)
	case document.List:
		for _, i := range p.Items {
			add(i)
		}
	case document.Figure:
		add(p.Caption)
	case *document.Table:
		add(p.Caption)
		for _, c := range p.Columns {
			add(c.Head)
		}
		for _, r := range p.Rows {
			for _, c := range r.Cells {
				add(c)
			}
		}
		for _, n := range p.Notes {
			add(n)
		}
	}
	return out
}

// numberToken is a number as the text writes one.
var numberToken = regexp.MustCompile(`[+−]?\d+(?:,\d{3})*(?:\.\d+)?`)

// Every number of the abstract, the results, what moves an answer and the limits
// is a formatted field of one estimate, a count of the study's records, or part
// of a name.
func TestEveryNumberIsAnEstimate(t *testing.T) {
	for _, r := range recipes {
		t.Run(r.name, func(t *testing.T) {
			numbersAreEstimates(t, build(t, r), r)
		})
	}
}

func numbersAreEstimates(t *testing.T, p *Paper, r recipe) {
	t.Helper()
	allowed := map[string]bool{"0": true, "1": true, "0.05": true, "10": true, "50": true, "200": true, "2026": true, "0.5": true, "0.7": true, "0.8": true}
	for n := range p.counts {
		allowed[numbers.Count(n)] = true
	}
	for _, list := range [][]analysis.Estimate{p.Estimates, p.Comparisons} {
		for _, e := range list {
			for _, f := range []string{p.numbers.Value(e), p.numbers.Low(e), p.numbers.High(e), p.numbers.SE(e), p.numbers.Interval(e), numbers.Level(e.Level), e.Note} {
				for _, n := range numberToken.FindAllString(f, -1) {
					allowed[n] = true
				}
			}
		}
	}
	for _, v := range viewsOf(p, r) {
		allowed[v] = true
	}
	for _, s := range spoken(p.Document) {
		for _, n := range numberToken.FindAllString(withoutNames(s, r), -1) {
			if !allowed[n] {
				t.Errorf("%s is no field of an estimate: %q", n, s)
			}
		}
	}
}

// viewsOf are the printed values that stand beside the measured ones.
func viewsOf(p *Paper, r recipe) []string {
	w := &writer{num: p.numbers}
	var out []string
	for _, v := range publishedFor(r.instrument) {
		out = append(out, w.look(v))
	}
	return out
}

// spoken is the text of the sections that speak of results.
func spoken(d *document.Document) []string {
	var out []string
	for _, b := range d.Abstract {
		out = append(out, blockText(b)...)
	}
	on := false
	for _, b := range d.Body {
		if h, ok := b.(document.Heading); ok && h.Level == 1 {
			on = h.ID == "sec-results" || h.ID == "sec-depth" || h.ID == "sec-moves" || h.ID == "sec-limits"
		}
		if _, isFigure := b.(document.Figure); on && !isFigure {
			out = append(out, blockText(b)...)
		}
	}
	return out
}

var names = regexp.MustCompile(`MFQ-30|PVQ-RR|ICC\([23](,k)?\)|JS distance|[Tt]op-2|seed \d+ ~ \d+|\[[\d, ]+\]|(Section|Table|Figure|Equation) [\d.]+`)

func withoutNames(s string, r recipe) string {
	for _, m := range r.models {
		s = strings.ReplaceAll(s, m, "")
	}
	return names.ReplaceAllStringFunc(s, func(m string) string {
		if strings.HasPrefix(m, "[") && strings.Contains(m, ".") {
			return m
		}
		return ""
	})
}

func TestMainTableHoldsThePrintedValues(t *testing.T) {
	p := build(t, recipes[1])
	text := plainText(p.Document)
	for _, w := range []string{"0.499", "0.432", "61.9"} {
		if !strings.Contains(text, w) {
			t.Errorf("no printed %s", w)
		}
	}
}

func TestExcessIsDistanceLessFloor(t *testing.T) {
	p := build(t, recipes[0])
	at := map[string]float64{}
	for _, e := range p.Estimates {
		at[e.Model+e.Variant+e.Dimension+e.Measure] = e.Value
	}
	n := 0
	for _, e := range p.Comparisons {
		if e.Measure == "js_excess" {
			n++
			k := e.Model + e.Variant + e.Dimension
			if want := at[k+"js_distance"] - at[k+"js_floor"]; math.Abs(e.Value-want) > 1e-12 {
				t.Errorf("%s %s: %v, want %v", e.Model, e.Dimension, e.Value, want)
			}
		}
	}
	if n == 0 {
		t.Error("no excess")
	}
}

func TestAskingForOneMeasure(t *testing.T) {
	o := DefaultOptions()
	o.Analysis.Resamples = 0
	o.Analysis.Measures = []string{"profile"}
	p, err := Build(recipes[0].make(t), o)
	if err != nil {
		t.Fatal(err)
	}
	var md bytes.Buffer
	if err := document.WriteMarkdown(&md, p.Document); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(md.String(), "How much stays put") {
		t.Error("a section on inertia, which was not asked for")
	}
}

func TestMoreMeasuresAndOtherKeys(t *testing.T) {
	o := DefaultOptions()
	o.Analysis.Resamples = 20
	var err error
	if o.Analysis.Measures, err = analysis.ParseMeasures("all"); err != nil {
		t.Fatal(err)
	}
	o.Analysis.Scorings = []string{"pvqrr19", "pvqrr4", "pvqrr"}
	r := recipe{name: "keys", instrument: "pvqrr", models: []string{"a", "b"}, seeds: []int64{1, 2}, personas: 8, baseline: 1}
	p, err := Build(r.make(t), o)
	if err != nil {
		t.Fatal(err)
	}
	if text := plainText(p.Document); !strings.Contains(text, "Nineteen values") || !strings.Contains(text, "Cronbach") {
		t.Error("keys or further measures are not there")
	}
}
