package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// lattice lays cells in blocks along a side so that all edges lie on steps of one length, as they do in an image.
type lattice struct {
	from, to vg.Length
	begins   []int // of each cell, in steps
	cell     int   // the size of one
	steps    int   // all together
}

// longestStep is as fine as print; a reader that smooths images smooths no more than that.
const longestStep = .1 * mm

// latticeOf spreads the cells of some blocks with about a gap between blocks.
func latticeOf(blocks []block, from, to, gap vg.Length) lattice {
	n, between := blocks[len(blocks)-1].to, len(blocks)-1
	length := vg.Length(math.Abs(float64(to - from)))
	gap = min(gap, length/vg.Length(4*len(blocks)))
	size := (length - gap*vg.Length(between)) / vg.Length(n)
	l := lattice{from: from, to: to, cell: max(1, int(math.Ceil(float64(size/longestStep))))}
	apart := max(1, int(math.Round(float64(gap/size)*float64(l.cell))))
	for i, b := range blocks {
		for j := b.from; j < b.to; j++ {
			l.begins = append(l.begins, l.cell*j+apart*i)
		}
	}
	l.steps = l.cell*n + apart*between
	return l
}

// edges are those of each cell.
func (l lattice) edges() [][2]vg.Length {
	step := (l.to - l.from) / vg.Length(l.steps)
	out := make([][2]vg.Length, len(l.begins))
	for i, b := range l.begins {
		out[i] = [2]vg.Length{l.from + step*vg.Length(b), l.from + step*vg.Length(b+l.cell)}
	}
	return out
}
