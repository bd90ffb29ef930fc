package analysis

import (
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
)

// MonteCarloP is (b + 1) / (m + 1), b of m draws being at least as extreme.
//
// Source: Phipson and Smyth (2010).
func MonteCarloP(atLeast, draws int) float64 { return float64(atLeast+1) / float64(draws+1) }

// attributeTest is what the permutation of personas tests for one attribute and
// dimension: the spread between categories and the most distant pair.
type attributeTest struct {
	spread, farthest float64 // between sum of squares, largest |d|
	pair             [2]int  // the most distant one; {-1, -1} without pairs
	spreadP, pairP   float64
}

// attributeStatistics computes both from category counts, sums and sums of
// squares.
func (a *attribute) statistics(scores []float64, order []int, pairs [][2]int, n, s, ss []float64) (spread, farthest float64, pair [2]int) {
	clear(n)
	clear(s)
	clear(ss)
	for i, c := range a.of {
		x := scores[order[i]]
		if c < 0 || x != x {
			continue
		}
		n[c]++
		s[c] += x
		ss[c] += x * x
	}
	pair = [2]int{-1, -1}
	for c := range n {
		if n[c] > 0 {
			spread += s[c] * s[c] / n[c]
		}
	}
	for _, p := range pairs {
		i, j := p[0], p[1]
		within := ss[i] - s[i]*s[i]/n[i] + ss[j] - s[j]*s[j]/n[j]
		d := math.Abs(s[i]/n[i]-s[j]/n[j]) / math.Sqrt(within/(n[i]+n[j]-2))
		if d > farthest && !math.IsInf(d, 0) {
			farthest, pair = d, p
		}
	}
	return spread, farthest, pair
}

// testAttributes permutes personas, all attributes and dimensions at once:
// result[attribute][dimension]. Personas without a category keep their place, so
// that every draw holds the categories' sizes.
func testAttributes(attributes []attribute, scores [][]float64, draws int, seed int64, names ...string) [][]attributeTest {
	result := make([][]attributeTest, len(attributes))
	var jobs [][2]int
	for a := range attributes {
		result[a] = make([]attributeTest, len(scores))
		for d := range scores {
			jobs = append(jobs, [2]int{a, d})
		}
	}
	var wg sync.WaitGroup
	next := make(chan [2]int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for j := range next {
				a := &attributes[j[0]]
				rng := rand.New(source(seed, 0, append([]string{"permutation", a.name}, names...)...))
				result[j[0]][j[1]] = a.test(scores[j[1]], draws, rng)
			}
		})
	}
	for _, j := range jobs {
		next <- j
	}
	close(next)
	wg.Wait()
	return result
}

func (a *attribute) test(scores []float64, draws int, rng *rand.Rand) attributeTest {
	n, s, ss := make([]float64, len(a.categories)), make([]float64, len(a.categories)), make([]float64, len(a.categories))
	var known []int // personas that are permuted
	order := make([]int, len(a.of))
	for i, c := range a.of {
		order[i] = i
		if c >= 0 && !math.IsNaN(scores[i]) {
			known = append(known, i)
		}
	}
	pairs := a.pairs()
	var t attributeTest
	t.spread, t.farthest, t.pair = a.statistics(scores, order, pairs, n, s, ss)
	spreads, pairsBeyond := 0, 0
	for range draws {
		for i := len(known) - 1; i > 0; i-- {
			j := rng.IntN(i + 1)
			order[known[i]], order[known[j]] = order[known[j]], order[known[i]]
		}
		spread, farthest, _ := a.statistics(scores, order, pairs, n, s, ss)
		if spread >= t.spread*(1-1e-12) {
			spreads++
		}
		if farthest >= t.farthest*(1-1e-12) {
			pairsBeyond++
		}
	}
	t.spreadP, t.pairP = MonteCarloP(spreads, draws), MonteCarloP(pairsBeyond, draws)
	return t
}
