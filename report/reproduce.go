package report

import (
	"fmt"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

const (
	shownFiles  = 12
	shownDigits = 12 // of a file's sha256; the manifest holds them all
)

// reproduce gives the exact command, the version, the options and the inputs.
func (w *writer) reproduce() ([]document.Block, error) {
	o := w.o.Analysis
	blocks := []document.Block{heading(1, "sec-reproduce", "How to reproduce")}
	text := []any{"This report was made by inertia ", w.o.Version, ". The same input, options and version give the same bytes. "}
	if w.o.Command != "" {
		blocks = append(blocks, para(append(text, "The command is")...), document.Code{Text: w.o.Command})
	} else {
		blocks = append(blocks, para(text...))
	}
	resamples := numbers.Count(o.Resamples) + " resamples of personas"
	if o.Resamples == 0 {
		resamples = "no resampling"
	}
	blocks = append(blocks, para("Options: measures ", measureList(o.Measures), "; ", resamples, "; ", permutationsText(o), "random seed ", o.Seed, "; level ", numbers.Level(o.Level), "; interval ", o.CI, "; ", groupsText(len(o.Groups)), "."))
	if groups := w.notAsked(); len(groups) > 0 {
		blocks = append(blocks, para("Not asked for were the measures of ", list(groups), "; ", document.CodeSpan("--measures all"), " adds a section on each."))
	}
	if len(w.study.Files) == 0 {
		return append(blocks, para("The study comes with the program; no file was read.")), nil
	}
	lines := []string{fmt.Sprintf("%-*s  input", shownDigits, "sha256")} // in two columns it may stand apart from the sentence
	for _, f := range w.study.Files[:min(shownFiles, len(w.study.Files))] {
		lines = append(lines, fmt.Sprintf("%s  %s", f.SHA256[:min(shownDigits, len(f.SHA256))], f.Name))
	}
	rest := "."
	if n := len(w.study.Files) - shownFiles; n > 0 {
		rest = ", as are " + w.count(n) + " more files."
	}
	blocks = append(blocks, para("Input, by the first digits of its sha256; all digits are in ", document.CodeSpan("manifest.json"), rest), document.Code{Text: strings.Join(lines, "\n")})
	return append(blocks, para("All numbers, unrounded, are in ", document.CodeSpan("tables/measures.csv"), " and ", document.CodeSpan("tables/comparisons.csv"), "; each table and figure is a file of its own beside this text, and so are the numbers that a figure draws: ", document.CodeSpan("figures/NAME.csv"), ".")), nil
}

// measureList names whole groups of measures by their name.
func measureList(names []string) string {
	var out, groups []string
	for _, g := range analysis.MeasureGroups() {
		var mine, asked []string
		for _, m := range analysis.MeasureInfos() {
			if m.Group != g {
				continue
			}
			if !m.OnRequest {
				mine = append(mine, m.Name)
			}
			if slices.Contains(names, m.Name) {
				asked = append(asked, m.Name)
			}
		}
		if slices.Equal(mine, asked) {
			groups, asked = append(groups, g), nil
		}
		out = append(out, asked...)
	}
	switch len(groups) {
	case 0:
	case 1:
		out = append(out, "of the group "+groups[0])
	default:
		out = append(out, "of the groups "+list(groups))
	}
	return strings.Join(out, ", ")
}

// notAsked names the groups of measures of which nothing was asked for.
func (w *writer) notAsked() []string {
	var out []string
	for _, g := range analysis.MeasureGroups() {
		if !w.askedGroup(g) {
			out = append(out, g)
		}
	}
	return out
}

func permutationsText(o analysis.Options) string {
	if o.Resamples == 0 {
		return ""
	}
	return numbers.Count(o.Permutations) + " permutations where differences are tested; "
}

func groupsText(n int) string {
	if n == 0 {
		return "groups of personas by consecutive ids"
	}
	return numbers.Count(n) + " groups of personas as given"
}
