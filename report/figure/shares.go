package figure

import (
	"errors"
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"

	"inertia/report/numbers"
)

// ShareRow is a dimension with the option shares under personas and in the
// baseline; nil or an empty slice where there are no answers.
type ShareRow struct {
	Label               string
	Persona, Baseline   []float64
	NPersona, NBaseline int
}

// Shares draws, for each dimension, the shares of the options as one bar under
// personas and one in the baseline. labels names the options.
func Shares(rows []ShareRow, labels []string, o Options) (*Figure, error) {
	d, err := shareDataOf(rows)
	if err != nil {
		return nil, err
	}
	width := o.columns(true)
	const bar, gap = 3.05, 1.5
	height := float64(len(d.bars))*bar + float64(len(rows))*gap
	p := page{
		name: "shares", width: width, body: height + 10,
		legend: []legend{optionLegend(d.k, labels)},
		draw:   func(c ink) { d.draw(c, o, bar*mm, gap*mm) },
	}
	d.counted = width >= leastCounted
	p.notes = appendNote(appendNote(nil, d.note()), o.Note)
	p.table = &Table{Columns: optionColumns(d.k, "dimension", "answers_of", "n_answers")}
	for _, b := range d.bars {
		p.table.Rows = append(p.table.Rows, valueCells([]any{rows[b.row].Label, b.name, b.n}, b.shares, d.k))
	}
	return p.figure(o, d.alt()), nil
}

// shareData is what the bars show.
type shareData struct {
	k       int
	rows    []string
	bars    []shareBar
	counted bool // a bar's number of answers stands beside it, not in a note
}

type shareBar struct {
	row    int
	name   string
	shares []float64 // nil = no answers
	n      int
}

func shareDataOf(rows []ShareRow) (*shareData, error) {
	if len(rows) == 0 {
		return nil, errors.New("shares: no rows: give one a dimension")
	}
	d := &shareData{}
	baseline := false
	for _, r := range rows {
		d.k = max(d.k, len(r.Persona), len(r.Baseline))
		baseline = baseline || usable(r.Baseline)
	}
	if d.k == 0 {
		return nil, errors.New("shares: no answers in any row: give a study with answers")
	}
	for i, r := range rows {
		for _, s := range [][]float64{r.Persona, r.Baseline} {
			if len(s) != 0 && len(s) != d.k {
				return nil, fmt.Errorf("shares: %s has %d options, others %d: draw instruments one by one", r.Label, len(s), d.k)
			}
		}
		d.rows = append(d.rows, clean(r.Label))
		d.add(i, "personas", r.Persona, r.NPersona)
		if baseline {
			d.add(i, "baseline", r.Baseline, r.NBaseline)
		}
	}
	return d, nil
}

// leastCounted is the width in mm from which there is room for numbers beside the bars.
const leastCounted = 65

// counts are the numbers of answers as they stand beside the bars.
func (d *shareData) counts() []string {
	var out []string
	for _, b := range d.bars {
		out = append(out, "n = "+numbers.Count(b.n))
	}
	return out
}

// note tells the numbers of answers where they do not stand beside the bars.
func (d *shareData) note() string {
	if d.counted {
		return ""
	}
	var parts []string
	for _, kind := range []struct{ name, words string }{{"personas", " under personas"}, {"baseline", " in the baseline"}} {
		var e extent
		for _, b := range d.bars {
			if b.name == kind.name {
				e.add(float64(b.n))
			}
		}
		if e.any {
			words := numbers.Count(int(e.lo))
			if e.hi > e.lo {
				words += " to " + numbers.Count(int(e.hi))
			}
			parts = append(parts, words+kind.words)
		}
	}
	return "n a row: " + strings.Join(parts, ", ")
}

func (d *shareData) add(row int, name string, shares []float64, n int) {
	if !usable(shares) {
		shares = nil
	}
	d.bars = append(d.bars, shareBar{row, name, shares, n})
}

// usable says whether shares are finite, not negative and not all zero.
func usable(shares []float64) bool {
	sum := 0.0
	for _, s := range shares {
		if !finite(s) || s < 0 {
			return false
		}
		sum += s
	}
	return sum > 0
}

func (d *shareData) draw(c ink, o Options, bar, gap vg.Length) {
	kind := tickFace.width("baseline") + 1.5*mm
	names := min(labelFace.widest(d.rows), c.width()*.3)
	right := 2 * mm
	if d.counted {
		right += tickFace.widest(d.counts())
	}
	pl := newPlot(orElse(o.XLabel, "Share of answers (%)"), "")
	linear(&pl.X, 0, 100, 5)
	thin(&pl.X, c.width()-names-kind-2.5*mm-right)
	rowsOnly(pl, 1)
	pl.Add(painter(func(f frame) {
		y, row := f.Max.Y, -1
		for _, b := range d.bars {
			if b.row != row {
				if row >= 0 {
					y -= gap
				} else {
					y -= gap / 2
				}
				row = b.row
				f.named(d.rows[row], func() { f.name(labelFace, f.Min.X-kind-2.5*mm, y-bar*.5, 1, d.rows[row], names, 2*bar) })
			}
			f.about("", d.rows[row], func() {
				f.text(softFace, f.Min.X-1.5*mm, y-bar*.5, 1, .5, b.name)
				d.drawShares(f, b, y, y-bar+.5)
			})
			y -= bar
		}
	}))
	pl.Draw(c.inset(names+kind+2.5*mm, right, 0, 0).Canvas)
}

func (d *shareData) drawShares(f frame, b shareBar, top, bottom vg.Length) {
	if b.shares == nil {
		noValueMark.draw(f.ink, pt(f.Min.X+2*mm, (top+bottom)/2))
		f.text(softFace, f.Min.X+4*mm, (top+bottom)/2, 0, .5, "no answers")
		return
	}
	total := 0.0
	for _, s := range b.shares {
		total += s
	}
	at := 0.0
	for k, s := range b.shares {
		from, to := f.x(100*at/total), f.x(100*(at+s)/total)
		at += s
		colour := sequential(k, len(b.shares))
		f.fill(colour, rect(from, bottom, to, top))
		if s > 0 {
			f.shows(rect(from, bottom, to, top), fmt.Sprintf("%s, %s: option %d, %s of %s", d.rows[b.row], b.name, k+1, numbers.Share(s/total), count(b.n, "answer")), "", d.rows[b.row])
		}
		figure := numbers.Fixed(100*s/total, 0)
		inside := face{regular, smallSize, textOn(colour)}
		if inside.width(figure) < to-from-1*mm {
			f.text(inside, (from+to)/2, (top+bottom)/2, .5, .5, figure)
		}
	}
	if d.counted {
		f.text(softFace, f.Max.X+1.5*mm, (top+bottom)/2, 0, .5, "n = "+numbers.Count(b.n))
	}
}

func (d *shareData) alt() string {
	s := fmt.Sprintf("Stacked bars: how the answers spread over %d options, by dimension.", d.k)
	for _, b := range d.bars {
		if b.shares == nil {
			s += fmt.Sprintf(" %s, %s: no answers.", d.rows[b.row], b.name)
			continue
		}
		total, most := 0.0, 0
		for k, v := range b.shares {
			total += v
			if v > b.shares[most] {
				most = k
			}
		}
		s += fmt.Sprintf(" %s, %s: most often option %d (%s).", d.rows[b.row], b.name, most+1, numbers.Share(b.shares[most]/total))
	}
	return s
}
