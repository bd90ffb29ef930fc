package datasets

import (
	"embed"
	"fmt"
	"slices"
	"sync"
)

//go:embed instruments/*.json
var instrumentFiles embed.FS

// Instruments returns the bundled questionnaires, the MFQ-30 and the PVQ-RR, with
// items in words of the project's own. Each call gives fresh values.
func Instruments() []*Instrument {
	var out []*Instrument
	for _, in := range bundledInstruments() {
		out = append(out, in.clone())
	}
	return out
}

// InstrumentByID returns a bundled questionnaire.
func InstrumentByID(id string) (*Instrument, bool) {
	for _, in := range bundledInstruments() {
		if in.ID == id {
			return in.clone(), true
		}
	}
	return nil, false
}

var bundledInstruments = sync.OnceValue(func() []*Instrument {
	var out []*Instrument
	for _, id := range []string{"mfq30", "pvqrr"} {
		raw, err := instrumentFiles.ReadFile("instruments/" + id + ".json")
		if err != nil {
			panic(fmt.Sprintf("bundled instrument %s: %v", id, err))
		}
		in, err := parseInstrument(raw, id+".json")
		if err != nil {
			panic(fmt.Sprintf("bundled instrument %s: %v", id, err))
		}
		out = append(out, in)
	}
	return out
})

// clone copies what a caller may change: the items' texts and the keys.
func (in *Instrument) clone() *Instrument {
	c := *in
	c.Items = slices.Clone(in.Items)
	c.Scorings = slices.Clone(in.Scorings)
	return &c
}
