package collect

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// The set says what a map would, through growth and removal, also for keys that fall
// on one place: 120 keys on 40 places, so that they stand in one long row.
func TestKeySetIsASet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var s keySet
	want := map[Key]bool{}
	draw := func() (k Key) {
		binary.LittleEndian.PutUint64(k[:8], rng.Uint64N(40))
		binary.LittleEndian.PutUint64(k[8:], rng.Uint64N(3))
		return k
	}
	s.reserve(10)
	for range 20_000 {
		k := draw()
		switch rng.IntN(3) {
		case 0:
			s.remove(k)
			delete(want, k)
		default:
			if s.add(k) == want[k] {
				t.Fatalf("adding %v", k)
			}
			want[k] = true
		}
		if k := draw(); s.has(k) != want[k] {
			t.Fatalf("has %v: %v", k, s.has(k))
		}
		if s.n != len(want) {
			t.Fatalf("%d keys, want %d", s.n, len(want))
		}
	}
	for k := range want {
		if !s.has(k) {
			t.Fatalf("%v is lost", k)
		}
	}
}

func TestReservedKeySetDoesNotGrow(t *testing.T) {
	var s keySet
	s.reserve(1000)
	room := len(s.slots)
	for n := range 1000 {
		s.add(keyNumber(n))
	}
	if len(s.slots) != room || s.n != 1000 {
		t.Errorf("%d places became %d for %d keys", room, len(s.slots), s.n)
	}
}
