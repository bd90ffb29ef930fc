package analysis

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/mds"
)

// Scaling is how dissimilarities become distances in multidimensional scaling.
type Scaling int

const (
	Ordinal  Scaling = iota // any that keep the order
	Interval                // a linear function of the dissimilarity
)

// mdsStarts are the configurations from which the search starts: the classical
// one and random ones.
const mdsStarts = 3

// MultidimensionalScaling places n things in the plane so that their distances d
// fit the dissimilarities, transformed to disparities t: the least
//
//	stress-1 = sqrt(sum_{i<j} (t_ij - d_ij)^2 / sum_{i<j} d_ij^2)
//
// dissimilarity holds n by n, symmetric. Tied dissimilarities may have unequal
// disparities (Kruskal's primary approach). The stress lies in 0..1; NaN with
// fewer than three things. The configuration is centred, its mean squared
// distance 1. Ordinal agrees with MASS::isoMDS.
//
// Source: De Leeuw (1977) for the majorisation; Kruskal (1964).
func MultidimensionalScaling(dissimilarity [][]float64, scaling Scaling, rng *rand.Rand) (points [][2]float64, stress float64) {
	n := len(dissimilarity)
	if n < 3 {
		return nil, math.NaN()
	}
	s := newSmacof(dissimilarity, scaling)
	stress = math.Inf(1)
	for start := range mdsStarts {
		x := classicalScaling(dissimilarity)
		if start > 0 || x == nil {
			x = make([][2]float64, n)
			for i := range x {
				x[i] = [2]float64{rng.NormFloat64(), rng.NormFloat64()}
			}
		}
		if got := s.descend(x); got < stress {
			stress, points = got, slices.Clone(s.x)
		}
	}
	return points, stress
}

// classicalScaling is the start of Torgerson; nil where no two dimensions carry
// it.
func classicalScaling(dissimilarity [][]float64) [][2]float64 {
	n := len(dissimilarity)
	d := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			d.SetSym(i, j, dissimilarity[i][j])
		}
	}
	var at mat.Dense
	if k, _ := mds.TorgersonScaling(&at, nil, d); k < 2 {
		return nil
	}
	x := make([][2]float64, n)
	for i := range x {
		x[i] = [2]float64{at.At(i, 0), at.At(i, 1)}
	}
	return x
}

// smacof holds the search of one scaling.
type smacof struct {
	scaling Scaling
	pairs   [][2]int
	delta   []float64 // of pairs, ascending
	x       [][2]float64
	d, t    []float64
}

func newSmacof(dissimilarity [][]float64, scaling Scaling) *smacof {
	s := &smacof{scaling: scaling}
	for i := range dissimilarity {
		for j := range i {
			s.pairs = append(s.pairs, [2]int{i, j})
		}
	}
	slices.SortStableFunc(s.pairs, func(a, b [2]int) int {
		return cmp.Compare(dissimilarity[a[0]][a[1]], dissimilarity[b[0]][b[1]])
	})
	for _, p := range s.pairs {
		s.delta = append(s.delta, dissimilarity[p[0]][p[1]])
	}
	s.d, s.t = make([]float64, len(s.pairs)), make([]float64, len(s.pairs))
	return s
}

// descend moves points until the stress falls no more.
func (s *smacof) descend(x [][2]float64) float64 {
	s.x = slices.Clone(x)
	s.distances()
	stress := math.Inf(1)
	for range 2000 {
		s.disparities()
		next := s.stress()
		if stress-next < 1e-9 {
			return next
		}
		stress = next
		s.move()
		s.distances()
	}
	return stress
}

func (s *smacof) distances() {
	for k, p := range s.pairs {
		a, b := s.x[p[0]], s.x[p[1]]
		s.d[k] = math.Hypot(a[0]-b[0], a[1]-b[1])
	}
}

// stress is stress-1 of the distances with disparities at their best scale.
func (s *smacof) stress() float64 {
	td, tt, dd := dot(s.t, s.d), dot(s.t, s.t), dot(s.d, s.d)
	if tt == 0 || dd == 0 {
		return 1
	}
	return math.Sqrt(max(0, 1-td*td/(tt*dd)))
}

// disparities fits the transformation to the present distances and scales it to
// a mean square of 1.
func (s *smacof) disparities() {
	if s.scaling == Ordinal {
		s.monotone()
	} else {
		s.linear()
	}
	scale := math.Sqrt(float64(len(s.t)) / dot(s.t, s.t))
	for k := range s.t {
		s.t[k] *= scale
	}
}

// monotone is Kruskal's regression: blocks of neighbours out of order are
// averaged. Pairs of one dissimilarity come in the order of their distances.
func (s *smacof) monotone() {
	for from := 0; from < len(s.pairs); {
		to := from + 1
		for to < len(s.pairs) && s.delta[to] == s.delta[from] {
			to++
		}
		if to-from > 1 {
			order := s.pairs[from:to]
			slices.SortStableFunc(order, func(a, b [2]int) int { return cmp.Compare(s.between(a), s.between(b)) })
			for k := from; k < to; k++ {
				s.d[k] = s.between(s.pairs[k])
			}
		}
		from = to
	}
	type block struct{ sum, n float64 }
	var blocks []block
	for _, d := range s.d {
		blocks = append(blocks, block{d, 1})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.sum*b.n <= b.sum*a.n {
				break
			}
			blocks = append(blocks[:len(blocks)-2], block{a.sum + b.sum, a.n + b.n})
		}
	}
	k := 0
	for _, b := range blocks {
		for range int(b.n) {
			s.t[k] = b.sum / b.n
			k++
		}
	}
}

func (s *smacof) between(p [2]int) float64 {
	a, b := s.x[p[0]], s.x[p[1]]
	return math.Hypot(a[0]-b[0], a[1]-b[1])
}

// linear regresses distances on dissimilarities, slope and disparities kept from
// falling below zero.
func (s *smacof) linear() {
	md, mx := mean(s.d), mean(s.delta)
	xy, xx := 0.0, 0.0
	for k, x := range s.delta {
		xy += (x - mx) * (s.d[k] - md)
		xx += (x - mx) * (x - mx)
	}
	slope := 0.0
	if xx > 0 {
		slope = max(0, xy/xx)
	}
	for k, x := range s.delta {
		s.t[k] = max(0, md+slope*(x-mx))
	}
}

// move is one step of majorisation (Guttman's transform).
func (s *smacof) move() {
	n := float64(len(s.x))
	next := make([][2]float64, len(s.x))
	for k, p := range s.pairs {
		if s.d[k] < 1e-12 {
			continue
		}
		f := s.t[k] / s.d[k] / n
		for c := range 2 {
			step := f * (s.x[p[0]][c] - s.x[p[1]][c])
			next[p[0]][c] += step
			next[p[1]][c] -= step
		}
	}
	s.x = next
}
