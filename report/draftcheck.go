package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

var (
	draftNumber   = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?|\.\d+`)
	draftCitation = regexp.MustCompile(`\s*\[(@[A-Za-z0-9_-]+(?:;\s*@[A-Za-z0-9_-]+)*)\]`)
	draftLink     = regexp.MustCompile(`https?://|www\.|\]\(`)
)

// numberWords are numbers in words. They stay only where they count something that
// the study has so many of.
var numberWords = map[string]int{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12,
	"twenty": 20, "hundred": 100, "thousand": 1000, "million": 1000000,
	"half": -1, "twice": -1, "double": -1, "doubled": -1, "triple": -1, "thirds": -1, "quarter": -1, "quarters": -1, "tenfold": -1,
}

// draftCheck knows what a sentence of a draft may say.
type draftCheck struct {
	facts  []analysis.Estimate
	num    *numbers.Estimates
	counts map[string]bool // numbers that are no estimates: of answers, models, seeds, levels
	few    map[int]bool    // the same, for numbers in words
	names  []string        // that hold digits and are no numbers, longest first
	keys   map[string]bool
}

func newDraftCheck(w *writer) *draftCheck {
	c := &draftCheck{facts: w.facts(), num: w.num, counts: map[string]bool{}, few: map[int]bool{}, keys: map[string]bool{}}
	for _, r := range bibliography() {
		c.keys[r.Key] = true
	}
	c.count(len(w.allModels()), len(w.views))
	c.names = append(c.names, w.study.Name)
	for _, v := range w.views {
		c.names = append(c.names, v.name, v.instrument.Short, v.scoring.ID)
		c.count(len(v.scoring.Dimensions), v.instrument.Options, len(v.instrument.Scored()))
	}
	for _, cell := range w.cells {
		c.names = append(c.names, cell.Model, cell.Variant)
		c.count(cell.Answers, cell.BaselineAnswers, cell.Personas, cell.Items, cell.Repeats, len(cell.Seeds), total(cell.Missing))
	}
	for _, e := range c.facts {
		c.names = append(c.names, title(e.Measure), e.Measure, e.Contrast)
	}
	for _, n := range numbersIn(numbers.Level(w.o.Analysis.Level)) {
		c.counts[n] = true
	}
	slices.SortFunc(c.names, func(a, b string) int { return len(b) - len(a) })
	return c
}

func (c *draftCheck) count(ns ...int) {
	for _, n := range ns {
		c.counts[strconv.Itoa(n)], c.few[n] = true, true
	}
}

// numbersIn lists the numbers of a text, without the marks between thousands.
func numbersIn(text string) []string {
	var out []string
	for _, n := range draftNumber.FindAllString(text, -1) {
		out = append(out, strings.ReplaceAll(n, numbers.Thousands, ""))
	}
	return out
}

// objection is why a sentence must go; empty when it may stay.
func (c *draftCheck) objection(sentence string) string {
	for _, m := range draftCitation.FindAllStringSubmatch(sentence, -1) {
		for key := range strings.SplitSeq(m[1], ";") {
			if key = strings.TrimPrefix(strings.TrimSpace(key), "@"); !c.keys[key] {
				return key + " is not in the bibliography"
			}
		}
	}
	if draftLink.MatchString(sentence) {
		return "it links to somewhere"
	}
	text := draftCitation.ReplaceAllString(sentence, "")
	candidates := c.candidates(text)
	for _, name := range c.names {
		if strings.ContainsFunc(name, unicode.IsDigit) {
			text = replaceFold(text, name)
		}
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsNumber(r) && (r < '0' || r > '9') }) {
		return "it holds a number that is not in plain digits"
	}
	for _, n := range numbersIn(text) {
		if !c.counts[n] && !candidates[n] {
			return n + " is no estimate, as shown, of what the sentence names"
		}
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n, ok := numberWords[word]; ok && !c.few[n] {
			return "“" + word + "” counts nothing in this study"
		}
	}
	return ""
}

// candidates are the shown numbers of the estimates that agree with every
// dimension, model and measure that the sentence names.
func (c *draftCheck) candidates(text string) map[string]bool {
	lower := strings.ToLower(text)
	named := func(of func(e analysis.Estimate) string) map[string]bool {
		out := map[string]bool{}
		for _, e := range c.facts {
			if s := of(e); s != "" && containsWord(lower, strings.ToLower(s)) {
				out[s] = true
			}
		}
		return out
	}
	fields := []func(e analysis.Estimate) string{
		func(e analysis.Estimate) string { return e.Dimension },
		func(e analysis.Estimate) string { return e.Model },
		func(e analysis.Estimate) string { return title(e.Measure) },
	}
	var allowed []map[string]bool
	for _, f := range fields {
		allowed = append(allowed, named(f))
	}
	out := map[string]bool{}
	for _, e := range c.facts {
		fits := true
		for i, f := range fields {
			fits = fits && (len(allowed[i]) == 0 || allowed[i][f(e)])
		}
		if !fits {
			continue
		}
		for _, shown := range []string{c.num.Text(e), c.num.Interval(e)} {
			for _, n := range numbersIn(shown) {
				out[n] = true
			}
		}
	}
	return out
}

// containsWord reports whether text holds word and no letter or digit touches it.
func containsWord(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		after, _ := utf8.DecodeRuneInString(text[from+i+len(word):])
		if !isWordRune(before) && !isWordRune(after) {
			return true
		}
		from += i + 1
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// replaceFold takes a name out of a text, whatever its capitals.
func replaceFold(text, name string) string {
	return regexp.MustCompile(`(?i)`+regexp.QuoteMeta(name)).ReplaceAllString(text, " ")
}

// inlines turns a sentence into running text: [@key] becomes a citation.
func (c *draftCheck) inlines(sentence string) []document.Inline {
	var out []document.Inline
	for {
		at := draftCitation.FindStringSubmatchIndex(sentence)
		if at == nil {
			return append(out, document.T(sentence)...)
		}
		var keys []string
		for key := range strings.SplitSeq(sentence[at[2]:at[3]], ";") {
			keys = append(keys, strings.TrimPrefix(strings.TrimSpace(key), "@"))
		}
		out = append(out, document.Text(sentence[:at[0]]+" "), cite(keys...))
		sentence = sentence[at[1]:]
	}
}
