package report

import (
	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

// paperLike is the reference respondent made after the paper's models.
const paperLike = "paper-like"

// knownNature sets what is known of simulated respondents beside what the
// measures say of them; nothing where nothing is known.
func (w *writer) knownNature() []document.Block {
	var blocks []document.Block
	for _, v := range w.views {
		if t := v.natureTable(); t != nil {
			blocks = append(blocks, para("Of a reference respondent the truth is known, so a measure can be held against it. ", document.Ref(t.ID),
				" says how each answers and what the measures make of it, from the least to the greatest dimension. A respondent at random has no inertia and one with a single answer has all of it; "+
					"a respondent that follows personas has a high persona share, and keeps its answers when the options are shown in reverse."+v.tooWeak()), t)
		}
	}
	return blocks
}

// tooWeak warns of the persona share where answers at random have one.
func (v *view) tooWeak() string {
	_, high, ok := extremes(v.over("random", "persona_share_mm"))
	if !ok || high.Value < .02 {
		return ""
	}
	return " Answers at random owe nothing to the persona; that their persona share is up to " + v.num.Text(high) + " even when corrected shows how far the few answers of each persona in a dimension inflate it."
}

func (v *view) natureTable() *document.Table {
	if _, simulated := v.study.Split(v.models); len(simulated) == 0 || len(v.models) < 2 || len(v.o.Truths) == 0 {
		return nil
	}
	measures := []struct{ head, name string }{{"Inertia", "inertia"}, {"JS distance", "js_distance"}, {"Persona share, corrected (%)", "persona_share_mm"}}
	t := &document.Table{ID: slug("tab-nature", v.scoring.ID), Wide: true, Caption: document.T("Respondents of known nature, and their measures, ", v.name, ".", v.simulatedMark(v.models...)),
		Columns: []document.Column{{Head: document.T("Respondent")}, {Head: document.T("Answers")}}}
	reversed := map[string]keptInReverse{}
	for _, k := range v.orderKept() {
		reversed[k.model] = k
	}
	for _, m := range measures {
		t.Columns = append(t.Columns, document.Column{Head: document.T(m.head), Align: document.Right})
	}
	if len(reversed) > 0 {
		for _, h := range []string{"letters", "options"} {
			t.Columns = append(t.Columns, document.Column{Head: document.T(h), Group: "Kept in reverse (%)", Align: document.Right})
		}
	}
	for _, m := range v.models {
		nature := v.o.Truths[v.study.OwnName(m)]
		if !v.study.IsSimulated(m) {
			nature = "a language model"
		}
		cells := [][]document.Inline{document.T(m), document.T(nature)}
		for _, x := range measures {
			cells = append(cells, document.T(v.leastToGreatest(v.over(m, x.name))))
		}
		if len(reversed) > 0 {
			letters, options := numbers.Dash, numbers.Dash
			if k, ok := reversed[m]; ok {
				letters, options = v.num.Value(k.letter), v.num.Value(k.option)
			}
			cells = append(cells, document.T(letters), document.T(options))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	f := &footnotes{}
	f.say("A dash: every answer the same, or nothing to compare.")
	t.Notes = f.notes()
	return t
}

// leastToGreatest writes the least and the greatest value: "0.18 – 0.49".
func (v *view) leastToGreatest(rows []analysis.Estimate) string {
	low, high, ok := extremes(rows)
	switch {
	case !ok:
		return numbers.Dash
	case v.num.Value(low) == v.num.Value(high):
		return v.num.Value(low)
	}
	return v.num.Value(low) + " – " + v.num.Value(high)
}
