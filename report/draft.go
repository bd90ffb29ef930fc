package report

import (
	"fmt"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

// draftMeasures are what a model is told of that drafts the discussion, as far as
// they were computed: the numbers that the report's own sentences speak of.
var draftMeasures = []string{
	"inertia", "inertia_mm", "js_distance", "js_floor", "js_excess", "js_p", "top2", "profile", "persona_share", "item_share", "robustness", "susceptibility",
	"seed_profile_r", "variant_profile_r", "place_share", "inertia_diff", "inertia_diff_p_holm", "profile_diff", "profile_diff_p_holm",
}

// draftRules are what the model is told to keep to. What it does not keep to is
// struck, whatever it was told.
const draftRules = `You write the discussion of a report on a measurement. You are given its estimates and nothing else.
Write three to five paragraphs of plain prose for readers who know psychometrics. No headings, lists or tables.
Every number must be one of the estimates, an end of its interval or one of the counts, written exactly as shown, in a sentence that names its dimension and its measure.
Do not compute new numbers, and do not write numbers as words.
Cite only works of the list, as [@key].
Say what the estimates show and what they leave open. Do not recommend anything, and claim no cause that the design cannot show.`

// facts lists the estimates that a discussion may speak of.
func (w *writer) facts() []analysis.Estimate {
	var out []analysis.Estimate
	for _, list := range [][]analysis.Estimate{w.rows, w.comparisons} {
		for _, e := range list {
			if slices.Contains(draftMeasures, e.Measure) && e.Value == e.Value {
				out = append(out, e)
			}
		}
	}
	return out
}

// DraftPrompt is what a model is asked that drafts the discussion: the rules, and
// the estimates, definitions and works that it may use.
func (p *Paper) DraftPrompt() (rules, facts string) {
	w := p.writer
	var b strings.Builder
	fmt.Fprintf(&b, "Study: %s\n%s\n", w.study.Name, w.subtitle())
	switch _, simulated := w.study.Split(w.allModels()); {
	case w.allSimulated():
		b.WriteString("The answers are simulated by reference respondents; no language model answered.\n")
	case len(simulated) > 0:
		fmt.Fprintf(&b, "The answers of %s are simulated by reference respondents; no language model gave them.\n", list(simulated))
	}
	b.WriteString("\nMeasures\n")
	estimates := w.facts()
	var told []string
	for _, e := range estimates {
		if !slices.Contains(told, e.Measure) {
			told = append(told, e.Measure)
			i := info(e.Measure)
			fmt.Fprintf(&b, "%s: %s; range %s\n", i.Title, strings.ReplaceAll(i.Definition, "$", ""), i.Range)
		}
	}
	b.WriteString("\nEstimates: questionnaire | dimension | model | way of asking | what is compared | measure | value | interval\n")
	for _, e := range estimates {
		fmt.Fprintln(&b, strings.Join([]string{e.Instrument, e.Dimension, e.Model, e.Variant, e.Contrast, title(e.Measure), w.num.Text(e), w.num.Interval(e)}, " | "))
	}
	b.WriteString("\nCounts\n")
	for _, c := range w.cells {
		fmt.Fprintf(&b, "%s, %s: %s answers under personas, %s without\n", c.Model, c.Variant, numbers.Count(c.Answers), numbers.Count(c.BaselineAnswers))
	}
	b.WriteString("\nWorks\n")
	for _, r := range bibliography() {
		fmt.Fprintf(&b, "%s: %s\n", r.Key, r.Text)
	}
	return draftRules, b.String()
}

// Draft is a discussion as a model wrote it.
type Draft struct {
	Model string `json:"model"`
	Text  string `json:"text"`
}

// Struck is a sentence that was taken out of a draft.
type Struck struct {
	Sentence string `json:"sentence"`
	Why      string `json:"why"`
}

// Discuss puts a drafted discussion before the limits. A sentence stays if every
// number in it is an estimate as the report shows it, of the dimension, the
// measure and the model that the sentence names, and every work that it cites is
// in the bibliography; the others are struck and listed. That the words say
// what the numbers do is not checked, and the section says so.
func (p *Paper) Discuss(d Draft) ([]Struck, error) {
	check := newDraftCheck(p.writer)
	var body []document.Block
	var struck []Struck
	kept := 0
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(d.Text, "\r\n", "\n"), "\n\n") {
		var text []document.Inline
		for _, s := range draftSentences(paragraph) {
			if why := check.objection(s); why != "" {
				struck = append(struck, Struck{s, why})
				continue
			}
			kept++
			text = append(text, check.inlines(s)...)
			text = append(text, document.Text(" "))
		}
		if text != nil {
			body = append(body, document.Paragraph{Text: text[:len(text)-1]})
		}
	}
	blocks := append([]document.Block{heading(1, "sec-discussion", "Discussion"), draftNotice(d.Model, kept, len(struck))}, body...)
	if len(struck) > 0 {
		var items [][]document.Inline
		for _, s := range struck {
			items = append(items, document.T("“", s.Sentence, "” (", s.Why, ")"))
		}
		blocks = append(blocks, para("Struck:"), document.List{Items: items})
	}
	at := slices.IndexFunc(p.Document.Body, func(b document.Block) bool { h, ok := b.(document.Heading); return ok && h.ID == "sec-limits" })
	p.Document.Body = slices.Concat(p.Document.Body[:at], blocks, p.Document.Body[at:])
	p.keepDraft(d, struck)
	return struck, p.Document.Check()
}

// draftNotice marks the section as what it is.
func draftNotice(model string, kept, struck int) document.Block {
	text := []any{document.Strong(document.T("Drafted by a model.")), " This section was written by ", model, " from the estimates of this report alone. Every number in it is an estimate as shown; whether the words say what the numbers do was not checked. "}
	switch {
	case kept == 0:
		text = append(text, "No sentence was kept.")
	case struck == 1:
		text = append(text, "One sentence was struck; it follows the text.")
	case struck > 1:
		text = append(text, numbers.Count(struck), " sentences were struck; they follow the text.")
	default:
		text = append(text, "No sentence was struck.")
	}
	return para(text...)
}

// draftSentences cuts a paragraph into sentences, without Markdown's marks.
func draftSentences(paragraph string) []string {
	text := strings.Join(strings.Fields(paragraph), " ")
	text = strings.TrimLeft(strings.NewReplacer("**", "", "`", "").Replace(text), "#*>- ")
	var out []string
	for text != "" {
		at := sentenceEnd(text, true)
		if at < 0 {
			at = len(text)
		}
		out, text = append(out, strings.TrimSpace(text[:at])), text[at:]
	}
	return out
}
