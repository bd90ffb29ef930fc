package analysis

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A persona's row is the one it came in, however the numbers of personas lie: one
// after another, far apart, or all with the same low or high bits.
func TestPersonRowsAreAMap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, person := range map[string]func(i int) int32{
		"in order": func(i int) int32 { return int32(i) },
		"backward": func(i int) int32 { return int32(5000 - i) },
		"far":      func(i int) int32 { return int32(i) << 18 },
		"random":   func(int) int32 { return int32(rng.Uint32() >> 1) },
		"few":      func(i int) int32 { return int32(i % 3) },
	} {
		var p personRows
		want := map[int32]int{}
		for i := range 5000 {
			n := person(i)
			row, known := want[n]
			if !known {
				row = -1
			}
			if got := p.find(n); got != row {
				t.Fatalf("%s: row of %d is %d, want %d", name, n, got, row)
			}
			if !known {
				want[n] = len(p.persons)
				p.add(n)
			}
		}
		for n, row := range want {
			if p.find(n) != row || p.persons[row] != n {
				t.Fatalf("%s: row of %d is %d, want %d", name, n, p.find(n), row)
			}
		}
	}
}

func TestPersonIDsKeepTheirNumber(t *testing.T) {
	p := personIDs{numbers: map[string]int32{}}
	for range 2 {
		for i := range 100 {
			if id := fmt.Sprint("p", i); p.number(id) != int32(i) || p.ids[i] != id {
				t.Fatalf("%s has the number %d", id, p.number(id))
			}
		}
	}
}
