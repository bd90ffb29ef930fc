package datasets

// keyTable finds rows with one key (model, variant, seed, persona, item, repeat)
// and, where repeats are not numbered, numbers them by occurrence.
//
// With numbered repeats the file is looked through first: mark sees every row
// and remembers which keys come again; compare then sees the rows of those keys
// alone, of which there are seldom any. So the outcome does not depend on the
// order of the rows: equal rows count once, and rows that contradict each other
// are all set aside as missing.
type keyTable struct {
	numbered bool
	people   map[personKey]*personRows
	last     *personRows
	lastKey  personKey
	items    map[string]int // a number for each item
	again    map[answerKey]*keyRows

	equal, conflicting int // rows
}

type personKey struct {
	model, variant, persona string
	seed                    int64
}

// personRows is what was seen of one persona, by item; answers come in runs of
// one persona, so this is looked up seldom.
type personRows struct {
	count []int               // unnumbered: rows an item
	seen  []uint64            // numbered: a bit a repeat, 1..64
	high  map[itemRepeat]bool // repeats above 64
}

type itemRepeat struct{ item, repeat int }

type answerKey struct {
	person personKey
	itemRepeat
}

// keyRows is the rows of a key that comes again.
type keyRows struct {
	option          int
	missing         Missing
	met             bool
	conflict, given bool
}

func newKeyTable(numbered bool) *keyTable {
	return &keyTable{numbered: numbered, people: map[personKey]*personRows{}, items: map[string]int{}, again: map[answerKey]*keyRows{}}
}

func (t *keyTable) person(r *Response) *personRows {
	k := personKey{r.Model, r.Variant, r.Persona, r.Seed}
	if t.last != nil && k == t.lastKey {
		return t.last
	}
	p := t.people[k]
	if p == nil {
		p = &personRows{}
		t.people[k] = p
	}
	t.last, t.lastKey = p, k
	return p
}

func (t *keyTable) item(r *Response) int {
	i, ok := t.items[r.Item]
	if !ok {
		i = len(t.items)
		t.items[r.Item] = i
	}
	return i
}

// grow makes v long enough for index i.
func grow[T any](v []T, i int) []T {
	if i < len(v) {
		return v
	}
	return append(v, make([]T, max(i+1-len(v), len(v)))...)
}

// mark takes up a row with a numbered repeat.
func (t *keyTable) mark(r *Response) {
	p, k := t.person(r), itemRepeat{t.item(r), r.Repeat}
	met := false
	if bit := uint(k.repeat - 1); bit < 64 {
		p.seen = grow(p.seen, k.item)
		met = p.seen[k.item]>>bit&1 == 1
		p.seen[k.item] |= 1 << bit
	} else {
		if p.high == nil {
			p.high = map[itemRepeat]bool{}
		}
		met = p.high[k]
		p.high[k] = true
	}
	if met {
		t.again[answerKey{t.lastKey, k}] = &keyRows{}
	}
}

// compare takes up a row whose key may come again.
func (t *keyTable) compare(r *Response) {
	t.person(r)
	have := t.again[answerKey{t.lastKey, itemRepeat{t.item(r), r.Repeat}}]
	switch {
	case have == nil:
	case !have.met:
		*have = keyRows{option: r.Option, missing: r.Missing, met: true}
	case have.option != r.Option || have.missing != r.Missing:
		have.conflict = true
	}
}

// keep reports whether a row counts; it numbers the repeat or sets a conflicting
// answer to missing.
func (t *keyTable) keep(r *Response) bool {
	if !t.numbered {
		p, i := t.person(r), t.item(r)
		p.count = grow(p.count, i)
		p.count[i]++
		r.Repeat = p.count[i]
		return true
	}
	if len(t.again) == 0 {
		return true
	}
	t.person(r)
	have := t.again[answerKey{t.lastKey, itemRepeat{t.item(r), r.Repeat}}]
	switch {
	case have == nil:
		return true
	case have.conflict:
		t.conflicting++
		r.Option, r.Missing = 0, Duplicate
		return true
	case have.given:
		t.equal++
		return false
	}
	have.given = true
	return true
}
