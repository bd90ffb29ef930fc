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
func ClusterBootstrap(strata []int, resamples int, stream func(b int) *rand.Rand, do func(worker, b int, rng *rand.Rand, weight []int)) {
	n := 0
	for _, s := range strata {
		n += s
	}
	workers := min(runtime.GOMAXPROCS(0), max(1, resamples))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			weight := make([]int, n)
			for b := w; b < resamples; b += workers {
				rng := stream(b)
				clear(weight)
				start := 0
				for _, size := range strata {
					for range size {
						weight[start+rng.IntN(size)]++
					}
					start += size
				}
				do(w, b, rng, weight)
			}
		})
	}
	wg.Wait()
}
