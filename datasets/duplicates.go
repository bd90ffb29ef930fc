package datasets

// keyTable finds rows with one key (model, variant, seed, persona, item, repeat)
// and, where repeats are not numbered, numbers them by occurrence.
//
// With numbered repeats every row is noted first and kept afterwards, so that
// the outcome does not depend on the order of the rows: equal rows count once,
// and rows that contradict each other are all set aside as missing.
type keyTable struct {
	numbered bool
	people   map[personKey]*personRows
	last     *personRows
	lastKey  personKey

	equal, conflicting int // rows
}

type personKey struct {
	model, variant, persona string
	seed                    int64
}

// personRows is what was seen of one persona, by item; answers come in runs of
// one persona, so this is looked up seldom.
type personRows struct {
	count map[string]int          // unnumbered: rows an item
	seen  map[itemRepeat]*keyRows // numbered
}

type itemRepeat struct {
	item   string
	repeat int
}

type keyRows struct {
	option   int
	missing  Missing
	conflict bool
	given    bool
}

func newKeyTable(numbered bool) *keyTable {
	return &keyTable{numbered: numbered, people: map[personKey]*personRows{}}
}

func (t *keyTable) person(r *Response) *personRows {
	k := personKey{r.Model, r.Variant, r.Persona, r.Seed}
	if t.last != nil && k == t.lastKey {
		return t.last
	}
	p := t.people[k]
	if p == nil {
		p = &personRows{}
		if t.numbered {
			p.seen = map[itemRepeat]*keyRows{}
		} else {
			p.count = map[string]int{}
		}
		t.people[k] = p
	}
	t.last, t.lastKey = p, k
	return p
}

// note takes up a row with a numbered repeat.
func (t *keyTable) note(r *Response) {
	p, k := t.person(r), itemRepeat{r.Item, r.Repeat}
	if have := p.seen[k]; have == nil {
		p.seen[k] = &keyRows{option: r.Option, missing: r.Missing}
	} else if have.option != r.Option || have.missing != r.Missing {
		have.conflict = true
	}
}

// keep reports whether a row counts; it numbers the repeat or sets a conflicting
// answer to missing.
func (t *keyTable) keep(r *Response) bool {
	p := t.person(r)
	if !t.numbered {
		p.count[r.Item]++
		r.Repeat = p.count[r.Item]
		return true
	}
	have := p.seen[itemRepeat{r.Item, r.Repeat}]
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
