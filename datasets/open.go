package datasets

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
