package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// informationDraws is how often answers are dealt out anew for the null
// distribution of mutual information.
const informationDraws = 499

// informationMeasures are the tests of persona_share and item_share.
var informationMeasures = []string{"persona_share_null", "persona_share_p", "item_share_null", "item_share_p"}

// informationTest says how much of the answers' spread persona and item would
// seem to explain if they explained nothing, and the p of what they do explain.
type informationTest struct {
	personaNull, personaP, itemNull, itemP float64
	reason                                 string
}

// testInformation tests dimension d.
func (sm *sample) testInformation(d int, o Options) *informationTest {
	if o.Resamples == 0 {
		return &informationTest{reason: "no resampling"}
	}
	counts := sm.cellCounts(d)
	if p := sm.dimension(sm.totalsOf(), d); seen(p) < 2 {
		return &informationTest{reason: "every answer the same: no spread to explain"}
	}
	rng := rand.New(source(o.Seed, 0, "information", sm.model, sm.variant, sm.seed, sm.scoring.ID, sm.scoring.Dimensions[d].Name))
	t := &informationTest{}
	t.personaNull, t.personaP = PermuteInformation(counts, informationDraws, rng)
	t.itemNull, t.itemP = PermuteInformation(transposed(counts), informationDraws, rng)
	return t
}

func (t *informationTest) fill(e *Estimate) {
	if t.reason != "" {
		e.Note = t.reason
		return
	}
	switch e.Measure {
	case "persona_share_null":
		e.Value = t.personaNull
	case "persona_share_p":
		e.Value = t.personaP
	case "item_share_null":
		e.Value = t.itemNull
	case "item_share_p":
		e.Value = t.itemP
	}
	e.Note = fmt.Sprintf("%d permutations of answers", informationDraws)
}

// transposed turns counts by persona and item into counts by item and persona.
func transposed(counts [][][]float64) [][][]float64 {
	out := make([][][]float64, len(counts[0]))
	for _, row := range counts {
		for j, c := range row {
			out[j] = append(out[j], c)
		}
	}
	return out
}

// PermuteInformation is the null distribution of I(x; row)/H(x), the share of the
// spread of options x that rows explain: within each column, answers are dealt
// out anew among the rows, each keeping its number.
//
//	null = mean of I*(x; row)/H(x),  p = (1 + #{I* >= I}) / (m + 1)
//
// counts holds option counts by row and column. Both results are NaN when all
// answers are equal.
//
// Source: Phipson and Smyth (2010) for p.
func PermuteInformation(counts [][][]float64, draws int, rng *rand.Rand) (null, p float64) {
	deal := newDealing(counts)
	observed := deal.within()
	spread := deal.spread()
	if spread == 0 {
		return math.NaN(), math.NaN()
	}
	total, atLeast := 0.0, 0
	for range draws {
		deal.anew(rng)
		w := deal.within()
		total += (spread - w) / spread
		if w <= observed*(1+1e-12) {
			atLeast++
		}
	}
	return total / float64(draws), MonteCarloP(atLeast, draws)
}

// dealing holds answers one by one: the option of each, by column, and the row
// that gave it.
type dealing struct {
	K, rows int
	options [][]uint8
	owners  [][]int32
	counts  []uint32  // row*K + option, scratch
	bits    []float64 // n log2 n of whole numbers
}

func newDealing(counts [][][]float64) *dealing {
	d := &dealing{rows: len(counts), K: len(counts[0][0]), options: make([][]uint8, len(counts[0])), owners: make([][]int32, len(counts[0]))}
	most := 0
	for i, row := range counts {
		for j, c := range row {
			for k, n := range c {
				for range int(n + .5) {
					d.options[j], d.owners[j] = append(d.options[j], uint8(k)), append(d.owners[j], int32(i))
					most++
				}
			}
		}
	}
	d.counts = make([]uint32, d.rows*d.K)
	d.bits = make([]float64, most+1)
	for n := range d.bits {
		if n > 1 {
			d.bits[n] = float64(n) * math.Log2(float64(n))
		}
	}
	return d
}

func (d *dealing) anew(rng *rand.Rand) {
	for _, o := range d.options {
		for i := len(o) - 1; i > 0; i-- {
			j := rng.Uint32N(uint32(i + 1))
			o[i], o[j] = o[j], o[i]
		}
	}
}

// within is n H(x | row), in bits.
func (d *dealing) within() float64 {
	clear(d.counts)
	for j, options := range d.options {
		for i, o := range options {
			d.counts[int(d.owners[j][i])*d.K+int(o)]++
		}
	}
	w := 0.0
	for start := 0; start < len(d.counts); start += d.K {
		var n uint32
		for _, c := range d.counts[start : start+d.K] {
			n += c
			w -= d.bits[c]
		}
		w += d.bits[n]
	}
	return w
}

// spread is n H(x), in bits.
func (d *dealing) spread() float64 {
	pooled := make([]uint32, d.K)
	n := 0
	for _, options := range d.options {
		n += len(options)
		for _, o := range options {
			pooled[o]++
		}
	}
	s := d.bits[n]
	for _, c := range pooled {
		s -= d.bits[c]
	}
	return s
}
