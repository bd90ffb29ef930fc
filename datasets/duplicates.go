package datasets

// keyTable finds rows with one key (model, variant, seed, persona, item, repeat)
// and, where repeats are not numbered, numbers them by occurrence.
//
// With numbered repeats it keeps the answer to each key, a byte each. Equal rows
// count once, and rows that contradict each other are all set aside as missing,
// whatever the order of the rows.
type keyTable struct {
	numbered bool
	asked    int // number of items there are
	people   map[personKey]*personRows
	last     *personRows
	lastKey  personKey
	items    map[string]int         // number of each item
	again    map[answerKey]*keyRows // keys that come again

	repeating map[personKey]bool // see comesAgain

	equal, conflicting int // rows
}

type personKey struct {
	model, variant, persona string
	seed                    int64
}

// personRows is what was seen of one persona; answers come in runs of one
// persona, so this is looked up seldom.
type personRows struct {
	count    []int                 // unnumbered: rows by item
	code     []uint8               // numbered: code of the answer, by repeat and question; 0 = none
	position []int32               // likewise, where places are told
	chances  []uint32              // likewise, where probabilities count
	high     map[itemRepeat]Answer // repeats above manyRepeats
}

// manyRepeats is the highest repeat that has a byte of its own.
const manyRepeats = 64

type itemRepeat struct{ question, repeat int }

type answerKey struct {
	person personKey
	itemRepeat
}

// keyRows is the rows of a key that comes again.
type keyRows struct {
	first    Answer
	rows     int
	conflict bool // two rows contradict each other
	given    bool
}

func newKeyTable(numbered bool, q *questions) *keyTable {
	return &keyTable{numbered: numbered, asked: len(q.items), people: map[personKey]*personRows{}, items: q.items, again: map[answerKey]*keyRows{}}
}

func (t *keyTable) person(k personKey) *personRows {
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

// grow makes v long enough for index i.
func grow[T any](v []T, i int) []T {
	if i < len(v) {
		return v
	}
	return append(v, make([]T, i+growStep-len(v))...)
}

// growStep keeps the rows of a questionnaire from growing item by item.
const growStep = 32

// take looks through a batch with numbered repeats; an answer whose key was seen
// before is taken out of it.
func (t *keyTable) take(b *Batch) {
	if !t.numbered {
		return
	}
	for i := range b.Units {
		u := &b.Units[i]
		p := t.person(personKey{u.Model, u.Variant, u.Persona, u.Seed})
		answers := b.Of(i)
		for j := range answers {
			a := &answers[j]
			if first := t.first(p, a); first.N != 0 {
				t.meet(first, a)
				a.N = 0
			}
		}
	}
}

// first gives the answer to a's key that was seen before; where there is none
// (N is 0) it keeps a.
func (t *keyTable) first(p *personRows, a *Answer) Answer {
	if a.Repeat > manyRepeats {
		k := itemRepeat{int(a.Question), int(a.Repeat)}
		if p.high == nil {
			p.high = map[itemRepeat]Answer{}
		}
		have := p.high[k]
		if have.N == 0 {
			p.high[k] = *a
		}
		return have
	}
	at := (int(a.Repeat)-1)*t.asked + int(a.Question)
	p.code = grow(p.code, at)
	if p.code[at] == 0 {
		p.code[at] = a.Code
		if a.Position != 0 {
			p.position = grow(p.position, at)
			p.position[at] = a.Position
		}
		if a.chances != 0 {
			p.chances = grow(p.chances, at)
			p.chances[at] = a.chances
		}
		return Answer{}
	}
	have := Answer{Question: a.Question, Code: p.code[at], Repeat: a.Repeat, N: 1}
	if at < len(p.position) {
		have.Position = p.position[at]
	}
	if at < len(p.chances) {
		have.chances = p.chances[at]
	}
	return have
}

// meet takes up a further row of the person last looked up, and what its key's
// first answer was.
func (t *keyTable) meet(first Answer, a *Answer) {
	k := answerKey{t.lastKey, itemRepeat{int(a.Question), int(a.Repeat)}}
	have := t.again[k]
	if have == nil {
		have = &keyRows{first: first, rows: 1}
		t.again[k] = have
	}
	have.rows++
	switch {
	case have.conflict:
		t.conflicting++
	case a.Code == first.Code && a.chances == first.chances && a.Code != MissingCode(Duplicate):
		t.equal++ // rows that were set aside for contradicting each other stay as many
	default:
		have.conflict = true
		t.equal -= have.rows - 2
		t.conflicting += have.rows
	}
}

// corrections takes back the answers whose key was contradicted later, and gives
// every row of such a key as missing.
func (t *keyTable) corrections() *Batch {
	b := &Batch{}
	for k, rows := range t.again {
		if !rows.conflict {
			continue
		}
		b.open(Unit{Model: k.person.model, Variant: k.person.variant, Persona: k.person.persona, Seed: k.person.seed})
		back, missing := rows.first, rows.first
		back.N, missing.N, missing.Code, missing.Position = -1, float64(rows.rows), MissingCode(Duplicate), 0
		b.give(back)
		b.give(missing)
	}
	return b
}

// settle goes through a batch once all rows have been taken up: of a key's equal rows
// the first counts, and each one that is contradicted is missing.
func (t *keyTable) settle(b *Batch) {
	if len(t.again) == 0 {
		return
	}
	for i := range b.Units {
		u := &b.Units[i]
		person := personKey{u.Model, u.Variant, u.Persona, u.Seed}
		if !t.comesAgain(person) {
			continue
		}
		answers := b.Of(i)
		for j := range answers {
			a := &answers[j]
			have := t.again[answerKey{person, itemRepeat{int(a.Question), int(a.Repeat)}}]
			switch {
			case have == nil:
			case have.conflict:
				a.Code = MissingCode(Duplicate)
				b.unshare(i, j)
			case have.given:
				a.N = 0
			default:
				have.given = true
			}
		}
	}
}

// comesAgain reports whether some key of the person comes again.
func (t *keyTable) comesAgain(person personKey) bool {
	if t.repeating == nil {
		t.repeating = map[personKey]bool{}
		for k := range t.again {
			t.repeating[k.person] = true
		}
	}
	return t.repeating[person]
}

// keep reports whether a whole answer counts; it numbers the repeat or sets a
// contradicted answer to missing. With numbered repeats every row has been taken
// up before.
func (t *keyTable) keep(r *Response) bool {
	question := t.items[r.Item]
	if r.N > 0 {
		return true // a count of a tally
	}
	if !t.numbered {
		p := t.person(personKey{r.Model, r.Variant, r.Persona, r.Seed})
		p.count = grow(p.count, question)
		p.count[question]++
		r.Repeat = p.count[question]
		return true
	}
	if len(t.again) == 0 {
		return true
	}
	have := t.again[answerKey{personKey{r.Model, r.Variant, r.Persona, r.Seed}, itemRepeat{question, r.Repeat}}]
	switch {
	case have == nil:
		return true
	case have.conflict:
		r.Option, r.Missing = 0, Duplicate
		return true
	case have.given:
		return false
	}
	have.given = true
	return true
}
