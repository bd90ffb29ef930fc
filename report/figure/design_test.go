package figure

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"inertia/analysis"
)

func inertiaOf(model, dimension string, v float64) *analysis.Estimate {
	return &analysis.Estimate{Model: model, Dimension: dimension, Measure: "inertia", Value: v, Low: math.NaN(), High: math.NaN()}
}

// Harm moves by .3, Purity by .05, Care has no value the other way.
func TestDumbbellData(t *testing.T) {
	rows := []DumbbellRow{
		{"Harm", "m", []*analysis.Estimate{inertiaOf("m", "Harm", .5), inertiaOf("m", "Harm", .2)}},
		{"Purity", "m", []*analysis.Estimate{inertiaOf("m", "Purity", .1), inertiaOf("m", "Purity", .15)}},
		{"Care", "m", []*analysis.Estimate{inertiaOf("m", "Care", .4), inertiaOf("m", "Care", math.NaN())}},
	}
	f, err := Dumbbells(rows, []string{"default", "reversed"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Inertia of 3 rows", "The largest fall: m, Harm, reversed: 0.200, against default, 0.500.", "Without a value: 1."} {
		if !strings.Contains(f.Alt, want) {
			t.Errorf("%q does not say %q", f.Alt, want)
		}
	}
	if len(f.Marks) != 5 {
		t.Errorf("%d places, want one for each of 5 values", len(f.Marks))
	}
	for name, bad := range map[string][]DumbbellRow{"no rows": nil, "no values": {{"a", "", []*analysis.Estimate{nil, nil}}}, "one value of two": {{"a", "", []*analysis.Estimate{nil}}}} {
		if _, err := Dumbbells(bad, []string{"a", "b"}, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Intervals widen the axis and are said; marks of the ways differ in shape, so that a grey copy tells them apart.
func TestDumbbellIntervals(t *testing.T) {
	a, b := inertiaOf("m", "Harm", .5), inertiaOf("m", "Harm", .3)
	a.Low, a.High, a.Level = .4, .6, .9
	b.Low, b.High, b.Level = .1, .35, .9
	d, err := dumbbellsOf([]DumbbellRow{{"Harm", "m", []*analysis.Estimate{a, b}}}, []string{"default", "reversed"})
	if err != nil {
		t.Fatal(err)
	}
	if d.span.lo != .1 || d.span.hi != .6 || d.level != .9 {
		t.Errorf("axis %g to %g, level %g; want .1 to .6 at .9", d.span.lo, d.span.hi, d.level)
	}
	f, err := Dumbbells([]DumbbellRow{{"Harm", "m", []*analysis.Estimate{a, b}}}, []string{"default", "reversed"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Marks) != 2 || !strings.HasSuffix(f.Marks[1].Label, "reversed: 0.300 [0.100, 0.350]") {
		t.Errorf("marks %+v", f.Marks)
	}
	if f.Marks[0].Y >= f.Marks[1].Y {
		t.Error("the two ways lie on one height, where one hides the other")
	}
	for i := range 5 {
		for j := range i {
			if wayMark(i).shape == wayMark(j).shape {
				t.Errorf("ways %d and %d have one shape", j+1, i+1)
			}
		}
	}
}

// One model has an interval, one a standard error only, one no value.
func TestAgainstData(t *testing.T) {
	x, y := sampleAgainst([]string{"a", "b"})
	y[1].Value = math.NaN()
	d := againstOf(x, y)
	if len(d.points) != 1 || d.lost != 1 {
		t.Fatalf("%d points, %d lost; want 1 and 1", len(d.points), d.lost)
	}
	if q := d.points[0]; q.barX != [2]float64{3.6, 4.4} || q.barY != [2]float64{.42, .58} {
		t.Errorf("bars %v and %v, want 4 ± .4 (its standard error) and the interval", q.barX, q.barY)
	}
	if got := strings.Join(d.notes(), "; "); got != "bars: 95% intervals; where there is none, one standard error either way; left out: 1 model without a value" {
		t.Errorf("notes %q", got)
	}
	if _, err := Against(x[:1], y[1:], Options{}); err == nil {
		t.Error("no error where no model has both")
	}
}

// Components of 1, 2 and 1 are 25, 50 and 25 percent; one below zero and one undefined count nothing.
func TestVarianceData(t *testing.T) {
	v := func(x float64) *analysis.Estimate { return &analysis.Estimate{Value: x} }
	d, err := varianceOf([]VarianceRow{
		{"Harm", []*analysis.Estimate{v(1), v(2), v(1)}},
		{"Purity", []*analysis.Estimate{v(-1), v(math.NaN()), v(3)}},
		{"Care", []*analysis.Estimate{nil, v(0), nil}},
	}, []string{"persona", "item", "rest"})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(d.rows[0].shares, d.rows[0].total, d.rows[1].shares, d.rows[2].total); got != "[0.25 0.5 0.25] 4 [0 0 1] 0" {
		t.Error(got)
	}
	if alt := d.alt([]string{"persona", "item", "rest"}); !strings.Contains(alt, "Harm: most from item (50%)") || !strings.Contains(alt, "Care: no variance") {
		t.Errorf("alt text %q", alt)
	}
}

func TestMissingData(t *testing.T) {
	d, err := missingOf([]string{"i-1", "i-2"}, []string{"Harm", "Care"}, []string{"Refused", "Read as nothing"},
		[]MissingRow{{"m", [][]int{{1, 4}, {0, 0}}, []int{10, 0}}, {"n", [][]int{{2, 0}, {0, 0}}, []int{10, 10}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(d.share, d.main, d.letters, d.most); got != "[[0.5 NaN] [0.2 0]] [[1 -1] [0 -1]] [R E] 0.5" {
		t.Error(got)
	}
	if got := d.says(0, 0) + "; " + d.says(0, 1) + "; " + d.says(1, 1); got != "m, item 1: 5 of 10 missing, most often read as nothing; m, item 2: not asked; n, item 2: none missing" {
		t.Error(got)
	}
	if _, err := MissingMap([]string{"i"}, []string{"d"}, []string{"r"}, []MissingRow{{"m", [][]int{{0}}, []int{3}}}, Options{}); err == nil {
		t.Error("a map of nothing missing")
	}
}

// luminance is how light a colour is in a grey copy, 0 to 1 (ITU-R BT.709).
func luminance(c color.NRGBA) float64 {
	return (.2126*float64(c.R) + .7152*float64(c.G) + .0722*float64(c.B)) / 255
}

// In a grey copy neighbouring sources of variance, options, and shares missing still differ, a missing cell differs
// from any option's neighbour, and series differ in shape where not in grey.
func TestGreyCopy(t *testing.T) {
	for n := 2; n <= 7; n++ {
		for i := 1; i < n; i++ {
			if d := luminance(sourceColour(i, n)) - luminance(sourceColour(i-1, n)); d < .05 {
				t.Errorf("sources %d and %d of %d differ by %.2f only", i, i+1, n, d)
			}
		}
	}
	if d := math.Abs(luminance(modalColour) - luminance(otherColour)); d < .15 {
		t.Errorf("the modal option differs by %.2f from others", d)
	}
	for i := range 8 {
		for j := range i {
			a, b := seriesMark(i), seriesMark(j)
			if a.shape == b.shape && math.Abs(luminance(a.colour)-luminance(b.colour)) < .1 {
				t.Errorf("series %d and %d look alike in grey", j+1, i+1)
			}
		}
	}
	for _, fill := range viridis {
		if d := math.Abs(luminance(fill) - luminance(textOn(fill))); d < .35 {
			t.Errorf("text on %v differs by %.2f only", fill, d)
		}
	}
}

// Groups with the same rows stand side by side on a wide page, in a figure that is lower than a column of them; else
// one below the other.
func TestDumbbellPanels(t *testing.T) {
	ways := []string{"default", "reversed"}
	rows := sampleDumbbells(models[:4])
	wide, err := Dumbbells(rows, ways, Options{Width: DoubleColumn})
	if err != nil {
		t.Fatal(err)
	}
	narrow, err := Dumbbells(rows, ways, Options{Width: SingleColumn})
	if err != nil {
		t.Fatal(err)
	}
	if wide.Height > narrow.Height/1.5 || len(wide.Marks) != len(narrow.Marks) || wide.Alt != narrow.Alt {
		t.Errorf("%g mm high with %d marks on a page, %g mm with %d in a column; they say %q and %q", wide.Height, len(wide.Marks), narrow.Height, len(narrow.Marks), wide.Alt, narrow.Alt)
	}
	checkWords(t, wide)
	other, err := dumbbellsOf(append(rows, DumbbellRow{"Another", models[3], rows[0].Ways}), ways)
	if err != nil {
		t.Fatal(err)
	}
	if other.sameRows() != nil {
		t.Error("groups with different rows are drawn side by side")
	}
}

// A forest prints intervals where there is room, and never a part of one; names are cut in their middle.
func TestForestColumns(t *testing.T) {
	rows := sampleForest()
	d := forestOf(rows, Options{})
	if c := d.room(vg.Length(DoubleColumn) * mm); c.which != 1 || c.text < d.texts[1] {
		t.Errorf("on a page: %+v of %v", c, d.texts)
	}
	if c := d.room(50 * mm); c.which != 0 || c.text < d.texts[0] {
		t.Errorf("on 50 mm: %+v of %v", c, d.texts)
	}
	if got := labelFace.cutName("provider/some-model-7B", labelFace.width("provider…odel-7B")); !strings.HasPrefix(got, "provide") || !strings.HasSuffix(got, "del-7B") || !strings.Contains(got, "…") {
		t.Errorf("%q", got)
	}
	if got := labelFace.cutName("gpt-4o", 40*mm); got != "gpt-4o" {
		t.Errorf("%q though it fits", got)
	}
}
