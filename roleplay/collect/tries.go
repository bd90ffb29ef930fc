package collect

import (
	"encoding/binary"
	"math/rand/v2"
	"time"
)

// How often a question is tried, and how long is waited in between.
const (
	defaultTries   = 10
	firstWait      = 200 * time.Millisecond
	longestBackOff = 30 * time.Second
)

// backOff is how long to wait after the n-th failed try, from 1: it doubles, spread
// by half to either side so that questions that failed together do not come back
// together, and is never shorter than the server asked for.
func backOff(k Key, n int, after time.Duration) time.Duration {
	wait := longestBackOff
	if n < 9 {
		wait = min(wait, firstWait<<(n-1))
	}
	rng := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(k[:8]), binary.LittleEndian.Uint64(k[8:])+uint64(n)))
	spread := time.Duration(float64(wait) * (.5 + rng.Float64()))
	if after > 0 {
		return after + spread/4
	}
	return spread
}
