package analysis

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkSumBootstrap draws three seeds of 2,000 personas 500 times: a chunk of one
// model of the paper's study times ten, on the PVQ-RR.
func BenchmarkSumBootstrap(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	vectors := matrix(6000, 66)
	for _, v := range vectors {
		for range 57 {
			v[rng.IntN(len(v))]++
		}
	}
	packs := []*packed{packVectors(vectors, 66)}
	stream := func(c int) *rand.PCG { return rand.NewPCG(uint64(c), 7) }
	for b.Loop() {
		SumBootstrap(packs, []int{2000, 2000, 2000}, chunkResamples, stream, func(int, int, [][]float64) {})
	}
}
