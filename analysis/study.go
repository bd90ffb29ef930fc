package analysis

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"inertia/datasets"
)

// Study holds sufficient statistics: how often each (model, variant, seed,
// persona, item) chose each option. Every measure and every resample is
// computed from these counts.
type Study struct {
	Name        string
	Layout      string
	Simulated   []string   // models that are reference respondents and no language models
	Weights     string     // how an answer counted, as datasets.Dataset
	Compared    *[2]string // the two studies that the answers come from; nil where they are one
	Instruments []*datasets.Instrument
	Files       []datasets.File
	Personas    *datasets.Personas // attributes; nil when unknown
	Notices     []string
	// Replications say how often a server changed its answer to the same request.
	Replications []datasets.Replication
	// Rejected holds the first rows that could not be read; RejectedCount says
	// how many there were.
	Rejected      []Rejected
	RejectedCount int
	Answers       int // answers read, the missing ones and the baseline included

	ids    *personIDs
	blocks map[blockKey]*block
	forms  map[string]*form // by instrument id
	cells  []Cell           // see Cells; nil while answers are counted
}

// IsSimulated reports whether a model is a reference respondent.
func (s *Study) IsSimulated(model string) bool { return slices.Contains(s.Simulated, model) }

// MarkSimulated marks models whose names are those of reference respondents, and says
// so where nothing else had. Of two compared studies a model's own name counts, without
// the study's behind it.
func (s *Study) MarkSimulated(isRespondent func(name string) bool) {
	var fresh []string
	for _, m := range s.Models() {
		if isRespondent(s.OwnName(m)) && !s.IsSimulated(m) {
			fresh = append(fresh, m)
		}
	}
	if len(fresh) == 0 {
		return
	}
	s.Simulated = append(s.Simulated, fresh...)
	taken := " bears the name of a reference respondent and is taken to be simulated"
	if len(fresh) > 1 {
		taken = " bear the names of reference respondents and are taken to be simulated"
	}
	s.Notices = append(s.Notices, strings.Join(fresh, ", ")+taken+"; if these are the answers of a language model, give it another name")
}

// OwnName is a model's name without that of its study, where two are compared.
func (s *Study) OwnName(model string) string {
	if s.Compared != nil {
		for _, study := range s.Compared {
			if own, ok := modelIn(model, study); ok {
				return own
			}
		}
	}
	return model
}

// Split sorts models into language models and reference respondents, whose answers
// are simulated.
func (s *Study) Split(models []string) (real, simulated []string) {
	for _, m := range models {
		if s.IsSimulated(m) {
			simulated = append(simulated, m)
		} else {
			real = append(real, m)
		}
	}
	return real, simulated
}

// Rejected is a row that was set aside, with its place.
type Rejected struct{ Where, Reason string }

type blockKey struct {
	model, variant, instrument string
	seed                       int64
	baseline                   bool
}

// block is the counts of one run: one row a persona, K counts a column. The
// columns are those of the instrument's form.
type block struct {
	form   *form
	seed   int64
	pooled bool // personas unknown: one row stands for all
	ids    *personIDs
	rows   personRows
	counts countTable
	order  func() []int32   // rows with an answer, personas in natural order
	total  func() []float64 // option counts of all rows; so is order, asked for once all is counted
	// positions sums the places at which a persona's answers were asked for, persona
	// x item; shorter than rows where later personas have none, nil without any.
	positions [][]float64
	missing   []map[datasets.Missing]float64
}

// form gives each scored item of an instrument, and each dimension of its
// finest scoring, a column.
type form struct {
	in      *datasets.Instrument
	columns []string
	items   int // columns below this are items, the rest dimensions
	index   map[string]int
	catch   map[string]bool
}

func newForm(in *datasets.Instrument) *form {
	f := &form{in: in, index: map[string]int{}, catch: map[string]bool{}}
	for _, it := range in.Items {
		if it.Catch {
			f.catch[it.ID] = true
		}
	}
	for _, id := range in.Scored() {
		f.index[id] = len(f.columns)
		f.columns = append(f.columns, id)
	}
	f.items = len(f.columns)
	for _, d := range in.Finest().Dimensions {
		f.index["\x00"+d.Name] = len(f.columns)
		f.columns = append(f.columns, d.Name)
	}
	return f
}

// dimensionColumns lists the columns that a dimension pools: its items, and the
// finest dimensions all of whose items it holds.
func (f *form) dimensionColumns(d *datasets.Dimension) []int {
	var cols []int
	for _, id := range d.Items {
		cols = append(cols, f.index[id])
	}
	for _, fd := range f.in.Finest().Dimensions {
		if len(fd.Items) > 0 && !slices.ContainsFunc(fd.Items, func(id string) bool { return !slices.Contains(d.Items, id) }) {
			cols = append(cols, f.index["\x00"+fd.Name])
		}
	}
	return cols
}

// row gives the row of a persona, by the number of its id.
func (b *block) row(person int32) int {
	if i := b.rows.find(person); i >= 0 {
		return i
	}
	b.rows.add(person)
	return b.counts.addRow()
}

// size is the number of rows.
func (b *block) size() int { return len(b.rows.persons) }

// persona is the id of a row's persona.
func (b *block) persona(row int) string { return b.ids.ids[b.rows.persons[row]] }

// inNaturalOrder lists the rows that have an answer.
func (b *block) inNaturalOrder() []int32 {
	return b.sorted(b.counts.answered)
}

// sorted lists the rows wanted, personas in natural order.
func (b *block) sorted(wanted func(row int) bool) []int32 {
	rows := make([]int32, 0, b.size())
	for i := range b.size() {
		if wanted(i) {
			rows = append(rows, int32(i))
		}
	}
	ranks, persons := b.ids.natural(), b.rows.persons
	slices.SortFunc(rows, func(x, y int32) int { return cmp.Compare(ranks[persons[x]], ranks[persons[y]]) })
	return rows
}

// Cell says what is there for one model asked in one way.
type Cell struct {
	Model, Variant  string
	Seeds           []int64
	Personas        int // distinct (seed, persona); 0 when not known
	Items           int // scored items with an answer; 0 when not known
	Answers         int // answered, baseline excluded
	BaselineAnswers int
	Missing         map[datasets.Missing]int // by reason, baseline excluded
	BaselineMissing int
	PersonasKnown   bool
	ItemsKnown      bool
	Repeats         int // most answers of one persona to one item
}

// Cells lists every (model, variant), models in natural order, the default
// variant first.
func (s *Study) Cells() []Cell {
	if s.cells == nil {
		return s.countCells()
	}
	out := slices.Clone(s.cells)
	for i := range out {
		out[i].Seeds, out[i].Missing = slices.Clone(out[i].Seeds), maps.Clone(out[i].Missing)
	}
	return out
}

func (s *Study) countCells() []Cell {
	type mv struct{ model, variant string }
	seenPairs := map[mv]bool{}
	for k := range s.blocks {
		seenPairs[mv{k.model, k.variant}] = true
	}
	pairs := slices.Collect(maps.Keys(seenPairs))
	slices.SortFunc(pairs, func(a, b mv) int {
		if c := compareNatural(a.model, b.model); c != 0 {
			return c
		}
		return compareVariant(a.variant, b.variant)
	})
	return inOrder(len(pairs), func(i int) []Cell { return []Cell{s.cell(pairs[i].model, pairs[i].variant)} })
}

func (s *Study) cell(model, variant string) Cell {
	c := Cell{Model: model, Variant: variant, Missing: map[datasets.Missing]int{}}
	items, people := map[string]bool{}, map[int64][]bool{} // personas by seed and number
	for _, k := range s.sortedKeys() {
		if k.model != model || k.variant != variant {
			continue
		}
		b := s.blocks[k]
		c.add(k, b, items)
		if !k.baseline && !b.pooled {
			known := people[k.seed]
			if known == nil {
				known = make([]bool, len(s.ids.ids))
				people[k.seed] = known
			}
			for _, person := range b.rows.persons {
				if !known[person] {
					known[person] = true
					c.Personas++
				}
			}
		}
	}
	c.Items = len(items)
	c.ItemsKnown = c.Items > 0
	slices.Sort(c.Seeds)
	c.Seeds = slices.Compact(c.Seeds)
	return c
}

func (c *Cell) add(k blockKey, b *block, items map[string]bool) {
	K, totals, missing := b.form.in.Options, b.total(), 0.0
	answers := sum(totals)
	for col := range b.form.items {
		if !k.baseline && sum(totals[col*K:(col+1)*K]) > 0 {
			items[b.form.columns[col]] = true
		}
	}
	if !k.baseline {
		c.Repeats = max(c.Repeats, b.counts.mostRepeats())
	}
	for _, m := range b.missing {
		for reason, n := range m {
			missing += n
			if !k.baseline {
				c.Missing[reason] += int(n + .5)
			}
		}
	}
	if k.baseline {
		c.BaselineAnswers += int(answers + .5)
		c.BaselineMissing += int(missing + .5)
		return
	}
	c.Answers += int(answers + .5)
	c.Seeds = append(c.Seeds, k.seed)
	if !b.pooled {
		c.PersonasKnown = true
	}
}

// Scorings lists the default scoring key of every instrument that has data.
func (s *Study) Scorings() []*datasets.Scoring {
	var out []*datasets.Scoring
	for _, in := range s.Instruments {
		for k := range s.blocks {
			if k.instrument == in.ID {
				out = append(out, &in.Scorings[0])
				break
			}
		}
	}
	return out
}

// Scoring finds a scoring key of the study's instruments by its id.
func (s *Study) Scoring(id string) (*datasets.Scoring, bool) {
	for _, in := range s.Instruments {
		if sc, ok := in.Scoring(id); ok {
			return sc, true
		}
	}
	return nil, false
}

func (s *Study) instrumentOf(scoring string) *datasets.Instrument {
	for _, in := range s.Instruments {
		if _, ok := in.Scoring(scoring); ok {
			return in
		}
	}
	return nil
}

func (s *Study) sortedKeys() []blockKey {
	keys := slices.Collect(maps.Keys(s.blocks))
	slices.SortFunc(keys, func(a, b blockKey) int {
		if c := compareNatural(a.model, b.model); c != 0 {
			return c
		}
		if c := compareVariant(a.variant, b.variant); c != 0 {
			return c
		}
		if c := compareNatural(a.instrument, b.instrument); c != 0 {
			return c
		}
		if a.baseline != b.baseline {
			if a.baseline {
				return -1
			}
			return 1
		}
		return int(min(1, max(-1, a.seed-b.seed)))
	})
	return keys
}
