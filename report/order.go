package report

import (
	"inertia/analysis"
	"inertia/report/document"
)

// keptInReverse is what a model's answers keep when the options are shown in reverse.
type keptInReverse struct {
	model                string
	letter, option, lead analysis.Estimate
}

// orderKept lists the models of the view that were asked with options in order and in
// reverse, where both can be compared.
func (v *view) orderKept() []keptInReverse {
	var out []keptInReverse
	letters, options := v.compared("letter_kept"), v.compared("option_kept")
	for i, lead := range v.compared("letter_lead") {
		out = append(out, keptInReverse{lead.Model, letters[i], options[i], lead}) // the three are defined together
	}
	return out
}

// driven is the rule by which answers are called order-driven: more of them keep their
// letter than their option, and the interval of the difference lies above 0.
func (k *keptInReverse) driven() bool { return k.lead.Low > 0 }

const drivenRule = "more of them keep their letter than their option, and the interval of the difference lies above 0"

// orderDriven lists the models whose answers are order-driven.
func (v *view) orderDriven() []keptInReverse {
	var out []keptInReverse
	for _, k := range v.orderKept() {
		if k.driven() {
			out = append(out, k)
		}
	}
	return out
}

// keeps writes "gemma (letters 93 %, options 4 %)".
func (v *view) keeps(k keptInReverse) string {
	return k.model + " (letters " + v.num.Text(k.letter) + ", options " + v.num.Text(k.option) + ")"
}

func (v *view) keepsAll(list []keptInReverse) []string {
	var words []string
	for _, k := range list {
		words = append(words, v.keeps(k))
	}
	return words
}

// orderText says whose answers follow letters and whose follow options; nil where the
// options were never reversed.
func (v *view) orderText() ([]any, *document.Table) {
	kept := v.orderKept()
	if len(kept) == 0 {
		return nil, nil
	}
	t := v.comparisonTable("tab-order", document.T("Answers to the "+v.name+" that keep their letter, and that keep their option, when the options are shown in reverse, in per cent, and the difference; with intervals."), "",
		[]string{"letter_kept", "option_kept", "letter_lead"}, document.T("Letter kept"), document.T("Option kept"), document.T("Difference"))
	text := []any{"With the options in reverse a letter means another option", middleKept(v.instrument.Options), ", so an answer keeps its letter or its option, or neither. A respondent that goes by meaning keeps its options, one that goes by the place or the letter keeps its letters, and answers at random keep as many of both (",
		document.Ref(t.ID), "). Here answers are called order-driven when " + drivenRule + ". "}
	driven := v.orderDriven()
	switch {
	case len(driven) == 0:
		none := "This holds for no " + v.respondent() + ". "
		if len(kept) == 1 {
			none = "This is not so here. "
		}
		text = append(text, none)
	case len(kept) == 1:
		text = append(text, "This holds for ", v.keeps(driven[0]), ": its answers follow the form of the question and not its content. ")
	default:
		text = append(text, "This holds for ", v.count(len(driven)), " of ", v.outOf(len(kept), v.respondent()), ": ", v.shortened(v.keepsAll(driven), shownNames), ". Such answers follow the form of the question and not its content. ")
	}
	return text, t
}

// middleKept excepts the option that reversing leaves in its place.
func middleKept(options int) string {
	if options%2 == 1 {
		return ", but for the one in the middle"
	}
	return ""
}

// abstractOrder says that answers which the abstract speaks of are order-driven.
func (v *view) abstractOrder() []any {
	var driven []keptInReverse
	for _, k := range v.orderDriven() {
		if k.model == v.subject || v.subject == analysis.MeanModel && !v.study.IsSimulated(k.model) {
			driven = append(driven, k)
		}
	}
	switch {
	case len(driven) == 0:
		return nil
	case v.subject != analysis.MeanModel:
		return []any{document.Strong(document.T("These answers are order-driven")), ": shown the options in reverse, ", v.subject, " keeps ", v.num.Text(driven[0].letter), " of its letters and ", v.num.Text(driven[0].option),
			" of its options, so that its inertia is that of letters and not of judgments. "}
	}
	return []any{"The answers of ", v.count(len(driven)), " of the models are ", document.Strong(document.T("order-driven")), ", following letters and not options: ", v.shortened(v.keepsAll(driven), shownNames), ". "}
}

// limitOrder warns of answers that follow the order of the options.
func (v *view) limitOrder(add addLimit) {
	if driven := v.orderDriven(); len(driven) > 0 {
		whose := "its"
		if len(driven) > 1 {
			whose = "their"
		}
		add("Order-driven answers.", "When the options of the ", v.name, " are shown in reverse, more answers keep their letter than their option for ", v.shortened(v.keepsAll(driven), shownNames),
			". What is said here of ", whose, " inertia, profile and distance describes an answer to the form of the question, not a judgment.")
	}
}

// whyNoOrder is why letters and options kept are not known.
func (v *view) whyNoOrder() string {
	for _, e := range v.comparisons {
		if e.Instrument == v.scoring.ID && e.Measure == "letter_lead" && e.Note != "" {
			return e.Note
		}
	}
	return "no " + v.respondent() + " was asked with the options both in order and in reverse"
}
