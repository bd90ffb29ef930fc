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

// column says which option the personas of a seed choose most for an item.
func (d *heatData) column(item int, b, seed block) string {
	chosen, n := make([]int, d.k), 0
	for i := seed.from; i < seed.to; i++ {
		if l := d.level[i][item]; l >= 0 {
			chosen[min(int(math.Round(float64(l)/float64(d.fine))), d.k-1)]++
			n++
		}
	}
	s := fmt.Sprintf("item %s, %s", d.items[item], b.name)
	if len(d.seeds) > 1 {
		s += ", " + seed.name
	}
	if n == 0 {
		return s + ": no answers"
	}
	most := 0
	for k := range chosen {
		if chosen[k] > chosen[most] {
			most = k
		}
	}
	s += fmt.Sprintf(": option %d for %s of %s", most+1, numbers.Share(float64(chosen[most])/float64(n)), count(n, "persona"))
	if lost := seed.to - seed.from - n; lost > 0 {
		s += fmt.Sprintf(", %d missing", lost)
	}
	return s
}
