package datasets

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
)

// How an answer counts, for Options.Weights.
const (
	WeightsAnswers       = "answers"       // as one answer with the option read in its text
	WeightsProbabilities = "probabilities" // as one answer shared out by the probabilities of the options
)

// roundedTo is by how much a probability may be off: half of its second decimal.
const roundedTo = .005

// ExpectedCounts shares an answer out over the K options by their probabilities, and
// over what lies outside them: what one would count, on average, had the answer
// been drawn many times. Both together are 1.
//
//	n_k = p_k / (sum p + outside),  outside = p_other, or 1 - sum p where that is not told
//
// A missing answer without probabilities, and one that contradicts another of its
// key, is wholly missing. It is an error when an answer has no probabilities, one is
// negative, an option's is not told although the others leave room for it, or all do
// not add up to 1, as far as figures of two decimals can.
func (r *Response) ExpectedCounts(K int) (n []float64, outside float64, err error) {
	n = make([]float64, K)
	if outside, err = r.shareOut(n); err != nil || r.unshared() {
		n = nil
	}
	return n, outside, err
}

// unshared reports whether an answer is wholly missing.
func (r *Response) unshared() bool {
	return r.Missing == Duplicate || len(r.P) == 0 && r.Missing != Answered
}

// shareOut gives the ExpectedCounts in n, an option each.
func (r *Response) shareOut(n []float64) (outside float64, err error) {
	clear(n)
	if r.unshared() {
		return 1, nil
	}
	inside, untold, K := 0., 0, len(n)
	for k := range max(K, len(r.P)) {
		switch p := r.probability(k); {
		case math.IsNaN(p) && k < K:
			untold = max(untold, k+1)
		case math.IsNaN(p):
		case p < 0:
			return 0, fmt.Errorf("p%d is %v; a probability is 0..1", k+1, p)
		case k >= K && p > 0:
			return 0, fmt.Errorf("p%d of an item with %d options", k+1, K)
		case k < K:
			n[k] = p
			inside += p
		}
	}
	slack := roundedTo * float64(K+1)
	all := inside + r.POther
	switch {
	case len(r.P) == 0:
		return 0, errors.New("an answer without option probabilities p1..pK, by which it is to be counted")
	case r.POther < 0:
		return 0, fmt.Errorf("p_other is %v; a probability is 0..1", r.POther)
	case all > 1+slack:
		return 0, fmt.Errorf("option probabilities and p_other sum to %.4g, more than 1", all)
	case untold > 0 && all < 1-slack:
		return 0, fmt.Errorf("p%d is empty, and the other probabilities sum to %.4g; write 0 where an option has none, or p_other", untold, all)
	case r.POther > 0 && all < 1-slack:
		return 0, fmt.Errorf("option probabilities and p_other sum to %.4g, less than 1", all)
	}
	if outside = r.POther; outside == 0 {
		outside = max(0, 1-inside)
	}
	for k := range n {
		n[k] /= inside + outside
	}
	return outside / (inside + outside), nil
}

// share fills the row's shares: of each of K options, of none above, and outside.
func (r *longRow) share(K int) {
	outside := len(r.shares) - 1
	clear(r.shares)
	r.shares[outside], r.err = r.shareOut(r.shares[:K])
	r.chances = r.tellChances()
}

// probability is that of option k+1; NaN where it is not told.
func (r *Response) probability(k int) float64 {
	if k < len(r.P) {
		return r.P[k]
	}
	return math.NaN()
}

// tellChances is a number that is another one for other probabilities, and never 0.
func (r *Response) tellChances() uint32 {
	h := fnv.New32a()
	var b [8]byte
	take := func(p float64) {
		binary.LittleEndian.PutUint64(b[:], math.Float64bits(p))
		h.Write(b[:])
	}
	for _, p := range r.P {
		take(p)
	}
	take(r.POther)
	return max(1, h.Sum32())
}

// weighByProbability counts the file's answers by the probabilities of their
// options; an error when there are none in it.
func (f *longFile) weighByProbability() error {
	f.probabilities = true
	if f.header.tally {
		return fmt.Errorf("%s: is a tally, and how its answers counted was settled when it was made; leave --weights out", f.name)
	}
	for _, c := range f.header.columns {
		if c.kind == columnP {
			return nil
		}
	}
	return fmt.Errorf("%s: no columns p1..pK; --weights probabilities needs them (inertia collect --logprobs keeps them)", f.name)
}

// probabilitiesIn is an error for what can hold no probabilities, or where
// something else is asked for that they know nothing of.
func (o *Options) probabilitiesIn(layout string) error {
	switch {
	case layout != LayoutLong && layout != LayoutTally:
		return fmt.Errorf("the layout %s holds no option probabilities; leave --weights out", layout)
	case o.Judge != "":
		return errors.New("--judge says whose reading of the texts counts, and --weights probabilities counts no texts; give one")
	}
	return nil
}
