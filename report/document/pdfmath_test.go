package document

import (
	"testing"

	"github.com/tdewolff/canvas"
)

// A function stands apart from what it is taken of, also where it has a base, and a sign stands close to what it changes.
func TestMathSpaces(t *testing.T) {
	p := setterOf(t, "preprint")
	width := func(tex string) float64 { return p.t.formula(tex, 10).width }
	thin := .17 * mm(10)
	for tex, want := range map[string]float64{
		`\log_2 K`:                    width(`\log_2`) + thin + width("K"),
		`p \log_2`:                    width("p") + thin + width(`\log_2`),
		`\log (p`:                     width(`\log`) + width("(") + width("p"),
		`\mathrm{mean}_i \mathrm{SD}`: width(`\mathrm{mean}_i`) + thin + width(`\mathrm{SD}`),
		`-a`:                          width("b-a") - width("b") - 2*.2*mm(10),
		`b = -a`:                      width("b=") + width("-a"),
		`x; y`:                        width("x") + width(";") + width("y"),
	} {
		if got := width(tex); got < want-.01 || got > want+.01 {
			t.Errorf("%s is %.3f mm wide, want %.3f", tex, got, want)
		}
	}
	if width(";") < p.t.width(p.t.face(p.t.math, 10, canvas.Black), ";")+.1 {
		t.Error("no space after a semicolon")
	}
}
