package report

import (
	"errors"
	"slices"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/lettering"
	"inertia/report/numbers"
)

// Options say what the report is made with. Start from DefaultOptions.
type Options struct {
	Analysis analysis.Options
	Formats  []string // of "md", "html", "pdf"; all when nil
	Title    string   // made from the study when empty
	// FigureWidth is the width of all figures in mm; 0 = a column or two, as each needs.
	FigureWidth float64
	Authors     []string        // under the title
	Date        string          // under the title, as it is; the day of writing is never printed by itself
	Font        *lettering.Font // for characters that the program's fonts lack; none when nil
	FontFile    ManifestFile    // the file that it is from
	Style       string          // of the PDF: one of document.Styles; the first when empty
	Engine      string          // that sets the PDF: one of document.Engines; the first when empty
	Version     string          // of the program
	Command     string          // the command that makes the report again
	// Truths says what is known of simulated respondents, by name.
	Truths map[string]string
	// RolePlays holds the same runs at other numbers of role-plays an item; nil
	// when there is one.
	RolePlays map[int]*analysis.Study
	Sections  []string     // of SectionNames, in whatever order; all when nil
	Own       []OwnSection // that the user adds
}

// Formats lists the formats of the text, in the order in which they are written.
var Formats = []string{"md", "html", "pdf"}

// DefaultOptions are those of the paper-style report.
func DefaultOptions() Options {
	return Options{Analysis: analysis.DefaultOptions(), Formats: slices.Clone(Formats)}
}

// Paper is a report ready to be written.
type Paper struct {
	Document    *document.Document
	Figures     []*figure.Figure    // those that the document shows
	Estimates   []analysis.Estimate // the tidy table
	Comparisons []analysis.Estimate // of seeds, variants, parser models; distance less its floor
	Manifest    Manifest

	formats     []string
	engine      string
	figures     []namedFigure
	counts      map[int]bool // whole numbers of the text that are counts, not estimates
	numbers     *numbers.Estimates
	writer      *writer
	attachments []func(dir string) error
}

// Build measures the study and writes it up. The text adapts to what the study
// holds: without personas, without a baseline, with one model.
func Build(s *analysis.Study, o Options) (*Paper, error) {
	if o.Formats == nil {
		o.Formats = Formats
	}
	if o.Style == "" {
		o.Style = document.Styles[0]
	}
	if o.Engine == "" {
		o.Engine = document.Engines[0]
	}
	if err := o.checkSections(); err != nil {
		return nil, err
	}
	if err := figure.UseFont(o.Font); err != nil {
		return nil, err
	}
	pooled := o.Analysis
	pooled.BySeed = false // sentences speak of a model, not of one of its seeds
	rows, err := analysis.Measure(s, pooled)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, errors.New("no answers under a persona: nothing to report")
	}
	w := newWriter(s, o, rows)
	if err := w.compare(); err != nil {
		return nil, err
	}
	doc, err := w.document()
	if err != nil {
		return nil, err
	}
	if err := doc.Check(); err != nil {
		return nil, err
	}
	tidy := rows
	if o.Analysis.BySeed {
		if tidy, err = analysis.Measure(s, o.Analysis); err != nil {
			return nil, err
		}
	}
	p := &Paper{Document: doc, Estimates: tidy, Comparisons: w.comparisons, formats: o.Formats, engine: o.Engine, figures: w.figures, counts: w.counts, numbers: w.num, writer: w}
	for _, f := range w.figures {
		p.Figures = append(p.Figures, f.figure)
	}
	p.Manifest = newManifest(s, o)
	return p, nil
}

// document puts the sections together.
func (w *writer) document() (*document.Document, error) {
	real, simulated := w.study.Split(w.allModels())
	d := &document.Document{
		Title: w.title(), Subtitle: w.subtitle(), Simulated: len(simulated) > 0, Real: real, Footer: "inertia " + w.o.Version, References: bibliography(),
		Authors: w.o.Authors, Date: w.o.Date, Keywords: w.keywords(), Style: w.o.Style, Font: w.o.Font,
	}
	var err error
	if d.Body, err = w.body(); err != nil {
		return nil, err
	}
	d.Abstract = w.abstract()
	markResults(d.Abstract)
	if w.o.Sections != nil {
		d.Abstract = withoutLostRefs(d.Abstract, parts(d.Body))
	}
	for _, v := range w.views {
		d.Models, d.Dimensions = union(d.Models, v.models), union(d.Dimensions, v.dimensionNames())
	}
	return d, nil
}
