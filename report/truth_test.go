package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/numbers"
)

// truth is what a report's outputs may show: the estimates of its tidy tables, as
// read back from their files, and the numbers that its manifest and the
// questionnaire give.
type truth struct {
	rows     []trueRow
	counts   map[string]bool
	names    map[string][]string // by field, longest first
	measures []measureName
	strip    []string        // names that hold digits
	sums     map[string]int  // over respondents
	printed  map[string]bool // values of the paper
}

// trueRow is an estimate and how a reader sees it: value, interval, standard error.
type trueRow struct {
	estimate analysis.Estimate
	shown    []string
	se       string
}

// measureName is how a sentence or a caption calls a measure.
type measureName struct{ word, measure string }

// heads are whole heads of columns and rows that stand for measures.
var heads = []struct {
	word     string
	measures []string
}{
	{"floor", []string{"js_floor"}}, {"left", []string{"js_excess"}}, {"p", []string{"js_p"}}, {"letters", []string{"letter_kept"}}, {"options", []string{"option_kept"}},
	{"corrected", []string{"inertia_mm", "persona_share_mm", "item_share_mm", "jsd_corrected"}}, {"shift", []string{"place_shift"}},
	{"Letter kept", []string{"letter_kept"}}, {"Option kept", []string{"option_kept"}}, {"Difference", []string{"letter_lead", "inertia_diff"}},
	{"r of items", []string{"variant_r_items"}}, {"rho of dimensions", []string{"variant_rho_dimensions"}},
	{"p, Holm", []string{"inertia_diff_p_holm", "attribute_p_holm"}}, {"p of equivalence", []string{"inertia_tost_p"}},
}

// fixedWords are phrases whose numbers are no result: names, citations, ranges that
// define a measure, thresholds that the text itself states.
var fixedWords = regexp.MustCompile(`ICC\([23](,k)?\)|[Tt]op-2|(Section|Table|Figure|Equation|Appendix) [A-Z]?[\d.]+|(, |\()(19|20)\d\d[a-z]?\b|` +
	`Range: [^.]+\.|where 0 means that|and 1 that one option|p ≤ 0\.05|at least 90%|[Bb]elow 10 answers|for 0\.8|option \d\b|[Ii]tem \d+\b|persona \d+\b|fewer than [\d]+ |ddof 1|sha256|at least a `)

// shownNumber is an interval or a number.
var shownNumber = regexp.MustCompile(`\[[+−]?\d+\.?\d*, [+−]?\d+\.?\d*\]|` + numberToken.String())

// readTidy reads a tidy table back, with the bits that were written.
func readTidy(t *testing.T, file string) []analysis.Estimate {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(all[0], tidyColumns) {
		t.Fatalf("%s: columns %q", file, all[0])
	}
	var out []analysis.Estimate
	for i, r := range all[1:] {
		number := func(k int) float64 {
			x, err := strconv.ParseFloat(r[k], 64)
			if err != nil {
				t.Fatalf("%s, row %d: %v", file, i+1, err)
			}
			return x
		}
		whole := func(k int) int {
			if r[k] == "" {
				return 0
			}
			return int(number(k))
		}
		text := func(k int) string { return strings.TrimPrefix(r[k], "'") }
		out = append(out, analysis.Estimate{Model: text(0), Variant: text(1), Seed: text(2), Instrument: text(3), Dimension: text(4), Measure: text(5), Contrast: text(6),
			Value: number(7), SE: number(8), Low: number(9), High: number(10), Level: number(11), Method: text(12), Personas: whole(13), Answers: whole(14), Missing: whole(15), Note: text(16)})
	}
	return out
}

// readTruth reads what a written report may show, and lists where the tidy tables
// do not hold the paper's estimates, bit by bit.
func readTruth(t *testing.T, p *Paper, dir string) (*truth, []string) {
	t.Helper()
	tr := &truth{counts: map[string]bool{}, names: map[string][]string{}, sums: map[string]int{}, printed: map[string]bool{}}
	var faults []string
	for file, want := range map[string][]analysis.Estimate{"measures.csv": p.Estimates, "comparisons.csv": p.Comparisons} {
		if len(want) == 0 {
			continue
		}
		got := readTidy(t, filepath.Join(dir, "tables", file))
		if len(got) != len(want) {
			t.Fatalf("%s holds %d rows, want %d", file, len(got), len(want))
		}
		for i, e := range got {
			// Printed, since NaN equals NaN there; %v of a float64 gives every bit.
			if a, b := fmt.Sprintf("%v", e), fmt.Sprintf("%v", want[i]); a != b {
				faults = append(faults, fmt.Sprintf("%s, row %d: %s is no estimate, want %s", file, i+1, a, b))
			}
			tr.add(p.numbers, want[i])
		}
	}
	tr.readManifest(t, dir)
	tr.recount(p)
	return tr, faults
}

func (tr *truth) add(num *numbers.Estimates, e analysis.Estimate) {
	row := trueRow{estimate: e, shown: []string{num.Interval(e)}, se: num.SE(e)}
	row.take(num.Value(e))
	if e.Measure == "cohen_d_max" { // a map shows how far, not which way
		row.take(numbers.Fixed(math.Abs(e.Value), num.Decimals(e.Measure)))
	}
	tr.rows = append(tr.rows, row)
	for field, name := range map[string]string{"model": e.Model, "variant": e.Variant, "dimension": e.Dimension, "contrast": e.Contrast} {
		if name != "" && !slices.Contains(tr.names[field], name) {
			tr.names[field] = append(tr.names[field], name)
		}
	}
	tr.note(e.Note)
}

func (r *trueRow) take(s string) {
	r.shown = append(r.shown, numberToken.FindAllString(s, -1)...)
}

// note admits the numbers of a note, such as "10 of 12 groups".
func (tr *truth) note(s string) {
	for _, n := range numberToken.FindAllString(s, -1) {
		tr.counts[n] = true
	}
}

// readManifest takes the counts of the manifest, and those of the questionnaires
// that it names.
func (tr *truth) readManifest(t *testing.T, dir string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	whole := func(ns ...int) {
		for _, n := range ns {
			tr.counts[numbers.Count(n)] = true
		}
	}
	whole(m.SetAside, len(m.Inputs), m.Options.Resamples, m.Options.Permutations, int(m.Options.Seed), len(m.Simulated))
	tr.note(numbers.Level(m.Options.Level))
	tr.note(m.Version)
	tr.strip = append(tr.strip, "inertia "+m.Version)
	sum, models := 0, map[string]bool{}
	for _, c := range m.Cells {
		models[c.Model] = true
		missing := 0
		for _, n := range c.Missing {
			missing += n
			whole(n)
		}
		sum += c.Answers
		tr.sums["missing"] += missing
		tr.sums["asked"] += c.Answers + missing
		tr.sums["missing "+c.Variant] += missing
		tr.sums["asked "+c.Variant] += c.Answers + missing
		if c.Items != nil {
			whole((c.Answers + missing) / *c.Items)
		}
		whole(c.Answers, missing, c.BaselineAnswers, c.BaselineMissing, len(c.Seeds))
		for _, n := range []*int{c.Personas, c.Items} {
			if n != nil {
				whole(*n)
			}
		}
		for _, s := range c.Seeds {
			tr.counts[s] = true
		}
	}
	whole(sum, m.Answers, len(models), len(models)-1, len(m.Simulated))
	for _, in := range datasets.Instruments() {
		whole(in.Options, len(in.Scored()))
		tr.strip = append(tr.strip, in.Short)
		for _, sc := range in.Scorings {
			whole(len(sc.Dimensions))
			for _, v := range publishedFor(sc.ID) {
				tr.printed[(&writer{num: numbers.Of(true)}).look(v)] = true
			}
		}
	}
	for _, field := range tr.names {
		slices.SortFunc(field, func(a, b string) int { return len(b) - len(a) })
		tr.strip = append(tr.strip, field...)
	}
	tr.measures = []measureName{
		{"change of the centred profile", "variant_profile_change"}, {"floor", "js_floor"}, {"by chance alone", "js_floor"}, {"chance alone", "js_floor"}, {"alone would give a distance", "js_floor"}, {"distance", "js_distance"},
		{"still run from", "js_floor"}, {"items correlate between seeds", "seed_r_items"}, {"items correlate between the two ways", "variant_r_items"}, {"Spearman's rho", "variant_rho_dimensions"},
		{"persona explains", "persona_share"}, {"the item between", "item_share"}, {"item explains", "item_share"}, {"persona shares run", "persona_share_mm"}, {"two most frequent options together", "top2"},
		{"of its letters", "letter_kept"}, {"of its options", "option_kept"},
	}
	for _, i := range analysis.MeasureInfos() {
		tr.measures = append(tr.measures, measureName{i.Title, i.Name})
		tr.strip = append(tr.strip, i.Title)
	}
	slices.SortStableFunc(tr.measures, func(a, b measureName) int { return len(b.word) - len(a.word) })
	slices.SortFunc(tr.strip, func(a, b string) int { return len(b) - len(a) })
}

// named lists the values of a field that a text names; nil when none.
func (tr *truth) named(field, text string) map[string]bool {
	out := map[string]bool{}
	if field == "measure" {
		for _, h := range heads {
			for part := range strings.SplitSeq(text, "; ") {
				if _, last, _ := strings.Cut(part, ": "); h.word == part || h.word == last {
					for _, name := range h.measures {
						out[name] = true
					}
				}
			}
		}
		if len(out) > 0 {
			return out
		}
		for _, m := range tr.measures {
			if containsWord(strings.ToLower(text), strings.ToLower(m.word)) {
				text = replaceFold(text, m.word)
				out[m.measure] = true
			}
		}
		return out
	}
	if field == "model" && (strings.Contains(text, "mean of ") || strings.Contains(strings.ToLower(text), "averaged over ")) {
		out[analysis.MeanModel] = true
	}
	for _, name := range tr.names[field] {
		if containsWord(text, name) {
			text = strings.ReplaceAll(text, name, "\x00")
			out[name] = true
		}
	}
	return out
}

// allowed are the numbers of the estimates that agree with what a text names. Of
// several texts the first counts that names something of a field: a row before a
// table's caption.
func (tr *truth) allowed(context ...string) map[string]bool {
	fields := map[string]func(e analysis.Estimate) string{
		"model":     func(e analysis.Estimate) string { return e.Model },
		"variant":   func(e analysis.Estimate) string { return e.Variant },
		"dimension": func(e analysis.Estimate) string { return e.Dimension },
		"contrast":  func(e analysis.Estimate) string { return e.Contrast },
		"measure":   func(e analysis.Estimate) string { return e.Measure },
	}
	want := map[string]map[string]bool{}
	for field := range fields {
		for i, text := range context {
			if n := tr.named(field, text); len(n) > 0 {
				want[field] = n
				if i+1 < len(context) && field == "measure" && len(n) > 1 {
					narrow(n, tr.named(field, context[len(context)-1]))
				}
				break
			}
		}
	}
	if want["variant"] == nil {
		want["variant"] = map[string]bool{datasets.DefaultVariant: true, "": true}
	}
	out := map[string]bool{}
	withSE := standardError.MatchString(strings.Join(context, "; "))
	if ofThePaper.MatchString(strings.Join(context, "; ")) {
		maps.Copy(out, tr.printed)
	}
	for _, r := range tr.rows {
		fits := true
		for field, of := range fields {
			fits = fits && (want[field] == nil || want[field][of(r.estimate)] || field == "variant" && strings.HasSuffix(r.estimate.Contrast, "~ "+r.estimate.Variant))
		}
		if fits {
			for _, n := range r.shown {
				out[n] = true
			}
			if withSE {
				out[r.se] = true
			}
		}
	}
	return out
}

// narrow keeps of the corrected measures the one whose plain measure is named too.
func narrow(measures, plain map[string]bool) {
	for m := range measures {
		if base, ok := strings.CutSuffix(m, "_mm"); ok && len(plain) > 0 && !plain[base] {
			delete(measures, m)
		}
	}
}

// What admits a standard error, and a value of the paper.
var (
	standardError = regexp.MustCompile(`standard error|SE |[−+]- `)
	ofThePaper    = regexp.MustCompile(`(?i)paper|printed|publish`)
)

// Where a number's own names stand: "0.46 (Harm)", "0.46 for alpha", "Harm (0.46".
var (
	namesAfter  = regexp.MustCompile(`^%?(?:, [\d.]+% CI \[[^\]]*\])?(?: \(([^()]*)\)?| for ([^,();.]+))`)
	namesBefore = regexp.MustCompile(`([^ (]+(?: [^ (]+)?) \([^()]*$`)
)

// beside are the names next to the number that ends and begins there.
func beside(text string, from, to int) string {
	near := ""
	if m := namesAfter.FindStringSubmatch(text[to:]); m != nil {
		near = m[1] + m[2]
	}
	if m := namesBefore.FindStringSubmatch(text[:from]); m != nil {
		near += "; " + m[1]
	}
	return near
}

// wrong lists the numbers of a text that no estimate fitting the context shows and
// that count nothing either.
func (tr *truth) wrong(text string, context ...string) []string {
	for _, name := range tr.strip {
		if strings.ContainsAny(name, "0123456789") {
			text = strings.ReplaceAll(text, name, " ")
		}
	}
	text = fixedWords.ReplaceAllString(text, " ")
	var out []string
	for _, at := range shownNumber.FindAllStringIndex(text, -1) {
		n := text[at[0]:at[1]]
		if tr.counts[n] {
			continue
		}
		if !tr.allowed(append([]string{beside(text, at[0], at[1])}, context...)...)[n] {
			out = append(out, n)
		}
	}
	return out
}
