package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext/prng"
	"gonum.org/v1/gonum/stat/combin"
)

// fits fails where observed numbers are further from expected ones than chance
// allows: chi-square above its mean by five standard deviations, which for the
// degrees of freedom here happens less than once in a thousand.
func fits(t *testing.T, what string, observed, expected []float64) {
	t.Helper()
	chi2, df := 0., -1.
	o, e := 0., 0.
	for i := range observed {
		o, e = o+observed[i], e+expected[i]
		if e >= 10 || i == len(observed)-1 && e > 0 { // rare outcomes together
			chi2 += (o - e) * (o - e) / e
			df++
			o, e = 0, 0
		}
	}
	if df > 0 && chi2 > df+5*math.Sqrt(2*df)+5 {
		t.Errorf("%s: chi-square %.1f with %.0f degrees of freedom", what, chi2, df)
	}
}

// binomialShare is the probability of m successes in n trials.
func binomialShare(n, m int, p float64) float64 {
	logs := combin.LogGeneralizedBinomial(float64(n), float64(m))
	return math.Exp(logs + float64(m)*math.Log(p) + float64(n-m)*math.Log1p(-p))
}

func TestBinomialHasItsDistribution(t *testing.T) {
	const draws = 200_000
	rng := prng.NewSplitMix64(4)
	for _, c := range []struct{ m, num, den uint64 }{{1, 1, 2}, {5, 3, 7}, {16, 1, 2}, {63, 1, 3}, {64, 1, 2}, {65, 16, 17}, {200, 128, 200}, {1000, 1, 1000}} {
		observed, expected := make([]float64, c.m+1), make([]float64, c.m+1)
		for range draws {
			observed[binomial(rng, c.m, c.num, c.den)]++
		}
		for k := range expected {
			expected[k] = draws * binomialShare(int(c.m), k, float64(c.num)/float64(c.den))
		}
		fits(t, fmt.Sprintf("binomial(%d, %d/%d)", c.m, c.num, c.den), observed, expected)
	}
	if n := binomial(rng, 0, 1, 2); n != 0 {
		t.Errorf("of no trial %d succeed", n)
	}
	if n := binomial(rng, 9, 0, 2); n != 0 {
		t.Errorf("of 9 trials that cannot succeed %d do", n)
	}
}

// addDrawn counts what the resamples draw from a block.
func addDrawn(d *blockDraws, w [][]float64) {
	for _, h := range d.hands {
		for _, row := range h.rows {
			for _, place := range placesOf(row) {
				w[h.resample][d.first+place%d.size]++
			}
		}
	}
}

// placesOf lists the places that a row of a block's table adds up.
func placesOf(row uint8) []int {
	switch {
	case row < firstSingle:
		pair := slices.Index(pairRow[:], row)
		return []int{pair % blockPlaces, pair / blockPlaces}
	case row < noPlace:
		return []int{int(row - firstSingle)}
	}
	return nil
}

// multiplicities draws one stratum and counts how often each resample holds each
// persona.
func multiplicities(size, resamples int, stream *rand.PCG) [][]float64 {
	w := matrix(resamples, size)
	drawBlocks([]int{size}, resamples, stream, func(d *blockDraws) { addDrawn(d, w) })
	return w
}

// The multiplicities are multinomial: each persona is drawn as often as another,
// binomially often, and two of them together as rarely as n draws allow.
func TestDrawsAreMultinomial(t *testing.T) {
	for _, size := range []int{1, 2, 15, 16, 17, 200, 2000} {
		resamples := max(400, 400_000/size)
		w := multiplicities(size, resamples, rand.NewPCG(uint64(size), 3))
		n, R := float64(size), float64(resamples)
		totals, times := make([]float64, size), make([]float64, size+1)
		for b := range w {
			if s := sum(w[b]); s != n {
				t.Fatalf("%d personas: a resample of %v", size, s)
			}
			for i, x := range w[b] {
				totals[i] += x
				times[int(x)]++
			}
		}
		if size == 1 {
			continue
		}
		fits(t, fmt.Sprint(size, " personas: draws of each"), totals, slices.Repeat([]float64{R}, size))
		expected := make([]float64, size+1)
		for k := range expected {
			expected[k] = R * n * binomialShare(size, k, 1/n)
		}
		fits(t, fmt.Sprint(size, " personas: how often one is drawn"), times, expected)
		for apart := 0; apart < size; apart = max(1, 2*apart) {
			var of []float64 // by resample: mean of (w_i - 1)(w_j - 1)
			for b := range w {
				s := 0.
				for i, x := range w[b] {
					s += (x - 1) * (w[b][(i+apart)%size] - 1) / n
				}
				of = append(of, s)
			}
			want := -1 / n
			if apart == 0 {
				want = 1 - 1/n
			}
			if got, se := mean(of), sd(of)/math.Sqrt(R); math.Abs(got-want) > 4.5*se+1e-12 {
				t.Errorf("%d personas, %d apart: covariance %.5f, want %.5f (se %.5f)", size, apart, got, want, se)
			}
		}
	}
}

// Of three personas all ten outcomes come as often as three draws give them.
func TestThreeDrawsHaveTheirDistribution(t *testing.T) {
	const resamples = 20_000
	observed, expected := make([]float64, 64), make([]float64, 64)
	for _, w := range multiplicities(3, resamples, rand.NewPCG(5, 5)) {
		observed[int(w[0])+4*int(w[1])+16*int(w[2])]++
	}
	for i := range 27 {
		at := [3]int{1, 4, 16}
		expected[at[i%3]+at[i/3%3]+at[i/9]] += resamples / 27.
	}
	fits(t, "three personas", observed, expected)
}

// The sums are those of the personas drawn, whatever the numbers look like.
func TestSumBootstrapAddsWhatIsDrawn(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	strata := []int{1, 2000, 17, 200}
	for _, c := range []struct {
		what  string
		value func(i int) float64
	}{
		{"0 or 1", func(int) float64 { return float64(rng.IntN(2)) }},
		{"always 1", func(int) float64 { return 1 }},
		{"to 9", func(int) float64 { return float64(rng.IntN(10)) }},
		{"to 4000", func(int) float64 { return float64(rng.IntN(4001)) }},
		{"to 200 million", func(int) float64 { return float64(rng.IntN(200_000_001)) }},
		{"whole and not", func(i int) float64 {
			if i < 7 {
				return float64(rng.IntN(3))
			}
			return rng.ExpFloat64()
		}},
		{"not whole", func(int) float64 { return 1e6 * rng.Float64() }},
	} {
		vectors := matrix(2218, 230)
		for _, v := range vectors {
			for i := range v {
				v[i] = c.value(i)
			}
		}
		pk := packVectors(vectors, 7)
		if c.what != "whole and not" {
			pk = packVectors(vectors, 230)
		}
		stream := func(chunk int) *rand.PCG { return rand.NewPCG(uint64(chunk), 9) }
		want := matrix(20, 230)
		drawn := matrix(20, len(vectors))
		drawBlocks(strata, 20, stream(0), func(d *blockDraws) { addDrawn(d, drawn) })
		for b := range drawn {
			for i, w := range drawn[b] {
				for j, x := range vectors[i] {
					want[b][j] += w * x
				}
			}
		}
		got := matrix(20, 230)
		SumBootstrap([]*packed{pk}, strata, 20, stream, func(_, b int, totals [][]float64) { copy(got[b], totals[0]) })
		for b := range got {
			for j := range got[b] {
				if math.Abs(got[b][j]-want[b][j]) > 1e-7*want[b][j] {
					t.Fatalf("%s: resample %d, entry %d: %v, want %v", c.what, b, j, got[b][j], want[b][j])
				}
			}
		}
	}
}

// Neither the number of cores nor what is summed changes who is drawn.
func TestSumBootstrapIsTheSameOnAnyNumberOfCores(t *testing.T) {
	vectors := matrix(40, 3)
	for i, v := range vectors {
		v[0], v[1], v[2] = float64(i%5), 1, float64(i)
	}
	stream := func(chunk int) *rand.PCG { return rand.NewPCG(uint64(chunk), 9) }
	sums := func(cores, counts int) [][]float64 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		out := matrix(3*chunkResamples+1, 3)
		packs := []*packed{packVectors(vectors, counts)}
		SumBootstrap(packs, []int{30, 10}, len(out), stream, func(_, b int, totals [][]float64) { copy(out[b], totals[0]) })
		return out
	}
	one := sums(1, 3)
	for _, other := range [][][]float64{sums(4, 3), sums(2, 2), sums(3, 0)} {
		for b := range one {
			if !slices.Equal(one[b], other[b]) {
				t.Fatalf("resample %d: %v and %v", b, one[b], other[b])
			}
		}
	}
}
