package report

import (
	"inertia/analysis"
	"inertia/report/document"
)

// allSimulated reports whether no language model answered.
func (w *writer) allSimulated() bool {
	real, simulated := w.study.Split(w.allModels())
	return len(real) == 0 && len(simulated) > 0
}

// mixed reports whether language models and reference respondents answered.
func (w *writer) mixed() bool {
	real, simulated := w.study.Split(w.allModels())
	return len(real) > 0 && len(simulated) > 0
}

// simulatedMark says in a caption whose answers, of those shown, no language model
// gave; without models it is of the whole study.
func (w *writer) simulatedMark(models ...string) string {
	if len(models) == 0 {
		models = w.allModels()
	}
	real, simulated := w.study.Split(models)
	return markText(len(simulated) > 0, real)
}

// subjectMark is simulatedMark for the subject of the results; a mean is over language
// models.
func (v *view) subjectMark() string {
	if v.subject == analysis.MeanModel {
		return ""
	}
	return v.simulatedMark(v.subject)
}

// markText says that answers are simulated, but for those of real models.
func markText(simulated bool, real []string) string {
	switch {
	case !simulated:
		return ""
	case len(real) == 0:
		return " Simulated."
	}
	return " All but " + list(real) + " simulated."
}

// respondent is the word for who answered.
func (w *writer) respondent() string {
	switch {
	case w.allSimulated():
		return "reference respondent"
	case w.mixed():
		return "respondent"
	}
	return "model"
}

// natureAbstract tells the abstract's reader whose answers are simulated.
func (w *writer) natureAbstract() []any {
	real, simulated := w.study.Split(w.allModels())
	switch {
	case len(simulated) == 0:
		return nil
	case len(real) == 0:
		return []any{document.Strong(document.T("All answers are simulated")), ": reference respondents of known nature gave them, so that a reader sees what each measure says about such a respondent. They say nothing about any language model. "}
	}
	is := " are language models"
	if len(real) == 1 {
		is = " is a language model"
	}
	return []any{"Of these, ", w.shortened(real, shownNames), is, "; ", w.others(len(simulated)), " ", document.Strong(document.T("simulated")),
		": reference respondents of known nature, beside which a reader sees what each measure says. "}
}

// others writes "the other is", "the other five are".
func (w *writer) others(n int) string {
	if n == 1 {
		return "the other is"
	}
	return "the other " + w.someOf(n) + " are"
}

// natureOrigin says where the answers come from.
func (w *writer) natureOrigin() []any {
	real, simulated := w.study.Split(w.allModels())
	switch {
	case len(simulated) == 0:
		return []any{"The answers are those that the files contain; the program did not ask any model itself."}
	case len(real) == 0:
		return []any{document.Strong(document.T("The answers are simulated.")), " Reference respondents with a known rule, not language models, gave them."}
	}
	return []any{"The answers of ", w.shortened(real, shownNames), " are those that the files contain. ", document.Strong(document.T("Those of " + list(simulated) + " are simulated.")),
		" Reference respondents with a known rule, not language models, gave them."}
}

// limitSimulated says what simulated answers cannot show.
func (w *writer) limitSimulated(add addLimit) {
	switch _, simulated := w.study.Split(w.allModels()); {
	case w.allSimulated():
		add("Simulated.", "No model answered. The numbers show how the measures behave, not what a model is like.")
	case len(simulated) > 0:
		add("Partly simulated.", "No model gave the answers of ", list(simulated), ". Their numbers show how the measures behave, not what a model is like.")
	}
}
