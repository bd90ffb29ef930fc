package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"inertia/datasets"
)

// Rows added up in lanes give what adding cell by cell gives: more rows than a lane
// counts, missing answers, cells asked twice, and scales with more options than lanes.
func TestRowsSumAsCellsDo(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	for _, K := range []int{2, 6, 7, 8, 9, 11} {
		for _, rows := range []int{0, 1, 255, 256, 1000} {
			for _, again := range []int{0, 1, 50} { // rows in 100 with a second answer to something
				t.Run(fmt.Sprint(K, " options, ", rows, " rows, ", again), func(t *testing.T) {
					table := countTable{columns: 5, items: 4, K: K}
					want := make([]float64, table.columns*K)
					most := 0
					for range rows {
						row := table.addRow()
						cells := make([]int, table.items)
						for n := table.items; n > 0 || rng.IntN(100) < again; n-- {
							column, code := rng.IntN(table.items), K-1
							if rng.IntN(3) > 0 { // many at the same option, to fill a lane
								code = rng.IntN(table.codes())
							}
							if n > 0 && again == 0 {
								column = n - 1
							}
							table.add(row, column, code, 1)
							if code < K {
								want[column*K+code]++
								cells[column]++
							}
						}
						most = max(most, slices.Max(cells))
						for column, n := range cells {
							if table.chosen(row, column) != (n > 0) {
								t.Errorf("row %d, column %d: %d answers, chosen %t", row, column, n, n == 0)
							}
						}
					}
					if got := table.sum(); !slices.Equal(got, want) {
						t.Errorf("sums %v, want %v", got, want)
					}
					if got := table.mostRepeats(); got != most {
						t.Errorf("most repeats %d, want %d", got, most)
					}
					b := &block{counts: table, form: &form{in: &datasets.Instrument{Options: K}}, total: table.sum}
					b.order = func() []int32 {
						order := make([]int32, rows)
						for i := range order {
							order[i] = int32(rows - 1 - i)
						}
						return order
					}
					sm := &sample{K: K, blocks: []*block{b}}
					sm.listed = sm.list
					whole := make([]float64, len(want))
					if sm.sumRows(whole); !slices.Equal(whole, want) {
						t.Errorf("sums of a sample %v, want %v", whole, want)
					}
					if rows == 0 {
						return
					}
					part, left := make([]float64, len(want)), slices.Clone(want)
					for i, n := range table.row(rows-1, nil) {
						left[i] -= n
					}
					sm.dealt = sm.personas()[1:]
					if sm.sumRows(part); !slices.Equal(part, left) {
						t.Errorf("sums of a part %v, want %v", part, left)
					}
				})
			}
		}
	}
}

// Personas with an answer are counted from the totals where these tell, as they are one
// by one.
func TestPersonasOfWholeBlocks(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 9))
	all, some := 0, 0
	for range 300 {
		const columns, K = 4, 3
		table := countTable{columns: columns, items: columns, K: K}
		b := &block{form: &form{in: &datasets.Instrument{Options: K}}}
		answers := rng.IntN(3) > 0 // each persona answers all it is asked
		for row := range 1 + rng.IntN(5) {
			table.addRow()
			b.rows.add(int32(row))
			for c := range columns {
				switch {
				case c == 3 || !answers && rng.IntN(2) == 0:
				case rng.IntN(20) == 0:
					table.add(row, c, K, 1) // missing
				default:
					table.add(row, c, rng.IntN(K), 1+float64(rng.IntN(30)/29))
				}
			}
		}
		b.counts, b.total = table, table.sum
		b.order = func() (rows []int32) {
			for row := range table.rows {
				if table.answered(row) {
					rows = append(rows, int32(row))
				}
			}
			return rows
		}
		sm := &sample{K: K, blocks: []*block{b}}
		sm.listed = sm.list
		dims := [][]int{{0}, {1, 2}, {2, 3}}
		if sm.allAnswered(dims, make([]int, len(dims))) {
			all++
		} else {
			some++
		}
		got := sm.personasOf(dims)
		one := *sm
		one.dealt = sm.list()
		if want := one.personasOf(dims); !slices.Equal(got, want) {
			t.Fatalf("%v personas with an answer, one by one %v", got, want)
		}
	}
	if all < 20 || some < 20 {
		t.Errorf("all answered in %d cases, not in %d: not both were tried", all, some)
	}
}
