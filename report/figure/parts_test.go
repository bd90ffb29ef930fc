package figure

import (
	"image"
	"strings"
	"testing"

	"github.com/tdewolff/canvas"

	"inertia/analysis"
)

// tally counts what a canvas draws, as Parts do.
type tally struct{ n int }

func (*tally) Size() (float64, float64)                               { return 1, 1 }
func (t *tally) RenderPath(*canvas.Path, canvas.Style, canvas.Matrix) { t.n++ }
func (t *tally) RenderText(*canvas.Text, canvas.Matrix)               { t.n++ }
func (t *tally) RenderImage(image.Image, canvas.Matrix)               { t.n++ }

// Parts hold what is drawn of a mark, so that it can be made faint as a whole: they nest within what the canvas holds, and each mark
// that is about a model or a dimension has one, but for cells of a heat map, which are drawn together.
func TestPartsHoldTheMarks(t *testing.T) {
	for _, s := range samples() {
		f, err := s.make(Options{})
		if err != nil {
			t.Fatal(err)
		}
		var drawn tally
		f.Canvas().RenderTo(&drawn)
		var open []int
		for i, p := range f.Parts {
			for len(open) > 0 && open[len(open)-1] <= p.From {
				open = open[:len(open)-1]
			}
			if p.From > p.To || p.To > drawn.n || len(open) > 0 && p.To > open[len(open)-1] || i > 0 && p.From < f.Parts[i-1].From {
				t.Errorf("%s: part %d, %d to %d, is not in order within %v and the %d that are drawn", f.Name, i, p.From, p.To, open, drawn.n)
			}
			open = append(open, p.To)
		}
		cells := strings.HasPrefix(f.Name, "heat-map") || strings.HasPrefix(f.Name, "attribute-map")
		for _, m := range f.Marks {
			if m.Model+m.Dimension != "" && m.Drawn == cells {
				t.Errorf("%s: that a part draws %q is %v", f.Name, m.Label, m.Drawn)
				break
			}
		}
	}
}

// A comparison of two dimensions or models is about neither of them alone.
func TestAComparisonIsAboutNeither(t *testing.T) {
	for _, c := range []struct {
		contrast         string
		model, dimension string
	}{{"", "a", "Harm"}, {"Harm vs Purity", "a", ""}, {"a vs b", "", "Harm"}, {"default vs reversed", "a", "Harm"}} {
		if m, d := subject(&analysis.Estimate{Model: "a", Dimension: "Harm", Contrast: c.contrast}); m != c.model || d != c.dimension {
			t.Errorf("%q is about %q and %q, want %q and %q", c.contrast, m, d, c.model, c.dimension)
		}
	}
}
