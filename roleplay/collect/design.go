package collect

import (
	"fmt"
	"slices"
	"strings"

	"inertia/datasets"
	"inertia/roleplay"
)

// Design says what a study asks. Start from DefaultDesign.
type Design struct {
	Instruments     []*datasets.Instrument
	Seeds           []int64 // of the persona draws
	Personas        int     // a seed
	Repeats         int     // of an item under a persona
	BaselineRepeats int     // of an item without a persona
	Variants        []string
	// SamplingSeed is sent with the first repeat, the next number with the second,
	// and so on; nil sends none.
	SamplingSeed *int64
}

// DefaultDesign is that of the paper, but with a baseline large enough for a floor:
// one answer an item leaves a distance of about .4 to chance.
func DefaultDesign() Design {
	mfq, _ := datasets.InstrumentByID("mfq30")
	return Design{Instruments: []*datasets.Instrument{mfq}, Seeds: []int64{111, 333, 555}, Personas: 200, Repeats: 1, BaselineRepeats: 30,
		Variants: []string{datasets.DefaultVariant}, SamplingSeed: new(int64)}
}

// Validate reports what cannot be asked.
func (d *Design) Validate() error {
	switch {
	case len(d.Instruments) == 0:
		return fmt.Errorf("no instrument; name one, such as mfq30")
	case len(d.Variants) == 0:
		return fmt.Errorf("no variant; name one, such as %s", datasets.DefaultVariant)
	case d.Personas < 0 || d.Repeats < 0 || d.BaselineRepeats < 0:
		return fmt.Errorf("%d personas, %d repeats, %d baseline repeats: none may be negative", d.Personas, d.Repeats, d.BaselineRepeats)
	case d.BaselineRepeats == 0 && (d.Personas == 0 || d.Repeats == 0 || len(d.Seeds) == 0):
		return fmt.Errorf("nothing to ask: no baseline repeats, and no personas with seeds and repeats")
	}
	for i, s := range d.Seeds {
		if s == 0 {
			return fmt.Errorf("seed 0 means no draw; choose another")
		}
		if slices.Contains(d.Seeds[:i], s) {
			return fmt.Errorf("the seed %d is there twice", s)
		}
	}
	for i, v := range d.Variants {
		if !slices.Contains(roleplay.VariantNames(), v) {
			return fmt.Errorf("unknown variant %q; known are %s", v, strings.Join(roleplay.VariantNames(), ", "))
		}
		if slices.Contains(d.Variants[:i], v) {
			return fmt.Errorf("the variant %s is there twice", v)
		}
		for _, in := range d.Instruments {
			if err := roleplay.Askable(v, in); err != nil {
				return err
			}
		}
	}
	for i, in := range d.Instruments {
		if slices.ContainsFunc(d.Instruments[:i], func(other *datasets.Instrument) bool { return other.ID == in.ID }) {
			return fmt.Errorf("the instrument %s is there twice", in.ID)
		}
	}
	return nil
}

// Questions is how many questions the design has.
func (d *Design) Questions() int {
	items := 0
	for _, in := range d.Instruments {
		items += len(in.Scored())
	}
	return len(d.Variants) * items * (d.BaselineRepeats + len(d.Seeds)*d.Personas*d.Repeats)
}

// Options is the largest K.
func (d *Design) Options() int {
	most := 0
	for _, in := range d.Instruments {
		most = max(most, in.Options)
	}
	return most
}
