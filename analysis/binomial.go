package analysis

import (
	"math/bits"

	"gonum.org/v1/gonum/mathext/prng"
)

// binomial draws how many of m trials succeed, each with probability num/den < 1,
// exactly: no table, no rounding.
//
// A trial succeeds where a random number u, uniform in 0..1, is below p = num/den.
// Both are compared digit by digit in base two, all trials at once: a random bit is
// the next digit of a trial's u. At a digit 1 of p, trials that drew 0 are below p,
// and succeed; at a digit 0, trials that drew 1 are above, and fail; the others
// agree with p so far and go on. Half of the trials end with each digit, so it
// takes about 2 bits a trial, and one, for p = 1/2.
//
// Source: Knuth and Yao (1976), The complexity of nonuniform random number
// generation.
func binomial(rng *prng.SplitMix64, m, num, den uint64) (successes uint64) {
	for m > 0 && num > 0 {
		ones := heads(rng, m)
		if num *= 2; num >= den {
			num -= den
			successes += m - ones
			m = ones
		} else {
			m -= ones
		}
	}
	return successes
}

// heads tosses m fair coins.
func heads(rng *prng.SplitMix64, m uint64) (n uint64) {
	for ; m >= 64; m -= 64 {
		n += uint64(bits.OnesCount64(rng.Uint64()))
	}
	if m > 0 {
		n += uint64(bits.OnesCount64(rng.Uint64() >> (64 - m)))
	}
	return n
}
