package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/canvas"

	"inertia/analysis"
)

// apart tells whether a line separates two boxes, by the theorem of the
// separating axis; touching within .05 mm passes.
func apart(a, b [4]canvas.Point) bool {
	for _, box := range [][4]canvas.Point{a, b} {
		for i := range 2 {
			dx, dy := box[i+1].X-box[i].X, box[i+1].Y-box[i].Y
			length := math.Hypot(dx, dy)
			if length == 0 {
				continue
			}
			nx, ny := -dy/length, dx/length
			lo := [2]float64{math.Inf(1), math.Inf(1)}
			hi := [2]float64{math.Inf(-1), math.Inf(-1)}
			for k, corners := range [][4]canvas.Point{a, b} {
				for _, p := range corners {
					at := p.X*nx + p.Y*ny
					lo[k], hi[k] = math.Min(lo[k], at), math.Max(hi[k], at)
				}
			}
			if lo[0] > hi[1]-.05 || lo[1] > hi[0]-.05 {
				return true
			}
		}
	}
	return false
}

// checkWords holds that no two words of a figure overlap and none leaves it.
func checkWords(t *testing.T, f *Figure) {
	t.Helper()
	for i, w := range f.sheet.words {
		for _, p := range w.corners {
			if p.X < 0 || p.Y < 0 || p.X > f.Width || p.Y > f.Height {
				t.Errorf("%q leaves the page at (%.1f, %.1f) of %g x %g mm", w.text, p.X, p.Y, f.Width, f.Height)
				break
			}
		}
		for _, v := range f.sheet.words[:i] {
			if strings.TrimSpace(w.text) != "" && !apart(w.corners, v.corners) {
				t.Errorf("%q and %q overlap at %.1f", v.text, w.text, w.corners[0])
			}
		}
	}
}

// checkMarks holds that places lie within the picture and say something.
func checkMarks(t *testing.T, f *Figure) {
	t.Helper()
	if len(f.Marks) == 0 {
		t.Error("a reader who points at the figure learns nothing")
	}
	for _, m := range f.Marks {
		if m.X < -.01 || m.Y < -.01 || m.X+m.Width > 1.01 || m.Y+m.Height > 1.01 || m.Width <= 0 || m.Height <= 0 {
			t.Errorf("%q lies at %g, %g, %g x %g of the picture", m.Label, m.X, m.Y, m.Width, m.Height)
		}
		if m.Label == "" || strings.Contains(m.Label, "NaN") || strings.Contains(m.Label, "Inf") {
			t.Errorf("a place says %q", m.Label)
		}
	}
}

func TestWordsKeepApart(t *testing.T) {
	for _, s := range samples() {
		for _, width := range []float64{0, 50, SingleColumn, 120, DoubleColumn, 300} {
			t.Run(fmt.Sprintf("%s/%g mm", s.name, width), func(t *testing.T) {
				f, err := s.make(Options{Simulated: true, Width: width, Title: "A title that says a good deal of what is drawn below it"})
				if err != nil {
					t.Fatal(err)
				}
				if width > 0 && f.Width != width {
					t.Errorf("%g mm wide, asked for %g", f.Width, width)
				}
				checkWords(t, f)
				checkMarks(t, f)
			})
		}
	}
}

// One model or twelve, with names as providers give them, and ties: nothing
// overlaps at either width.
func TestWordsOfManyModelsKeepApart(t *testing.T) {
	long := make([]string, 12)
	for i := range long {
		long[i] = fmt.Sprintf("provider-%d/some-model-family-instruct-%dB-preview-2026-%02d", i%3, 7*(i+1), i+1)
	}
	tie := func(int, int) float64 { return .25 }
	for _, n := range []int{1, 2, 7, 12} {
		for _, dims := range [][]string{foundations, values} {
			for _, width := range []float64{0, SingleColumn, DoubleColumn} {
				o := Options{Width: width, Simulated: true}
				a, b, c := sampleTriple(long[:n], dims)
				made := map[string]func() (*Figure, error){
					"inertia-distance":      func() (*Figure, error) { return InertiaDistance(a, b, c, published, o) },
					"profile":               func() (*Figure, error) { return Profile(sampleProfile(long[:n], dims), o) },
					"profile, ties":         func() (*Figure, error) { return Profile(sampleEstimates("profile", long[:n], dims, tie, 0), o) },
					"inertia-distance, one": func() (*Figure, error) { return InertiaDistance(a, b, nil, nil, o) },
					"ties": func() (*Figure, error) {
						e := sampleEstimates("inertia", long[:n], dims, tie, .01)
						return InertiaDistance(e, sampleEstimates("js_distance", long[:n], dims, tie, .01), nil, published, o)
					},
					"forest": func() (*Figure, error) { return Forest(forestRows(a[:n*len(dims)]), o) },
					"forest of dimensions": func() (*Figure, error) {
						rows := forestRows(a[:n*len(dims)])
						for i := range rows {
							rows[i].Label, rows[i].Group = rows[i].Group, rows[i].Label
						}
						slices.SortStableFunc(rows, func(a, b ForestRow) int { return strings.Compare(a.Group, b.Group) })
						return Forest(rows, o)
					},
					"dumbbells": func() (*Figure, error) {
						var rows []DumbbellRow
						for i := range a[:n*len(dims)] {
							rows = append(rows, DumbbellRow{Label: a[i].Dimension, Group: a[i].Model, Ways: []*analysis.Estimate{&a[i], &b[i]}})
						}
						return Dumbbells(rows, []string{"default", "options-reversed"}, o)
					},
					"spread": func() (*Figure, error) {
						var s []SpreadSeries
						for i, m := range long[:n] {
							s = append(s, sampleSpread(m, dims, []int{5, 10, 20, 50, 100, 200, 500}, uint64(i)))
						}
						return Spread(s, o)
					},
				}
				for name, make := range made {
					t.Run(fmt.Sprintf("%s/%d models/%d dimensions/%g mm", name, n, len(dims), width), func(t *testing.T) {
						f, err := make()
						if err != nil {
							t.Fatal(err)
						}
						checkWords(t, f)
						checkMarks(t, f)
					})
				}
			}
		}
	}
}

func forestRows(es []analysis.Estimate) []ForestRow {
	var rows []ForestRow
	for _, e := range es {
		rows = append(rows, ForestRow{Label: e.Dimension, Group: e.Model, Estimate: e})
	}
	return rows
}

// No name hides a point: in the figures that write names beside points, none lies on a mark.
func TestNamesKeepOffPoints(t *testing.T) {
	scatters := map[string]bool{"against": true, "value-circle": true, "inertia-distance-one": true, "seed-scatter": true}
	met := 0
	for _, s := range samples() {
		if !scatters[s.name] {
			continue
		}
		met++
		for _, width := range []float64{SingleColumn, DoubleColumn} {
			f, err := s.make(Options{Width: width})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range f.Marks {
				x0, x1 := m.X*f.Width, (m.X+m.Width)*f.Width
				y0, y1 := (1-m.Y-m.Height)*f.Height, (1-m.Y)*f.Height
				box := [4]canvas.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}}
				for _, w := range f.sheet.words {
					if !apart(box, w.corners) {
						t.Errorf("%s at %g mm: %q lies on %q", s.name, width, w.text, m.Label)
					}
				}
			}
		}
	}
	if met != len(scatters) {
		t.Errorf("%d of %d figures met", met, len(scatters))
	}
}
