package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

// count writes a number of things that the study holds.
func (w *writer) count(n int) string {
	w.counts[n] = true
	return numbers.Count(n)
}

// few are the numbers that running text writes as words.
//
// Source: Publication Manual of the APA, 7th edition, sections 6.32 and 6.33.
var few = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// some writes "seven models", "12 models", "one model".
func (w *writer) some(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return w.someOf(n) + " " + thing
}

// someOf writes the number alone: "seven", "12".
func (w *writer) someOf(n int) string {
	if n < 0 || n >= len(few) {
		return w.count(n)
	}
	w.count(n)
	return few[n]
}

// outOf writes "7 models", "1 model": in labels, and beside another number, as in
// "2 of 7 models".
func (w *writer) outOf(n int, thing string) string {
	if n == 1 {
		return w.count(1) + " " + thing
	}
	return w.count(n) + " " + thing + "s"
}

// noneOr writes how many of some things, "none" for zero and "all" for more than one that are all.
func (w *writer) noneOr(n, of int) string {
	switch {
	case n == 0:
		return "none"
	case n == of && n > 1:
		w.count(n)
		return "all"
	}
	return w.count(n)
}

// isAre is the verb of so many things.
func isAre(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}

// Symbols of statistics, as sentences, heads and notes hold them.
const (
	symbolD  = document.Symbol("d")
	symbolN  = document.Symbol("n")
	symbolP  = document.Symbol("p")
	symbolR  = document.Symbol("r")
	symbolSD = document.Symbol("SD")
	symbolSE = document.Symbol("SE")
)

// named gives a measure's name with its symbol: the p of "p of the JS distance", the d of "Cohen's d, most distant pair", the g of Hedges.
func named(title string) []document.Inline {
	words := strings.SplitAfter(title, " ")
	var out []any
	for i, w := range words {
		letter := strings.TrimRight(w, ", ")
		begins := i == 0 || strings.HasSuffix(words[i-1], ", ")
		if letter == "p" && begins || (letter == "d" || letter == "g") && !begins {
			out = append(out, document.Symbol(letter), w[len(letter):])
			continue
		}
		out = append(out, w)
	}
	return document.T(out...)
}

// pValue writes "p = 0.03".
func pValue(p float64) []document.Inline {
	return document.T(symbolP, strings.TrimPrefix(numbers.P(p), "p"))
}

// with writes an estimate's value, and its interval where it has one, in the manner
// of the APA: "0.460, 95% CI [0.441, 0.479]".
func (w *writer) with(e analysis.Estimate) string {
	if i := w.num.Interval(e); i != "" {
		return w.num.Text(e) + ", " + numbers.Level(e.Level) + " CI " + i
	}
	return w.num.Text(e)
}

// at writes "Harm (0.460, 95% CI [0.441, 0.479], n = 3,600)", n the answers behind
// the value.
func (w *writer) at(e analysis.Estimate) []document.Inline {
	if e.Model == analysis.MeanModel {
		return document.T(e.Dimension + " (" + w.with(e) + ")")
	}
	return document.T(e.Dimension+" ("+w.with(e)+", ", symbolN, " = "+w.count(e.Answers)+")")
}

// list writes "a", "a and b", "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// listed is list for words that hold symbols.
func listed(words [][]document.Inline) []document.Inline {
	var out []document.Inline
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			out = append(out, document.Text(" and "))
		case i > 0:
			out = append(out, document.Text(", "))
		}
		out = append(out, w...)
	}
	return out
}

// shortened lists at most n words and says how many more there are.
func (w *writer) shortened(words []string, n int) string {
	if len(words) <= n+1 {
		return list(words)
	}
	return strings.Join(words[:n], ", ") + " and " + w.count(len(words)-n) + " more"
}

// extremes are the estimates of least and greatest value; ok is false when
// there is none.
func extremes(rows []analysis.Estimate) (low, high analysis.Estimate, ok bool) {
	for _, e := range rows {
		if math.IsNaN(e.Value) {
			continue
		}
		if !ok || e.Value < low.Value {
			low = e
		}
		if !ok || e.Value > high.Value {
			high = e
		}
		ok = true
	}
	return low, high, ok
}

// from writes the range of a set of estimates: "from 0.17 (Purity) to 0.50
// (Fairness)"; where they are of several models, these are named too.
func (w *writer) from(rows []analysis.Estimate) string { return w.span("from ", " to ", rows) }

// running is such a range after its verb: "runs from .1 to .4", and of values that are
// all alike, or one, "is .3 throughout" or "is .3 (Harm)".
func (w *writer) running(run, is string, rows []analysis.Estimate) string {
	if w.alike(rows) {
		return is + " " + w.from(rows)
	}
	return run + " " + w.from(rows)
}

// amounting is such a range after a noun: "a distance from .1 to .4", "a distance of .3 throughout".
func (w *writer) amounting(rows []analysis.Estimate) string {
	if w.alike(rows) {
		return "of " + w.from(rows)
	}
	return w.from(rows)
}

// alike says whether a range would be of one value only, or of none.
func (w *writer) alike(rows []analysis.Estimate) bool {
	low, high, ok := extremes(rows)
	return !ok || w.num.Text(low) == w.num.Text(high)
}

// between writes the same range as "between 17 % (Purity) and 50 % (Fairness)", and of
// values that are all alike the one, as "of" what it is follows.
func (w *writer) between(rows []analysis.Estimate) string {
	return strings.TrimSuffix(w.span("between ", " and ", rows), " throughout")
}

func (w *writer) span(before, amid string, rows []analysis.Estimate) string {
	low, high, ok := extremes(rows)
	if !ok {
		return "nowhere defined"
	}
	several := slices.ContainsFunc(rows, func(e analysis.Estimate) bool { return e.Model != low.Model })
	contrasts := slices.ContainsFunc(rows, func(e analysis.Estimate) bool { return e.Contrast != low.Contrast })
	place := func(e analysis.Estimate) string {
		var parts []string
		if several {
			parts = append(parts, e.Model)
		}
		if e.Dimension != analysis.AllDimensions {
			parts = append(parts, e.Dimension)
		}
		if contrasts {
			parts = append(parts, e.Contrast)
		}
		if len(parts) == 0 {
			return ""
		}
		return " (" + nested(strings.Join(parts, ", ")) + ")"
	}
	if w.alike(rows) {
		if len(rows) == 1 {
			return w.num.Text(low) + place(low)
		}
		return w.num.Text(low) + " throughout"
	}
	return before + w.num.Text(low) + place(low) + amid + w.num.Text(high) + place(high)
}

// nested writes the parentheses of words that stand in parentheses as brackets.
//
// Source: Publication Manual of the APA, 7th edition, section 6.8.
func nested(words string) string { return strings.NewReplacer("(", "[", ")", "]").Replace(words) }

// dimensions lists the names of the estimates' dimensions.
func dimensions(rows []analysis.Estimate) []string {
	var names []string
	for _, e := range rows {
		names = append(names, e.Dimension)
	}
	return names
}

// sentenceCase gives the first letter of a sentence its capital.
func sentenceCase(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// byValue sorts a copy of rows, greatest first.
func byValue(rows []analysis.Estimate) []analysis.Estimate {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b analysis.Estimate) int {
		switch {
		case a.Value > b.Value:
			return -1
		case a.Value < b.Value:
			return 1
		}
		return 0
	})
	return out
}

// who names the subject of the results: "averaged over 7 models", "for gpt-4o".
func (v *view) who() string {
	if v.subject == analysis.MeanModel {
		return "averaged over " + v.some(len(v.models), v.respondent())
	}
	return "for " + v.subject
}
