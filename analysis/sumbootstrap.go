package analysis

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"gonum.org/v1/gonum/mathext/prng"
)

// SumBootstrap resamples personas as ClusterBootstrap does, for statistics of the
// drawn personas' sum: it never lists who was drawn.
//
// A seed's n personas are drawn n times with replacement. How many of the draws fall
// on each of two parts of them, of k and n-k, is binomial with p = k/n; given these
// numbers, the draws on a part are draws with replacement from that part. So a seed
// is halved (the left part being the largest power of two below its size) until the
// parts are blocks of 1, 2, 4, 8 or 16 personas, each with its number of draws. That
// is exact: the multiplicities are multinomial, as when each draw is made alone.
//
// Within a block all draws are uniform, and the sums of every pair of its personas
// are in a table of 256 rows: eight random bits choose two personas, and add both.
// A block smaller than 16 is repeated until it fills 16 places, each persona equally
// often, which leaves its draws uniform.
//
// A block is drawn for a chunk of resamples before the next block, so that its
// table stays in the first-level cache and the sums in the second. Chunk c draws
// from stream(c) alone, whatever is summed: the same strata and stream draw the same
// personas. do is called once a resample, on several goroutines, with the sum of
// each packed set of vectors; worker numbers the goroutine (below
// runtime.GOMAXPROCS(0)).
func SumBootstrap(packs []*packed, strata []int, resamples int, stream func(chunk int) *rand.PCG, do func(worker, b int, totals [][]float64)) {
	chunks := (resamples + chunkResamples - 1) / chunkResamples
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range min(runtime.GOMAXPROCS(0), chunks) {
		wg.Go(func() {
			sums, totals := make([]*blockSums, len(packs)), make([][]float64, len(packs))
			for i, p := range packs {
				sums[i] = p.blockSums(min(resamples, chunkResamples))
			}
			for c := int(next.Add(1)) - 1; c < chunks; c = int(next.Add(1)) - 1 {
				first := c * chunkResamples
				n := min(chunkResamples, resamples-first)
				for _, s := range sums {
					s.begin()
				}
				drawBlocks(strata, n, stream(c), func(d *blockDraws) {
					for _, s := range sums {
						s.add(d)
					}
				})
				for b := range n {
					for i, s := range sums {
						totals[i] = s.total(b)
					}
					do(w, first+b, totals)
				}
			}
		})
	}
	wg.Wait()
}

const (
	chunkResamples = 500 // drawn together, from a stream of their own
	blockPlaces    = 16  // personas of a block

	// An entry of blockDraws is a row of a block's table: a pair of places, a single
	// place, or nothing.
	firstSingle = blockPlaces * blockPlaces
	noPlace     = firstSingle + blockPlaces
	tableRows   = noPlace + 1

	// entriesAtOnce entries are added at a time; a resample's entries are filled up
	// with noPlace.
	entriesAtOnce = 4
)

// blockDraws is what each resample of a chunk draws from one block.
type blockDraws struct {
	first, size int      // the block's personas
	draws       []uint64 // by resample
	entries     []uint16 // of each resample: pairs, then the single place there may be
	ends        []int
}

// drawBlocks draws every block of every stratum for n resamples.
func drawBlocks(strata []int, n int, rng *rand.PCG, block func(*blockDraws)) {
	d := &blockDrawer{rng: bulk(rng), block: block, out: blockDraws{ends: make([]int, n)}}
	counts := make([]uint64, n)
	first := 0
	for _, size := range strata {
		for b := range counts {
			counts[b] = uint64(size)
		}
		d.part(first, size, counts, 0)
		first += size
	}
}

type blockDrawer struct {
	rng    *prng.SplitMix64
	levels [][]uint64 // draws on a part by resample, a level of the halving each
	random []byte
	out    blockDraws
	block  func(*blockDraws)
}

// part draws from personas first..first+size-1; draws is how often, by resample.
func (d *blockDrawer) part(first, size int, draws []uint64, level int) {
	if size == 0 {
		return
	}
	left := 1 << (bits.Len(uint(size)) - 1)
	if left == size {
		if size <= blockPlaces {
			d.leaf(first, size, draws)
			return
		}
		left /= 2
	}
	if level == len(d.levels) {
		d.levels = append(d.levels, make([]uint64, len(draws)))
	}
	mine := d.levels[level]
	for b, m := range draws {
		mine[b] = binomial(d.rng, m, uint64(left), uint64(size))
	}
	d.part(first, left, mine, level+1)
	for b, m := range draws {
		mine[b] = m - mine[b]
	}
	d.part(first+left, size-left, mine, level+1)
}

// leaf draws places of a block, eight bits a pair.
func (d *blockDrawer) leaf(first, size int, draws []uint64) {
	out := &d.out
	out.first, out.size, out.draws = first, size, draws
	pairs, room := 0, 0
	for _, m := range draws {
		pairs += int(m+1) / 2
		room += int(m+1)/2 + entriesAtOnce
	}
	if len(out.entries) < room+8 {
		out.entries = make([]uint16, 2*room+8)
	}
	random := d.randomBytes(pairs)
	at := 0
	for b, m := range draws {
		pairs := int(m+1) / 2
		for i := 0; i < pairs; i += 8 {
			u := binary.LittleEndian.Uint64(random[i:])
			e := out.entries[at+i:][:8]
			e[0], e[1], e[2], e[3] = uint16(u&255), uint16(u>>8&255), uint16(u>>16&255), uint16(u>>24&255)
			e[4], e[5], e[6], e[7] = uint16(u>>32&255), uint16(u>>40&255), uint16(u>>48&255), uint16(u>>56)
		}
		random = random[pairs:]
		at += pairs
		if m%2 == 1 {
			out.entries[at-1] = firstSingle + out.entries[at-1]%blockPlaces
		}
		e := out.entries[at:][:entriesAtOnce]
		e[0], e[1], e[2], e[3] = noPlace, noPlace, noPlace, noPlace
		at = (at + entriesAtOnce - 1) / entriesAtOnce * entriesAtOnce
		out.ends[b] = at
	}
	d.block(out)
}

// randomBytes gives n random bytes, and at least eight after them that may be read.
func (d *blockDrawer) randomBytes(n int) []byte {
	if len(d.random) < n+16 {
		d.random = make([]byte, 2*n+16)
	}
	for i := 0; i < n; i += 8 {
		binary.LittleEndian.PutUint64(d.random[i:], d.rng.Uint64())
	}
	return d.random
}
