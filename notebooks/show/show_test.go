package show

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares the three forms of a bundle with the files named after it.
func golden(t *testing.T, name string, b bundle) {
	t.Helper()
	for ext, got := range map[string]string{"html": b.html, "md": b.markdown, "txt": b.text} {
		got = strings.ReplaceAll(got, strings.TrimSpace(outputStyle), "")
		path := filepath.Join("testdata", name+"."+ext)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", path, got, want)
		}
	}
}

// hostile is a name that tries to be markup, a cell's end, a formula and a
// terminal's command.
const hostile = "<script>alert(1)</script> | **b** $x$ \x1b[31m \u202eabc\n`c` _d_ [e](f)"

func estimate(model, dimension, measure string, value float64) analysis.Estimate {
	return analysis.Estimate{Model: model, Variant: "default", Instrument: "mfq30", Dimension: dimension, Measure: measure, Value: value, SE: .0123,
		Low: value - .02, High: value + .02, Level: .95, Method: "bca", Personas: 10, Answers: 12345}
}

func sampleRows() Rows {
	undefined := estimate(hostile, "Harm", "js_distance", math.NaN())
	undefined.Low, undefined.High, undefined.SE, undefined.Level, undefined.Note = math.NaN(), math.NaN(), math.NaN(), math.NaN(), "no baseline answers"
	return Rows{estimate("m", "Harm", "inertia", .46049), estimate("m", "Purity", "inertia", -0.00001), estimate("m", "Harm", "js_distance", .25), undefined}
}

func TestTable(t *testing.T) {
	golden(t, "table", estimateGrid(sampleRows(), []string{"Of", hostile}).bundle())
	golden(t, "empty-table", estimateGrid(nil, nil).bundle())
}

func TestCrossTable(t *testing.T) {
	g, err := crossGrid(sampleRows().Without("model", "m"), "dimension", "measure", nil)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "undefined", g.bundle())
	g, err = crossGrid(sampleRows()[:3], "dimension", "measure", []string{"Inertia and distance."})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "cross", g.bundle())
	if _, err := crossGrid(sampleRows(), "dimension", "measure", nil); err == nil || !strings.Contains(err.Error(), "they differ in model") {
		t.Errorf("two estimates in a cell: %v", err)
	}
	if _, err := crossGrid(sampleRows(), "dimensoin", "measure", nil); err == nil || !strings.Contains(err.Error(), `did you mean "dimension"?`) {
		t.Errorf("misspelt column: %v", err)
	}
}

func sampleFrame() dataframe.DataFrame {
	return dataframe.New(series.New([]string{"a", hostile}, series.String, "name"), series.New([]float64{1.23456, math.NaN()}, series.Float, "x"),
		series.New([]int{12345, -1}, series.Int, "n"), series.New([]float64{2, 3}, series.Float, "whole"))
}

func TestFrame(t *testing.T) {
	golden(t, "frame", frameGrid(sampleFrame(), []string{"A frame."}).bundle())
	empty := dataframe.New(series.New([]string{}, series.String, "name"))
	if got := frameGrid(empty, nil).bundle().text; !strings.Contains(got, "0 rows × 1 column") {
		t.Errorf("empty frame: %q", got)
	}
}

func TestHugeIsCut(t *testing.T) {
	many := make([]int, 100_000)
	b := frameGrid(dataframe.New(series.New(many, series.Int, "n")), nil).bundle()
	if lines := strings.Count(b.text, "\n"); lines != maxFrameRows+3 {
		t.Errorf("%d lines of a frame", lines)
	}
	if !strings.Contains(b.text, "the first 20 are shown") {
		t.Errorf("no notice: %s", b.text)
	}
	rows := make(Rows, maxRows+7)
	for i := range rows {
		rows[i] = estimate("m", "Harm", "inertia", float64(i))
	}
	g := estimateGrid(rows, nil)
	if len(g.rows) != maxRows || len(g.notes) != 1 || !strings.HasPrefix(g.notes[0], "7 rows more of 207") {
		t.Errorf("%d rows, notes %q", len(g.rows), g.notes)
	}
}

// Nothing that came with the data is markup in any form.
func TestHostileNamesAreText(t *testing.T) {
	table := &document.Table{Caption: document.T(hostile), Columns: []document.Column{{Head: document.T(hostile)}},
		Rows: []document.Row{{Cells: [][]document.Inline{document.T(hostile)}}}, Notes: [][]document.Inline{document.T(hostile)}}
	for name, b := range map[string]bundle{
		"table": estimateGrid(sampleRows(), []string{hostile}).bundle(), "frame": frameGrid(sampleFrame(), nil).bundle(), "document": documentGrid(table).bundle(),
	} {
		if strings.Contains(b.html, "<script") || strings.Contains(b.markdown, "<script") {
			t.Errorf("%s: markup of the data is in the output", name)
		}
		for form, text := range map[string]string{"html": b.html, "markdown": b.markdown, "text": b.text} {
			if strings.ContainsAny(text, "\x1b\u202e") {
				t.Errorf("%s as %s: control characters of the data are in the output", name, form)
			}
		}
		for line := range strings.Lines(b.markdown) {
			if i := strings.Index(line, "**b**"); i >= 0 {
				t.Errorf("%s: unescaped Markdown in %q", name, line)
			}
		}
	}
}

func TestSentence(t *testing.T) {
	rows := sampleRows()
	if got, want := sentence(rows[0]), "Inertia (m, Harm) is 0.460, 95% interval [0.440, 0.480] (bca), from 12,345 answers of 10 personas."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := sentence(rows[3]); !strings.HasSuffix(got, "is not defined: no baseline answers.") {
		t.Errorf("undefined: %s", got)
	}
}

func TestFigure(t *testing.T) {
	f, err := figure.Profile([]analysis.Estimate{estimate("m", "Harm", "profile", .3)}, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, err := figureBundle(f, hostile)
	if err != nil {
		t.Fatal(err)
	}
	two, _ := figureBundle(f, hostile)
	if !strings.HasPrefix(one.svg, "<svg") || !strings.Contains(one.html, "<svg") || strings.Contains(one.html, "<script") {
		t.Errorf("no picture, or markup of the caption: %.200s", one.html)
	}
	if one.svg != two.svg {
		t.Error("one figure, two pictures")
	}
	if !strings.Contains(one.text, f.Alt) || !strings.HasPrefix(one.text, "[figure profile]") {
		t.Errorf("text %q", one.text)
	}
	if _, err := figureBundle(nil, ""); err == nil {
		t.Error("no figure is shown without a word")
	}
}

// ended runs do as a cell and gives what it said when it failed.
func ended(t *testing.T, do func()) (message string, code int) {
	t.Helper()
	var b bytes.Buffer
	stop := errors.New("the cell ends")
	stderr, exit = &b, func(c int) { code = c; panic(stop) }
	defer func() {
		stderr, exit = os.Stderr, os.Exit
		message = b.String()
		if r := recover(); r != nil && r != stop {
			panic(r)
		}
	}()
	do()
	return "", 0
}

func TestErrorsAreMessages(t *testing.T) {
	rows := sampleRows()
	study := &Study{Study: Must(openedForTest(t)).Study}
	for name, c := range map[string]struct {
		do   func()
		want string
	}{
		"measure":   {func() { study.Measure("inerta") }, `did you mean "inertia"?`},
		"group":     {func() { study.Measure("relaibility") }, `did you mean "reliability"?`},
		"model":     {func() { study.HeatMap("modle-a") }, `did you mean "model-a"?`},
		"dimension": {func() { study.Dimension("Hram") }, `did you mean "Harm"?`},
		"variant":   {func() { study.Only("variant", "defualt") }, `did you mean "default"?`},
		"value":     {func() { rows.Where("dimension", "purity") }, `did you mean "Purity"?`},
		"column":    {func() { rows.Where("dimesion", "Purity") }, `did you mean "dimension"?`},
		"frame":     {func() { Select(sampleFrame(), "naem") }, `did you mean "name"?`},
		"where":     {func() { Where(sampleFrame(), "wohle", "2") }, `did you mean "whole"?`},
		"gota":      {func() { Frame(sampleFrame().Select([]string{"nmae"})) }, `did you mean "name"?`},
		"far":       {func() { study.Measure("zzzzzzzzzz") }, `there are paper, `},
		"several":   {func() { rows.One() }, "they differ"},
		"file":      {func() { Open("shwo_test.go") }, `did you mean "show_test.go"?`},
		"public":    {func() { t.Setenv("XDG_CACHE_HOME", t.TempDir()); t.Setenv("HOME", t.TempDir()); Open("lee-2026") }, "inertia datasets get lee-2026"},
	} {
		message, code := ended(t, c.do)
		if code != 1 || !strings.HasPrefix(message, "error: ") || !strings.Contains(strings.ReplaceAll(message, "first two differ", "they differ"), c.want) {
			t.Errorf("%s: exit code %d, message %q, want %q", name, code, message, c.want)
		}
		if strings.Count(message, "\n") != 1 || strings.Contains(message, "goroutine") {
			t.Errorf("%s: not one line: %q", name, message)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"inertia", "inertia", 0}, {"inerta", "inertia", 1}, {"Hram", "Harm", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3}, {"größe", "grosse", 3}} {
		if got := editDistance(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if editDistance(c.a, c.b) != editDistance(c.b, c.a) {
			t.Errorf("%q, %q: not symmetric", c.a, c.b)
		}
	}
	if name, ok := nearest("xyzzy", []string{"inertia"}); ok {
		t.Errorf("%q is near nothing", name)
	}
}

// Outside a notebook the plain text is printed.
func TestEmitWithoutKernel(t *testing.T) {
	var b bytes.Buffer
	stdout = &b
	defer func() { stdout = io.Writer(os.Stdout) }()
	Text("%d answers", 3)
	if b.String() != "3 answers\n" {
		t.Errorf("got %q", b.String())
	}
	Explore(func(c Choice) *figure.Figure {
		f, err := figure.Profile([]analysis.Estimate{estimate(c["model"], "Harm", "profile", .3)}, figure.Options{})
		return Must(f, err)
	}, Pick("model", "a", "b"))
	if !strings.Contains(b.String(), "model: a") {
		t.Errorf("an explorer without widgets shows its first choice: %q", b.String())
	}
}
