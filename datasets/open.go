package datasets

import (
	"errors"
	"fmt"
	"os"
)

// Layout names for Options.Layout.
const (
	LayoutAuto                = "auto"
	LayoutLong                = "long"
	LayoutNutcracker          = "nutcracker"
	LayoutMoralSusceptibility = "moral-susceptibility"
	LayoutTally               = "tally"
)

// Options say how to open data. The zero value detects the layout and reads
// every model.
type Options struct {
	Layout      string        // LayoutAuto when empty
	Instruments []*Instrument // known instruments; the bundled ones when nil
	RolePlays   int           // nutcracker: role-plays an item, 200 when 0
	Judge       string        // nutcracker: parser model, "bedrock_claude3_haiku" when empty
	Models      []string      // keep only these; all when empty
}

// Open opens files or folders of answers; the layout is detected unless Options
// names one.
func Open(paths []string, o Options) (*Dataset, error) {
	if len(paths) == 0 {
		return nil, errors.New("no data named; needs a file or a folder of answers")
	}
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, fmt.Errorf("%s: not there; check the path", p)
		}
	}
	if o.Layout == LayoutNutcracker || len(paths) == 1 && isNutcracker(paths[0]) {
		return openNutcracker(paths[0], o)
	}
	return openMoralSusceptibility(paths, o)
}

// known lists the instruments to read with: those given, else the bundled ones.
func (o *Options) known() []*Instrument {
	if o.Instruments == nil {
		return Instruments()
	}
	return o.Instruments
}
