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
	spreadP, pairP float64
}

// moments holds, for each persona, how many scores it has in each dimension (0 or
// 1), the score and its square: what categories sum.
type moments struct {
	dims int
	rows [][]float64 // persona x (3 numbers a dimension)
}

func newMoments(scores [][]float64) *moments {
	m := &moments{dims: len(scores), rows: matrix(len(scores[0]), 3*len(scores))}
	for d, s := range scores {
		for i, x := range s {
			if !math.IsNaN(x) {
				m.rows[i][3*d], m.rows[i][3*d+1], m.rows[i][3*d+2] = 1, x, x*x
			}
		}
	}
	return m
}

// statistic of one attribute in one dimension: the sum of squares between
// categories, up to a constant, and the largest |d| of a pair.
type statistic struct{ spread, farthest float64 }

// statistics computes them for every dimension, persona i having the scores of
// persona order[i]; table is scratch, out holds one a dimension.
func (a *attribute) statistics(m *moments, order []int, pairs [][2]int, table []float64, out []statistic) {
	clear(table)
	width := 3 * m.dims
	for i, c := range a.of {
		if c >= 0 {
			addTo(table[c*width:(c+1)*width], m.rows[order[i]])
		}
	}
	for d := range out {
		out[d] = statistic{}
		for c := range a.categories {
			if t := table[c*width+3*d:]; t[0] > 0 {
				out[d].spread += t[1] * t[1] / t[0]
			}
		}
		for _, p := range pairs {
			x, y := table[p[0]*width+3*d:], table[p[1]*width+3*d:]
			within := x[2] - x[1]*x[1]/x[0] + y[2] - y[1]*y[1]/y[0]
			far := math.Abs(x[1]/x[0]-y[1]/y[0]) / math.Sqrt(within/(x[0]+y[0]-2))
			if far > out[d].farthest && !math.IsInf(far, 0) {
				out[d].farthest = far
			}
		}
	}
}

// testAttributes permutes personas, all attributes and dimensions at once:
// result[attribute][dimension]. scores holds a row a dimension.
func testAttributes(attributes []attribute, scores [][]float64, draws int, seed int64, names ...string) [][]attributeTest {
	m := newMoments(scores)
	n := len(m.rows)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	observed := make([][]statistic, len(attributes))
	pairs := make([][][2]int, len(attributes))
	for a := range attributes {
		at := &attributes[a]
		pairs[a], observed[a] = at.pairs(), make([]statistic, m.dims)
		at.statistics(m, order, pairs[a], make([]float64, 3*m.dims*len(at.categories)), observed[a])
	}
	workers := runtime.GOMAXPROCS(0)
	beyond := make([][][][2]int, workers) // of each worker, by attribute and dimension
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			beyond[w] = permuteAttributes(attributes, m, pairs, observed, func(yield func(*rand.Rand) bool) {
				for b := w; b < draws && yield(rand.New(source(seed, uint64(b)+1, append([]string{"permutation"}, names...)...))); b += workers {
				}
			})
		})
	}
	wg.Wait()
	result := make([][]attributeTest, len(attributes))
	for a := range result {
		for d := range m.dims {
			spread, pair := 0, 0
			for w := range beyond {
				spread, pair = spread+beyond[w][a][d][0], pair+beyond[w][a][d][1]
			}
			result[a] = append(result[a], attributeTest{MonteCarloP(spread, draws), MonteCarloP(pair, draws)})
		}
	}
	return result
}

// permuteAttributes counts the draws in which the spread, and the most distant
// pair, are at least as large as observed.
func permuteAttributes(attributes []attribute, m *moments, pairs [][][2]int, observed [][]statistic, draws func(func(*rand.Rand) bool)) [][][2]int {
	beyond := make([][][2]int, len(attributes))
	widest := 0
	for a := range attributes {
		beyond[a] = make([][2]int, m.dims)
		widest = max(widest, len(attributes[a].categories))
	}
	order, table, drawn := make([]int, len(m.rows)), make([]float64, 3*m.dims*widest), make([]statistic, m.dims)
	for rng := range draws {
		for i := range order {
			order[i] = i
		}
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for a := range attributes {
			at := &attributes[a]
			at.statistics(m, order, pairs[a], table[:3*m.dims*len(at.categories)], drawn)
			for d, s := range drawn {
				if s.spread >= observed[a][d].spread*(1-1e-12) {
					beyond[a][d][0]++
				}
				if s.farthest >= observed[a][d].farthest*(1-1e-12) {
					beyond[a][d][1]++
				}
			}
		}
	}
	return beyond
}
