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
// are in a table: eight random bits choose two personas, and add both.
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
				for _, s := range sums {
					s.empty()
				}
				for b := range n {
					for i, s := range sums {
						totals[i] = s.totals[b]
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

	// A row of a block's table is the sum of a pair of places, a single place, or
	// nothing.
	firstSingle = blockPlaces * (blockPlaces + 1) / 2
	noPlace     = firstSingle + blockPlaces
	tableRows   = noPlace + 1
)

// pairRow is the row of two places, four bits each, in whichever order.
var pairRow = func() (rows [blockPlaces * blockPlaces]uint8) {
	row := uint8(0)
	for i := range blockPlaces {
		for j := range i + 1 {
			rows[i*blockPlaces+j], rows[j*blockPlaces+i] = row, row
			row++
		}
	}
	return rows
}()

// blockDraws is what each resample of a chunk draws from one block.
type blockDraws struct {
	first, size int      // the block's personas
	draws       []uint64 // by resample
	hands       []hand
}

// A hand is draws of one resample, handDraws at most, as rows of the block's table:
// pairs, then the single place there may be, then nothing.
type hand struct {
	rows     [handRows]uint8
	resample int32
}

// handRows rows, a hand, are added at once. A resample draws 16 times from a block of
// 16, give or take 4: seven of eight need one hand.
const handRows, handDraws = 10, 20

// deal takes up draws as random bytes, a pair a byte; the last is a single place if odd.
func (h *hand) deal(random []byte, odd bool) {
	h.rows = [handRows]uint8{noPlace, noPlace, noPlace, noPlace, noPlace, noPlace, noPlace, noPlace, noPlace, noPlace}
	for i, places := range random {
		h.rows[i] = pairRow[places]
	}
	if last := len(random) - 1; odd {
		h.rows[last] = firstSingle + random[last]%blockPlaces
	}
}

// drawBlocks draws every block of every stratum for n resamples.
func drawBlocks(strata []int, n int, rng *rand.PCG, block func(*blockDraws)) {
	d := &blockDrawer{rng: bulk(rng), block: block}
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
	out.first, out.size, out.draws, out.hands = first, size, draws, out.hands[:0]
	pairs := 0
	for _, m := range draws {
		pairs += int(m+1) / 2
	}
	random := d.randomBytes(pairs)
	for b, m := range draws {
		for left := m; left > 0; {
			n := min(left, handDraws)
			pairs := (n + 1) / 2
			out.hands = append(out.hands, hand{resample: int32(b)})
			out.hands[len(out.hands)-1].deal(random[:pairs], n%2 == 1)
			left, random = left-n, random[pairs:]
		}
	}
	d.block(out)
}

// randomBytes gives n random bytes.
func (d *blockDrawer) randomBytes(n int) []byte {
	if len(d.random) < n+8 {
		d.random = make([]byte, 2*n+8)
	}
	for i := 0; i < n; i += 8 {
		binary.LittleEndian.PutUint64(d.random[i:], d.rng.Uint64())
	}
	return d.random
}
