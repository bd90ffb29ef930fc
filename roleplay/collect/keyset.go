package collect

import "encoding/binary"

// keySet is a set of keys in little more memory than the keys take: a paper-sized
// ledger is held beside everything else in under 100 MB. Keys are hashes, so their
// own bytes say where they lie; a key that is taken is followed by the next free
// place. The zero value is ready to use.
type keySet struct {
	slots []Key // a zero key is a free place
	n     int
	zero  bool // whether the zero key itself is in the set
}

// fullest is how full the places may be, in tenths.
const fullest = 8

// reserve makes room for n keys in all, so that adding them moves nothing.
func (s *keySet) reserve(n int) {
	if want := n*10/fullest + 8; want > len(s.slots) {
		s.resize(want)
	}
}

func (s *keySet) resize(places int) {
	old := s.slots
	s.slots = make([]Key, places)
	for _, k := range old {
		if k != (Key{}) {
			s.slots[s.find(k)] = k
		}
	}
}

// find is the place of a key, or the free one where it belongs.
func (s *keySet) find(k Key) int {
	i := int(binary.LittleEndian.Uint64(k[:8]) % uint64(len(s.slots)))
	for s.slots[i] != k && s.slots[i] != (Key{}) {
		if i++; i == len(s.slots) {
			i = 0
		}
	}
	return i
}

func (s *keySet) has(k Key) bool {
	if k == (Key{}) {
		return s.zero
	}
	return len(s.slots) > 0 && s.slots[s.find(k)] == k
}

// add reports whether the key is new.
func (s *keySet) add(k Key) bool {
	if s.has(k) {
		return false
	}
	s.n++
	if k == (Key{}) {
		s.zero = true
		return true
	}
	if s.n*10 > len(s.slots)*fullest {
		s.resize(2*len(s.slots) + 64)
	}
	s.slots[s.find(k)] = k
	return true
}

// remove takes a key out; those behind it move up.
func (s *keySet) remove(k Key) {
	if !s.has(k) {
		return
	}
	s.n--
	if k == (Key{}) {
		s.zero = false
		return
	}
	i := s.find(k)
	s.slots[i] = Key{}
	for {
		if i++; i == len(s.slots) {
			i = 0
		}
		moved := s.slots[i]
		if moved == (Key{}) {
			return
		}
		s.slots[i] = Key{}
		s.slots[s.find(moved)] = moved
	}
}
