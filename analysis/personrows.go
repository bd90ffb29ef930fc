package analysis

import "strings"

// personIDs numbers the ids of personas; blocks keep the numbers.
type personIDs struct {
	numbers map[string]int32
	ids     []string // by number
}

// number gives the number of an id, a new one at its first time.
func (p *personIDs) number(id string) int32 {
	n, ok := p.numbers[id]
	if !ok {
		id = strings.Clone(id)
		n = int32(len(p.ids))
		p.numbers[id], p.ids = n, append(p.ids, id)
	}
	return n
}

// personRows gives each persona of a block a row, as they come. It is a hash table of
// row numbers beside the list of personas: some ten bytes a persona, and nothing
// that the garbage collector has to look through.
type personRows struct {
	persons []int32 // number of the persona's id, by row
	slots   []int32 // row+1, at a place told by the number; 0 = free
}

// find gives the persona's row, or -1.
func (p *personRows) find(person int32) int {
	if len(p.slots) == 0 {
		return -1
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

// add appends a persona that has no row yet.
func (p *personRows) add(person int32) {
	p.persons = append(p.persons, person)
	if 4*len(p.persons) > 3*len(p.slots) {
		p.slots = make([]int32, max(64, 2*len(p.slots)))
		for row := range p.persons {
			p.enter(row)
		}
		return
	}
	p.enter(len(p.persons) - 1)
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
