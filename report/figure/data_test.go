package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tdewolff/canvas"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/numbers"
)

// Three personas of two seeds, four items of two dimensions; one cell missing.
func TestHeatMapData(t *testing.T) {
	m := &analysis.Matrix{
		K:          6,
		Items:      []string{"mfq30-01", "mfq30-07", "mfq30-02", "mfq30-10"},
		Dimensions: []string{"Harm", "Harm", "Fairness", "Fairness"},
		Personas:   []datasets.PersonaKey{{Seed: 111, ID: "1"}, {Seed: 111, ID: "2"}, {Seed: 333, ID: "1"}},
		Mean:       [][]float64{{6, 1, 3, math.NaN()}, {6, 2, 3, 4}, {6, 3, 3, 4}},
	}
	d, err := heatDataOf(m)
	if err != nil {
		t.Fatal(err)
	}
	if want := "[[5 0 2 -1] [5 1 2 3] [5 2 2 3]]"; fmt.Sprint(d.level) != want {
		t.Errorf("levels %v, want %s", d.level, want)
	}
	if want := "[{Harm 0 2} {Fairness 2 4}]"; fmt.Sprint(d.blocks) != want {
		t.Errorf("blocks %v, want %s", d.blocks, want)
	}
	if want := "[{seed 111 0 2} {seed 333 2 3}]"; fmt.Sprint(d.seeds) != want {
		t.Errorf("seeds %v, want %s", d.seeds, want)
	}
	if want := "[1 7 2 10]"; fmt.Sprint(d.items) != want {
		t.Errorf("items %v, want %s", d.items, want)
	}
	if d.lost != 1 || d.stripes != 3 || d.fine != 1 || d.every != 1 {
		t.Errorf("lost %d, stripes %d, fine %d, every %d; want 1 3 1 1", d.lost, d.stripes, d.fine, d.every)
	}
	if alt := d.alt(); !strings.Contains(alt, "3 of 4") || !strings.Contains(alt, "Missing: 1 of 12") {
		t.Errorf("alt text %q", alt)
	}
}

func TestHeatMapOfMeansUsesQuarterSteps(t *testing.T) {
	d, err := heatDataOf(matrix(6, []float64{1.5, 6, 2.1}))
	if err != nil {
		t.Fatal(err)
	}
	if want := "[[2 20 4]]"; fmt.Sprint(d.level) != want {
		t.Errorf("levels %v, want %s", d.level, want)
	}
}

func TestHeatMapOfManyPersonasShowsEveryNth(t *testing.T) {
	rows := make([][]float64, 2500)
	for i := range rows {
		rows[i] = []float64{1}
	}
	m := matrix(6, rows...)
	for i := range m.Personas {
		m.Personas[i].Seed = 0
	}
	d, err := heatDataOf(m)
	if err != nil {
		t.Fatal(err)
	}
	if d.every != 3 || len(d.level) != 834 || d.seeds[0].name != "2,500 personas" {
		t.Errorf("every %d, %d rows, %q", d.every, len(d.level), d.seeds[0].name)
	}
	m.Mean[3][0] = 5
	f, err := HeatMap(m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := f.Table.Rows; len(rows) != 834 || rows[1][1] != m.Personas[3].ID || rows[1][2] != 5. {
		t.Errorf("%d rows of data, the second %v; it is drawn from persona %s", len(rows), rows[1], m.Personas[3].ID)
	}
}

// Every figure says what it draws: estimates, or a table whose rows are as wide as its head.
func TestEverySampleHasItsData(t *testing.T) {
	for _, s := range samples() {
		f, err := s.make(Options{})
		if err != nil {
			t.Fatal(err)
		}
		if (f.Table == nil) == (f.Estimates == nil) || f.Table != nil && len(f.Table.Rows) == 0 {
			t.Errorf("%s: %d estimates, table %v", s.name, len(f.Estimates), f.Table)
			continue
		}
		if f.Table == nil {
			continue
		}
		for i, row := range f.Table.Rows {
			if len(row) != len(f.Table.Columns) {
				t.Errorf("%s, row %d: %d cells for %d columns", s.name, i+1, len(row), len(f.Table.Columns))
			}
		}
	}
}

// Where a mark says an option, the picture has the option's colour, be its cells boxes or an image.
func TestHeatMapCellsHaveTheirColours(t *testing.T) {
	m := sampleMatrix([]int64{1, 2}, 12, foundations, 3, .1)
	f, err := HeatMap(m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkColours(t, m, f)
	d, err := heatDataOf(m)
	if err != nil {
		t.Fatal(err)
	}
	p := page{name: "image", width: 100, body: 50, draw: func(c ink) {
		across, down := latticeOf(d.blocks, c.Min.X, c.Max.X, blockGap), latticeOf(d.seeds, c.Max.Y, c.Min.Y, blockGap)
		d.image(c, across, down)
		d.show(c, across.edges(), down.edges())
	}}
	checkColours(t, m, p.figure(Options{}, ""))
}

func checkColours(t *testing.T, m *analysis.Matrix, f *Figure) {
	t.Helper()
	const dpi = 200
	img := f.raster(canvas.DPI(dpi))
	lost := 0
	for _, mark := range f.Marks {
		var persona, item, option int
		want := missing
		_, said, _ := strings.Cut(mark.Label, ": ")
		if said == "missing" {
			lost++
		} else if _, err := fmt.Sscanf(said, "option %d", &option); err != nil {
			t.Fatalf("%q: %v", mark.Label, err)
		} else {
			want = sequential(option-1, m.K)
		}
		if _, err := fmt.Sscanf(mark.Label, "persona %d, item %d", &persona, &item); err != nil {
			t.Fatalf("%q: %v", mark.Label, err)
		}
		size := img.Rect.Size()
		at := func(x, y float64) color.NRGBA {
			return color.NRGBAModel.Convert(img.At(int(x*float64(size.X)), int(y*float64(size.Y)))).(color.NRGBA)
		}
		for _, part := range []float64{.1, .5, .9} { // of the cell, from its upper left corner to its lower right one
			if got := at(mark.X+part*mark.Width, mark.Y+part*mark.Height); got != want {
				t.Fatalf("%s: %v at %.0f %% of the cell, want %v", mark.Label, got, 100*part, want)
			}
		}
	}
	if want := len(m.Mean) * len(m.Items); len(f.Marks) != want || lost == 0 {
		t.Errorf("%d marks, %d of them missing, for %d cells", len(f.Marks), lost, want)
	}
}

// A scale of more steps than a palette has room for keeps its ends and its order.
func TestHeatMapOfManyOptions(t *testing.T) {
	d, err := heatDataOf(matrix(101, []float64{1, 50.25, 101}))
	if err != nil {
		t.Fatal(err)
	}
	p := d.palette()
	if n := d.levels(); n != 401 || len(p) != 256 {
		t.Fatalf("%d levels, %d colours", n, len(p))
	}
	for level := range d.levels() {
		if level > 0 && d.place(level) < d.place(level-1) {
			t.Fatalf("level %d lies before the one below it", level)
		}
	}
	if low, high := p[d.place(0)], p[d.place(400)]; low != sequential(0, 2) || high != sequential(1, 2) {
		t.Errorf("from %v to %v", low, high)
	}
}

func TestArrangeKeepsOrderAndPutsMeansLast(t *testing.T) {
	d, err := arrange([]analysis.Estimate{
		estimate(analysis.MeanModel, "Harm", .1), estimate("b", "Harm", .2), estimate("b", "Purity", math.NaN()), estimate("a", "Harm", .3),
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := "[b a mean of models] [Harm Purity]"; fmt.Sprint(d.series, d.rows) != want {
		t.Errorf("%v %v, want %s", d.series, d.rows, want)
	}
	if d.lost != 1 || d.at[0][1] == nil || d.at[1][1] != nil || d.at[2][0].Value != .1 {
		t.Errorf("wrong cells: %+v", d)
	}
	if m := d.marks(); m[2] != meanMark || m[0] == m[1] {
		t.Errorf("marks %v", m)
	}
}

func TestSeriesAreNamedByWhatDiffers(t *testing.T) {
	a, b := estimate("m", "d", 1), estimate("m", "d", 2)
	a.Variant, b.Variant, b.Seed = "default", "options-reversed", "111"
	d, err := arrange([]analysis.Estimate{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"m, default", "m, options-reversed, seed 111"}; !slices.Equal(d.series, want) {
		t.Errorf("%q, want %q", d.series, want)
	}
}

func TestPairsJoinByCell(t *testing.T) {
	x := []analysis.Estimate{estimate("a", "Harm", .5), estimate("a", "Purity", .2), estimate("b", "Harm", .4), estimate("b", "Purity", math.Inf(1))}
	y := []analysis.Estimate{estimate("b", "Harm", .3), estimate("a", "Harm", .25)}
	f := []analysis.Estimate{estimate("b", "Harm", .28), estimate("a", "Harm", math.NaN())}
	d, err := pairsOf(x, y, f, []Point{{"Harm", .46, .285}, {"Purity", math.NaN(), 1}})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.pairs) != 2 || d.lost != 3 || d.floors != 1 || len(d.published) != 1 {
		t.Fatalf("%+v", d)
	}
	if p := d.pairs[1]; p.x != .4 || p.y != .3 || p.floor != .28 {
		t.Errorf("pair of b: %+v", p)
	}
	if !math.IsNaN(d.pairs[0].floor) {
		t.Error("an undefined floor is drawn")
	}
}

func TestSharesData(t *testing.T) {
	d, err := shareDataOf([]ShareRow{
		{Label: "Harm", Persona: []float64{.25, .75}, Baseline: []float64{0, 1}, NPersona: 1200, NBaseline: 6},
		{Label: "Purity", Persona: []float64{.5, .5}, NPersona: 1200},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.bars) != 4 || d.bars[3].shares != nil || d.bars[1].n != 6 || d.k != 2 {
		t.Errorf("%+v", d)
	}
	if alt := d.alt(); !strings.Contains(alt, "Harm, personas: most often option 2 (75%)") || !strings.Contains(alt, "Purity, baseline: no answers") {
		t.Errorf("alt text %q", alt)
	}
}

func TestSpreadData(t *testing.T) {
	d, err := spreadDataOf([]SpreadSeries{{"m", []analysis.SpreadPoint{{N: 50, Dimension: "Harm", Variance: .1}, {N: 10, Dimension: "Harm", Variance: .4}, {N: 10, Dimension: "Purity", Variance: math.NaN()}}}, {"none", nil}})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.panels) != 1 || d.lost != 1 || d.top != .4 || fmt.Sprint(d.sizes) != "[10 50]" || d.panels[0].lines[0][0].N != 10 {
		t.Errorf("%+v", d)
	}
}

func TestScatterData(t *testing.T) {
	d, err := scatterOf([]float64{1, 2, math.NaN(), 4}, []float64{1.5, 2, 3, 3.8}, []string{"x-01", "x-02", "x-03", "x-04"}, []string{"a", "b", "b", "a"})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(d.labels, d.group, d.lost, d.farthest(3)) != "[1 2 4] [0 1 0] 1 [0 2]" {
		t.Errorf("%v %v %d %v", d.labels, d.group, d.lost, d.farthest(3))
	}
	if x, y := contrastAxes("seed 111 ~ 333"); x != "Item mean, seed 111" || y != "Item mean, seed 333" {
		t.Errorf("axes %q, %q", x, y)
	}
	if x, y := contrastAxes("default ~ options-reversed"); x != "Item mean, default" || y != "Item mean, options-reversed" {
		t.Errorf("axes %q, %q", x, y)
	}
}

func TestItemCountsData(t *testing.T) {
	d, err := countsOf([]string{"i-1", "i-2", "i-3"}, []string{"a", "a", "b"}, [][]float64{{1, 3, 0}, {2, 2, 0}, {0, 0, 0}})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(d.shares[0], d.modal[0], d.modal[1], d.top[:2], d.lost) != "[0.25 0.75 0] [false true false] [true true false] [0.75 0.5] 1" {
		t.Errorf("%+v", d)
	}
	if d.shares[2] != nil {
		t.Error("an item without answers has shares")
	}
}

func TestForestData(t *testing.T) {
	low := estimate("m", "d", .5)
	low.Low, low.High, low.Level = .4, .7, .9
	d := forestOf([]ForestRow{
		{Label: "a", Group: "g", Estimate: low}, {Label: "b", Group: "g", Estimate: estimate("m", "d", math.NaN())}, {Label: "c", Group: "h", Estimate: estimate("m", "d", .2)},
	}, Options{})
	if len(d.lines) != 5 || d.lost != 1 || d.level != .9 || d.span.lo != .2 || d.span.hi != .7 {
		t.Errorf("%+v", d)
	}
}

// The axis of a forest counts as the numbers at its side do: shares in per cent.
func TestForestOfSharesIsInPerCent(t *testing.T) {
	share := estimate("top2_diff", "d", .2)
	share.Low, share.High, share.Level = .1, .3, .95
	for measure, want := range map[string]string{"top2_diff": "0 20", "inertia_diff": "0.0 0.1 0.2 0.3"} {
		share.Measure = measure
		f, err := Forest([]ForestRow{{Label: "a", Estimate: share}}, Options{XLabel: "Change", Numbers: numbers.Of(true)})
		if err != nil {
			t.Fatal(err)
		}
		var ticks []string
		for _, w := range f.sheet.words {
			if _, err := strconv.ParseFloat(w.text, 64); err == nil && !strings.HasPrefix(w.text, "+") {
				ticks = append(ticks, w.text)
			}
		}
		if got := strings.Join(ticks, " "); got != want {
			t.Errorf("%s: the axis reads %q, want %q", measure, got, want)
		}
	}
}
