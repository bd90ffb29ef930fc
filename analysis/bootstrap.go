package analysis

import (
	"math/rand/v2"
	"runtime"
	"sync"
)

// ClusterBootstrap resamples personas, never single answers: strata gives the
// sizes of the seeds, whose personas are drawn with replacement within their
// seed. do is called once a resample, on several goroutines, with the
// multiplicity of each persona; worker numbers the goroutine (below
// runtime.GOMAXPROCS(0)). Resample b draws from stream(b) alone.
func ClusterBootstrap(strata []int, resamples int, stream func(b int) *rand.PCG, do func(worker, b int, rng *rand.PCG, weight []uint32)) {
	n := 0
	for _, s := range strata {
		n += s
	}
	workers := min(runtime.GOMAXPROCS(0), max(1, resamples))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			weight := make([]uint32, n)
			for b := w; b < resamples; b += workers {
				rng := stream(b)
				clear(weight)
				start := 0
				for _, size := range strata {
					drawUniform(rng, weight[start:start+size])
					start += size
				}
				do(w, b, rng, weight)
			}
		})
	}
	wg.Wait()
}

// drawUniform draws len(weight) times with replacement. Each 64 random bits
// serve two draws; the bias of 32 bits is below len(weight)/2^32.
func drawUniform(rng *rand.PCG, weight []uint32) {
	n := uint64(len(weight))
	for range n / 2 {
		u := rng.Uint64()
		weight[(u>>32)*n>>32]++
		weight[(u&0xffffffff)*n>>32]++
	}
	if n%2 == 1 {
		weight[(rng.Uint64()>>32)*n>>32]++
	}
}
