package analysis

import (
	"hash/fnv"
	"math/rand/v2"

	"gonum.org/v1/gonum/mathext/prng"
)

// source is a random stream that belongs to a seed and the names of what is
// drawn, so that no result depends on the order or number of goroutines.
func source(seed int64, draw uint64, names ...string) *rand.PCG {
	h := fnv.New64a()
	for _, n := range names {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return rand.NewPCG(uint64(seed)^h.Sum64(), draw*0x9e3779b97f4a7c15+h.Sum64())
}

// bulk is a stream for draws by the million, begun at a number of another one: where
// PCG waits for its own multiplications, SplitMix64 does not.
//
// Source: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators.
func bulk(rng *rand.PCG) *prng.SplitMix64 { return prng.NewSplitMix64(rng.Uint64()) }
