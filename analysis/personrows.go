package analysis

import (
	"slices"
	"strings"
	"sync"
)

// personIDs numbers the ids of personas; blocks keep the numbers.
type personIDs struct {
	numbers map[string]int32
	ids     []string // by number
	last    int32    // number given last
	ranking sync.Mutex
	ranks   []int32 // see natural
}

// number gives the number of an id, a new one at its first time. Ids most often come
// in the order in which they came first.
func (p *personIDs) number(id string) int32 {
	if next := int(p.last) + 1; next < len(p.ids) && p.ids[next] == id {
		p.last++
		return p.last
	}
	n, ok := p.numbers[id]
	if !ok {
		id = strings.Clone(id)
		n = int32(len(p.ids))
		p.numbers[id], p.ids = n, append(p.ids, id)
	}
	p.last = n
	return n
}

// natural gives the place of each number's id in the natural order of all.
func (p *personIDs) natural() []int32 {
	p.ranking.Lock()
	defer p.ranking.Unlock()
	if len(p.ranks) == len(p.ids) {
		return p.ranks
	}
	order := make([]int32, len(p.ids))
	for n := range order {
		order[n] = int32(n)
	}
	slices.SortFunc(order, func(x, y int32) int { return compareNatural(p.ids[x], p.ids[y]) })
	p.ranks = make([]int32, len(order))
	for place, n := range order {
		p.ranks[n] = int32(place)
	}
	return p.ranks
}

// personRows gives each persona of a block a row, as they come. While their numbers
// ascend the list of them is all there is; then a hash table of row numbers is
// beside it: some ten bytes a persona, and nothing that the garbage collector has to
// look through.
type personRows struct {
	persons []int32 // number of the persona's id, by row
	slots   []int32 // row+1, at a place told by the number; 0 = free; nil while numbers ascend
}

// find gives the persona's row, or -1.
func (p *personRows) find(person int32) int {
	if p.slots == nil {
		return p.findAscending(person)
	}
	for at := p.place(person); ; at = p.next(at) {
		switch row := p.slots[at] - 1; {
		case row < 0:
			return -1
		case p.persons[row] == person:
			return int(row)
		}
	}
}

func (p *personRows) findAscending(person int32) int {
	if n := len(p.persons); n == 0 || person > p.persons[n-1] {
		return -1
	}
	if row, ok := slices.BinarySearch(p.persons, person); ok {
		return row
	}
	return -1
}

// add appends a persona that has no row yet.
func (p *personRows) add(person int32) {
	n := len(p.persons)
	p.persons = append(p.persons, person)
	switch {
	case p.slots == nil && (n == 0 || person > p.persons[n-1]):
	case 4*len(p.persons) > 3*len(p.slots):
		size := 64
		for 4*len(p.persons) > 3*size {
			size *= 2
		}
		p.slots = make([]int32, size)
		for row := range p.persons {
			p.enter(row)
		}
	default:
		p.enter(n)
	}
}

func (p *personRows) enter(row int) {
	at := p.place(p.persons[row])
	for p.slots[at] != 0 {
		at = p.next(at)
	}
	p.slots[at] = int32(row) + 1
}

// place scatters numbers over the slots, a power of two of them, by Fibonacci
// hashing: the high bits of the product with 2^32 over the golden ratio.
func (p *personRows) place(person int32) int {
	return int(uint64(uint32(person)*2654435769) * uint64(len(p.slots)) >> 32)
}

func (p *personRows) next(at int) int { return (at + 1) & (len(p.slots) - 1) }
