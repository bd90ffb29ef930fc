package answer

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"inertia/datasets"
	"inertia/datasets/csvtable"
)

// Labelled is a text that a person has read.
type Labelled struct {
	Line    int
	Text    string
	Labels  []string         // of the options in the order in which they were shown
	Option  int              // place among them; 0 = missing
	Missing datasets.Missing // reason when Option is 0
}

// ReadSample reads texts labelled by hand from a CSV file with the columns scale (the
// name of a scale of one of the instruments, or the labels shown with | between
// them), text, option (the place among the labels, empty or 0 = none) and missing
// (refusal or unparsed; unparsed where none is told). An error names the line.
func ReadSample(path string, instruments []*datasets.Instrument) ([]Labelled, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	table, err := csvtable.New(file, path, "scale", "text", "option")
	if err != nil {
		return nil, err
	}
	var out []Labelled
	for row, err := range table.Rows() {
		if err != nil {
			return nil, err
		}
		l, err := labelled(row.Get("scale"), row.Get("text"), row.Get("option"), row.Get("missing"), instruments)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		l.Line = row.Line
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no texts in it", path)
	}
	return out, nil
}

func labelled(scale, text, option, missing string, instruments []*datasets.Instrument) (l Labelled, err error) {
	l = Labelled{Text: text, Missing: datasets.Missing(missing)}
	if l.Labels = scaleLabels(scale, instruments); l.Labels == nil {
		return l, fmt.Errorf("scale %q: neither a scale of the questionnaires nor labels with | between them", scale)
	}
	if option = strings.TrimSpace(option); option != "" {
		if l.Option, err = strconv.Atoi(option); err != nil || l.Option < 0 || l.Option > len(l.Labels) {
			return l, fmt.Errorf("option %q: needs a place from 1 to %d, or nothing", option, len(l.Labels))
		}
	}
	switch {
	case l.Option > 0 && missing != "":
		return l, fmt.Errorf("option %d and missing %q: only one can be", l.Option, missing)
	case l.Option == 0 && missing == "":
		l.Missing = datasets.Unparsed
	case !slices.Contains([]datasets.Missing{datasets.Answered, datasets.Refusal, datasets.Unparsed}, l.Missing):
		return l, fmt.Errorf("missing %q: known are %s and %s", missing, datasets.Refusal, datasets.Unparsed)
	}
	return l, nil
}

// scaleLabels finds the labels that a cell names or lists; nil where it does neither.
func scaleLabels(scale string, instruments []*datasets.Instrument) []string {
	for _, in := range instruments {
		if labels, ok := in.Scales[scale]; ok {
			return labels
		}
	}
	if !strings.Contains(scale, "|") {
		return nil
	}
	return strings.Split(scale, "|")
}
