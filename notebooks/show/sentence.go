package show

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/numbers"
	"inertia/report/plaintext"
)

// Sentence shows what an estimate says, in words: its name, its value with its
// interval, and what it was computed from; or why it has no value.
func Sentence(e analysis.Estimate) { Text("%s", sentence(e)) }

func sentence(e analysis.Estimate) string {
	num := numbers.Of(true, []analysis.Estimate{e})
	name, unit := e.Measure, ""
	if i := slices.IndexFunc(analysis.MeasureInfos(), func(m analysis.MeasureInfo) bool { return m.Name == e.Measure }); i >= 0 {
		name, unit = analysis.MeasureInfos()[i].Title, analysis.MeasureInfos()[i].Unit
	}
	place := []string{e.Model}
	if e.Dimension != analysis.AllDimensions {
		place = append(place, e.Dimension)
	}
	if e.Contrast != "" {
		place = append(place, e.Contrast)
	}
	if e.Variant != "" && e.Variant != "default" {
		place = append(place, "asked "+e.Variant)
	}
	if e.Seed != "" {
		place = append(place, "seed "+e.Seed)
	}
	subject := name + " (" + strings.Join(place, ", ") + ")"
	if math.IsNaN(e.Value) {
		return subject + " is not defined: " + orUnknown(e.Note) + "."
	}
	s := subject + " is " + num.Text(e)
	if unit != "" {
		s += " " + unit
	}
	if i := num.Interval(e); i != "" && e.Level > 0 {
		s += fmt.Sprintf(", %s interval %s (%s)", numbers.Level(e.Level), i, e.Method)
	}
	if e.Answers > 0 {
		s += ", from " + numbers.Count(e.Answers) + " answers"
	}
	if e.Personas > 0 {
		s += " of " + numbers.Count(e.Personas) + " personas"
	}
	if e.Missing > 0 {
		s += "; " + numbers.Count(e.Missing) + " more are missing"
	}
	return s + "."
}

func orUnknown(note string) string {
	if note == "" {
		return "no reason is given"
	}
	return note
}

// Text shows a line of text, as fmt.Sprintf makes it. What stands in it is text
// only: markup in it does nothing. Use it in place of fmt.Println, whose output
// may arrive before or after that of this package.
func Text(format string, args ...any) {
	s := plaintext.Lines(fmt.Sprintf(format, args...))
	bundle{
		html:     "<p>" + strings.ReplaceAll(escaped(s), "\n", "<br>") + "</p>",
		markdown: markdownEscaped(s) + "\n", text: s,
	}.emit()
}
