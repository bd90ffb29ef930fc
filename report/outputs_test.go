package report

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
	"inertia/roleplay"
)

// cutSentences cuts a paragraph.
func cutSentences(s string) []string {
	var out []string
	for end := sentenceEnd(s, false); end > 0; end = sentenceEnd(s, false) {
		out, s = append(out, s[:end]), s[end:]
	}
	return append(out, s)
}

// texts lists what an output's texts show and no estimate gives, each with its place.
func (tr *truth) texts(o *output) []string {
	var faults []string
	for _, s := range o.texts {
		if s.section == "References" {
			continue
		}
		for _, sentence := range cutSentences(s.text) {
			for _, n := range tr.wrong(sentence, sentence) {
				faults = append(faults, fmt.Sprintf("%s, %s: %s is no estimate of what is named in %q", o.file, s.section, n, sentence))
			}
		}
	}
	return faults
}

// cells lists what the cells of a table show and no estimate gives.
func (tr *truth) cells(file string, tab shownTable) []string {
	var faults []string
	before := ""
	for i, row := range tab.rows {
		var labels []string
		for _, c := range row {
			if len(numberToken.FindAllString(c, -1)) == 0 || len(tr.named("model", c))+len(tr.named("contrast", c)) > 0 {
				labels = append(labels, c)
			}
		}
		label := strings.Join(labels, "; ")
		if len(tr.named("model", label))+len(tr.named("dimension", label))+len(tr.named("contrast", label)) > 0 {
			before = ""
		}
		for j, c := range row {
			for _, n := range tr.wrong(c, label+"; "+tab.heads[j], before+strings.Repeat("; SE ", strings.Count(c, "SE ")), tab.caption) {
				faults = append(faults, fmt.Sprintf("%s, row %d (%s), column %q: %s is no estimate of it", file, i+1, label, tab.heads[j], n))
			}
		}
		if before == "" {
			before = label
		}
	}
	return faults
}

// thousands are marked for people, not for programs.
var thousands = regexp.MustCompile(`(\d),(\d{3})\b`)

// sameCells lists where a table reads differently in two files.
func sameCells(file string, got, want shownTable) []string {
	var faults []string
	if got.heads != nil && !slices.Equal(got.heads, want.heads) {
		faults = append(faults, fmt.Sprintf("%s: heads %q, want %q", file, got.heads, want.heads))
	}
	if len(got.rows) != len(want.rows) {
		return append(faults, fmt.Sprintf("%s: %d rows, want %d", file, len(got.rows), len(want.rows)))
	}
	for i, row := range got.rows {
		for j, c := range row {
			if thousands.ReplaceAllString(c, "$1$2") != thousands.ReplaceAllString(want.rows[i][j], "$1$2") {
				faults = append(faults, fmt.Sprintf("%s, row %d (%s), column %q: %q, but %q in CSV", file, i+1, row[0], want.heads[j], c, want.rows[i][j]))
			}
		}
	}
	return faults
}

// checkOutputs reads a written report back and lists every number that is none of
// its estimates.
func checkOutputs(t *testing.T, p *Paper, dir string) []string {
	t.Helper()
	tr, faults := readTruth(t, p, dir)
	md, html := readMarkdown(t, dir), readHTML(t, dir)
	faults = append(faults, append(tr.texts(md), tr.texts(html)...)...)
	faults = append(faults, append(tr.figures(t, p, md), tr.figures(t, p, html)...)...)
	faults = append(faults, p.writer.views[0].places(html)...)
	faults = append(faults, p.figureData(t, dir)...)
	n := 0
	for _, b := range p.Document.Body {
		tab, ok := b.(*document.Table)
		if !ok {
			continue
		}
		base := filepath.Join(dir, "tables", strings.TrimPrefix(tab.ID, "tab-"))
		table := readCSV(t, base+".csv")
		table.caption = md.table[n].caption
		faults = append(faults, tr.cells(tab.ID+".csv", table)...)
		faults = append(faults, sameCells(tab.ID+" in report.md", md.table[n], table)...)
		faults = append(faults, sameCells(tab.ID+" in report.html", html.table[n], table)...)
		faults = append(faults, sameCells(tab.ID+".tex", readTeX(t, base+".tex"), table)...)
		faults = append(faults, sameCopies(t, dir, base, html.copied[tab.ID])...)
		n++
	}
	if n == 0 || n != len(md.table) || n != len(html.table) {
		t.Fatalf("%d tables, of which Markdown shows %d and HTML %d", n, len(md.table), len(html.table))
	}
	return faults
}

// sameCopies holds what the page's buttons copy against the files, byte by byte.
func sameCopies(t *testing.T, dir, base string, c copied) []string {
	t.Helper()
	var faults []string
	for file, text := range map[string]string{base + ".csv": c.CSV, base + ".tex": c.LaTeX, filepath.Join(dir, "report.md"): c.Markdown} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, _ := strings.Cut(text, "\n| ") // in Markdown the caption has the place of the table's anchor before it
		switch {
		case text == "":
			faults = append(faults, "nothing is copied for "+file)
		case filepath.Ext(file) == ".md" && !strings.Contains(string(want), rows):
			faults = append(faults, fmt.Sprintf("%s lacks what is copied: %.200s", file, rows))
		case filepath.Ext(file) != ".md" && text != string(want):
			faults = append(faults, file+" is not what is copied")
		}
	}
	return faults
}

// bundled is the report of the bundled study.
func bundled(t *testing.T) *Paper {
	t.Helper()
	ds, err := roleplay.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	study, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	o := DefaultOptions()
	o.Analysis.Resamples, o.Formats = 100, []string{"md", "html"}
	p, err := Build(study, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Every number in the texts, tables and figures of a written report, read back from
// its files, is an estimate of the tidy table at the precision shown, or a count or
// setting of the manifest.
func TestOutputsShowEstimates(t *testing.T) {
	small := recipes[0]
	papers := map[string]*Paper{"bundled": bundled(t), small.name: build(t, small)}
	for name, p := range papers {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "report")
			if err := p.Write(dir); err != nil {
				t.Fatal(err)
			}
			for _, f := range checkOutputs(t, p, dir) {
				t.Error(f)
			}
		})
	}
}

// numberChanges are numbers changed by hand in a written report: in a file, the first match
// of a pattern whose second group is the number.
var numberChanges = []struct{ name, file, pattern string }{
	{"a sentence of the abstract", "report.md", `(runs from )(0\.\d+)`},
	{"a cell of a table in Markdown", "report.md", `(\n\| (?:Fairness|beta-7b) \|[^\n]* )(0\.\d+)`},
	{"an interval in Markdown", "report.md", `(\\\[0\.\d+, )(0\.\d+)`},
	{"an alternative text in Markdown", "report.md", `(JS distance )(0\.\d+)( to)`},
	{"a sentence in HTML", "report.html", `(runs from )(0\.\d+)`},
	{"a cell in HTML", "report.html", `(<td class="right">)(0\.\d+)`},
	{"a mark of an estimate in HTML", "report.html", `(Harm: inertia )(0\.\d+)`},
	{"a mark of an answer in HTML", "report.html", `(Harm, personas: option \d, )(\d+)(% of)`},
	{"the place of a mark in HTML", "report.html", `("marks":\{"list":\[\[)(\d\d\d\d)(,\d+,\d+,\d+,"alpha, Harm: inertia)`},
	{"a cell in CSV", "tables/inertia-mfq30.csv", `(,)(0\.\d+)`},
	{"an interval in CSV", "tables/inertia-mfq30.csv", `(\[)(0\.\d+)`},
	{"a cell in LaTeX", "tables/inertia-mfq30.tex", `( & )(0\.\d+)`},
	{"an estimate of the tidy table", "tables/measures.csv", `(,inertia,,)(0\.\d+)`},
	{"an estimate that a figure draws", "figures/inertia-distance-mfq30.csv", `(,js_distance,,)(0\.\d+)`},
	{"a published value that a figure draws", "figures/inertia-distance-mfq30.csv", `(published,,,mfq30,Harm,inertia,,)(0\.\d+)`},
	{"a share that a figure draws", "figures/shares-mfq30.csv", `(,personas,\d+,.*)(0\.\d+)`},
}

// One number changed in any output is named.
func TestAChangedNumberIsNamed(t *testing.T) {
	p := build(t, recipes[0])
	dir := filepath.Join(t.TempDir(), "report")
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range numberChanges {
		file := filepath.Join(dir, filepath.FromSlash(c.file))
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		at := regexp.MustCompile(c.pattern).FindSubmatchIndex(whole)
		if at == nil {
			t.Errorf("%s: %s holds none", c.name, c.file)
			continue
		}
		changed := slices.Clone(whole)
		number := ""
		digit := &changed[min(at[5]-1, at[4]+12)] // beyond, digits do not count
		*digit = '0' + (*digit-'0'+3)%10
		if strings.HasPrefix(c.name, "the place") {
			changed[at[4]] = '0' + (changed[at[4]]-'0'+3)%10
			number = "stands at"
		} else {
			number = string(changed[at[4]:at[5]])
		}
		if err := os.WriteFile(file, changed, 0o666); err != nil {
			t.Fatal(err)
		}
		faults := checkOutputs(t, p, dir)
		if !slices.ContainsFunc(faults, func(f string) bool {
			return strings.Contains(f, number[:min(len(number), 12)]) && strings.Contains(f, strings.TrimSuffix(path.Base(c.file), path.Ext(c.file)))
		}) {
			t.Errorf("%s: changed from %s to %s, which nothing names; found are %q", c.name, whole[at[4]:at[5]], number, faults)
		}
		if err := os.WriteFile(file, whole, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// Every number with decimals in a table, and nearly every one in a sentence, is held
// to its own estimate, and not only to any: its last digit changed, it is found.
func TestNumbersAreHeldToTheirOwnEstimate(t *testing.T) {
	p := build(t, recipes[0])
	dir := filepath.Join(t.TempDir(), "report")
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	tr, _ := readTruth(t, p, dir)
	decimals := regexp.MustCompile(`\d*\.\d+`)
	change := func(s string, see func(changed, number string)) {
		for _, at := range decimals.FindAllStringIndex(s, -1) {
			b := []byte(s)
			b[at[1]-1] = '0' + (b[at[1]-1]-'0'+5)%10
			see(string(b), string(b[at[0]:at[1]]))
		}
	}
	cells, sentences, found := 0, 0, 0
	for _, tab := range readMarkdown(t, dir).table {
		for i, row := range tab.rows {
			for j, c := range row {
				change(c, func(changed, number string) {
					cells++
					row[j] = changed
					if len(tr.cells("", tab)) == 0 {
						t.Errorf("table %q, row %d, column %q: %s for %s is not found", tab.caption, i+1, tab.heads[j], changed, c)
					}
					row[j] = c
				})
			}
		}
	}
	md := readMarkdown(t, dir)
	for _, s := range md.texts {
		if s.section == "References" || strings.HasPrefix(s.section, "Measures") || strings.Contains(s.text, "inertia 0.1.0") {
			continue
		}
		for _, sentence := range cutSentences(s.text) {
			change(sentence, func(changed, number string) {
				sentences++
				if len(tr.texts(&output{texts: []spokenText{{s.section, changed}}})) > 0 {
					found++
				} else {
					t.Logf("not found: %s in %q", number, changed)
				}
			})
		}
	}
	t.Logf("%d numbers in cells; %d in sentences, of which %d found", cells, sentences, found)
	if cells < 200 || sentences < 20 || float64(found) < .9*float64(sentences) {
		t.Errorf("of %d numbers in sentences, %d are found when changed (and %d cells)", sentences, found, cells)
	}
}
