package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"inertia/report/numbers"
)

// maxCellMarks is how many cells are told one by one; of more, a column of a
// seed is told at a time.
const maxCellMarks = 600

// show remembers what the cells show.
func (d *heatData) show(c ink, cols, rows [][2]vg.Length) {
	for _, b := range d.blocks {
		for j := b.from; j < b.to; j++ {
			for _, s := range d.seeds {
				if len(d.level)*len(d.items) > maxCellMarks {
					c.shows(rect(cols[j][0], rows[s.from][0], cols[j][1], rows[s.to-1][1]), d.column(j, b, s), "", b.name)
					continue
				}
				for i := s.from; i < s.to; i++ {
					says := fmt.Sprintf("persona %s, item %s, %s: %s", d.names[i], d.items[j], b.name, d.option(d.level[i][j]))
					c.shows(rect(cols[j][0], rows[i][0], cols[j][1], rows[i][1]), says, "", b.name)
				}
			}
		}
	}
}

// option names a level.
func (d *heatData) option(level int) string {
	switch {
	case level < 0:
		return "missing"
	case level%d.fine == 0:
		return fmt.Sprintf("option %d", 1+level/d.fine)
	}
	return "mean option " + numbers.Fixed(1+float64(level)/float64(d.fine), 2)
}

// column says which option the personas of a seed choose most for an item; a block
// without a name is of all seeds.
func (d *heatData) column(item int, b, seed block) string {
	option, share, n := d.modal(item, seed)
	s := fmt.Sprintf("item %s, %s", d.items[item], b.name)
	if len(d.seeds) > 1 && seed.name != "" {
		s += ", " + seed.name
	}
	if n == 0 {
		return s + ": no answers"
	}
	s += fmt.Sprintf(": option %d for %s of %s", option, numbers.Share(share), count(n, "persona"))
	if lost := seed.to - seed.from - n; lost > 0 {
		s += fmt.Sprintf(", %d missing", lost)
	}
	return s
}

// modal is the option that most personas of a seed choose for an item, their share and
// how many answer; means lie with the option next to them.
func (d *heatData) modal(item int, seed block) (option int, share float64, n int) {
	chosen := make([]int, d.k)
	for i := seed.from; i < seed.to; i++ {
		if l := d.level[i][item]; l >= 0 {
			chosen[min(int(math.Round(float64(l)/float64(d.fine))), d.k-1)]++
			n++
		}
	}
	most := 0
	for k := range chosen {
		if chosen[k] > chosen[most] {
			most = k
		}
	}
	return most + 1, float64(chosen[most]) / float64(n), n
}

// ends are the items whose most chosen option has the largest and the smallest share.
func (d *heatData) ends() (most, least int) {
	high, low := -1., 2.
	for j := range d.items {
		_, share, n := d.modal(j, block{from: 0, to: len(d.level)})
		if n == 0 {
			continue
		}
		if share > high {
			high, most = share, j
		}
		if share < low {
			low, least = share, j
		}
	}
	return most, least
}

// blockOf is the dimension that an item's column stands in.
func (d *heatData) blockOf(item int) block {
	for _, b := range d.blocks {
		if item < b.to {
			return b
		}
	}
	return block{}
}
