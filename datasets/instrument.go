package datasets

import (
	"fmt"
	"slices"
)

// Instrument is a questionnaire: its items, the labels of its response scale,
// and one or more scoring keys. It is read from a data file (JSON); see
// ReadInstrument.
type Instrument struct {
	ID       string              `json:"id"`       // such as "mfq30", prefix of its item ids
	Name     string              `json:"name"`     // such as "Moral Foundations Questionnaire"
	Short    string              `json:"short"`    // such as "MFQ-30"
	Citation string              `json:"citation"` // key into the report's references
	Source   string              `json:"source"`   // author, year
	Wording  string              `json:"wording"`  // "paraphrase" or "official"
	Options  int                 `json:"options"`  // K
	Scales   map[string][]string `json:"scales"`   // K labels a scale, by scale name
	Items    []Item              `json:"items"`
	Scorings []Scoring           `json:"scorings"` // the first is the default
}

// Item is one question of an instrument.
type Item struct {
	ID     string `json:"id"`     // such as "mfq30-07"
	Number int    `json:"number"` // place in the official form, from 1
	Scale  string `json:"scale"`  // name of its response scale
	Text   string `json:"text"`
	// Paraphrase says the same in other words, for the variant that asks so; empty
	// when there is no second wording.
	Paraphrase string `json:"paraphrase,omitempty"`
	// Catch marks an attention item that is read but never scored.
	Catch bool `json:"catch,omitempty"`
}

// Scoring is a key from items to dimensions. An instrument may have several
// (the PVQ-RR has ten, nineteen and four values).
type Scoring struct {
	ID         string      `json:"id"` // instrument column of the tidy table, such as "pvqrr19"
	Name       string      `json:"name"`
	Dimensions []Dimension `json:"dimensions"`
	// Circle says that theory puts the dimensions on a circle, at equal steps, in
	// the order in which they are listed.
	Circle bool `json:"circle,omitempty"`
}

// Dimension is a subscale: the items that are scored together.
type Dimension struct {
	Name  string   `json:"name"`
	Items []string `json:"items"`
}

// DimensionOf names the first dimension that the item belongs to; "" for none.
func (sc *Scoring) DimensionOf(item string) string {
	for _, d := range sc.Dimensions {
		if slices.Contains(d.Items, item) {
			return d.Name
		}
	}
	return ""
}

// Scoring returns the scoring key named id.
func (in *Instrument) Scoring(id string) (*Scoring, bool) {
	for i := range in.Scorings {
		if in.Scorings[i].ID == id {
			return &in.Scorings[i], true
		}
	}
	return nil, false
}

// Item returns the item named id.
func (in *Instrument) Item(id string) (*Item, bool) {
	for i := range in.Items {
		if in.Items[i].ID == id {
			return &in.Items[i], true
		}
	}
	return nil, false
}

// Finest is the scoring key with the most dimensions; counts that were released
// by dimension name these.
func (in *Instrument) Finest() *Scoring {
	best := &in.Scorings[0]
	for i := range in.Scorings {
		if len(in.Scorings[i].Dimensions) > len(best.Dimensions) {
			best = &in.Scorings[i]
		}
	}
	return best
}

// Scored returns the ids of the items that count (all but the catch items), in
// the order of the form.
func (in *Instrument) Scored() []string {
	var ids []string
	for _, it := range in.Items {
		if !it.Catch {
			ids = append(ids, it.ID)
		}
	}
	return ids
}

// Unparaphrased lists the scored items without a second wording, in the order of
// the form.
func (in *Instrument) Unparaphrased() []string {
	var ids []string
	for _, it := range in.Items {
		if !it.Catch && it.Paraphrase == "" {
			ids = append(ids, it.ID)
		}
	}
	return ids
}

// Labels returns the option labels of an item, 1..K.
func (in *Instrument) Labels(it *Item) []string { return in.Scales[it.Scale] }

// Validate reports the first contradiction in the instrument: a missing id, a
// scale without K labels, a scoring key that names an unknown item, an item
// scored twice in one key, a second wording that is the first.
func (in *Instrument) Validate() error {
	if in.ID == "" {
		return fmt.Errorf("instrument without id")
	}
	if in.Options < 2 {
		return fmt.Errorf("instrument %s: needs at least 2 options, has %d", in.ID, in.Options)
	}
	if in.Options >= missingCodes {
		return fmt.Errorf("instrument %s: needs fewer than %d options, has %d; group them", in.ID, missingCodes, in.Options)
	}
	for name, labels := range in.Scales {
		if len(labels) != in.Options {
			return fmt.Errorf("instrument %s: scale %q has %d labels, needs %d", in.ID, name, len(labels), in.Options)
		}
	}
	seen := map[string]bool{}
	for _, it := range in.Items {
		if it.ID == "" || seen[it.ID] {
			return fmt.Errorf("instrument %s: item id %q is empty or there twice", in.ID, it.ID)
		}
		if _, ok := in.Scales[it.Scale]; !ok {
			return fmt.Errorf("instrument %s: item %s names the unknown scale %q", in.ID, it.ID, it.Scale)
		}
		if it.Paraphrase != "" && it.Paraphrase == it.Text {
			return fmt.Errorf("instrument %s: the paraphrase of item %s is its text; give it other words or leave it out", in.ID, it.ID)
		}
		seen[it.ID] = true
	}
	if len(in.Scorings) == 0 {
		return fmt.Errorf("instrument %s: no scoring key", in.ID)
	}
	for _, sc := range in.Scorings {
		if err := sc.validate(in.ID, seen); err != nil {
			return err
		}
	}
	return nil
}

func (sc *Scoring) validate(instrument string, items map[string]bool) error {
	var used []string
	for _, d := range sc.Dimensions {
		for _, id := range d.Items {
			if !items[id] {
				return fmt.Errorf("instrument %s: scoring %s, dimension %s: unknown item %q", instrument, sc.ID, d.Name, id)
			}
			if slices.Contains(used, id) {
				return fmt.Errorf("instrument %s: scoring %s scores item %q twice", instrument, sc.ID, id)
			}
			used = append(used, id)
		}
	}
	return nil
}
