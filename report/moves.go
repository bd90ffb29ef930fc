package report

import (
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
)

// moves takes apart what spreads the answers: the persona, or the item.
func (w *writer) moves() ([]document.Block, error) {
	if !w.asked("persona_share") && !w.asked("item_share") {
		return []document.Block{heading(1, "sec-moves", "What moves an answer"), para("The measures that tell persona and item apart were not asked for; `--measures paper` computes them.")}, nil
	}
	blocks := []document.Block{heading(1, "sec-moves", "What moves an answer"),
		para("Low inertia has two very different causes. Either a persona moves the model: asked the same item, other personas answer otherwise. " +
			"Or the item does: whoever it plays, the model agrees with one sentence and disagrees with the next. The persona share and the item share say how much of the spread of a dimension's answers each explains. " +
			"They need not add up to the whole, as the same spread can be told by both and some of it by neither.")}
	if reason := w.cannotTell(); reason != "" {
		return append(blocks, para("These data cannot tell (", reason, ").")), nil
	}
	for _, v := range w.views {
		if len(w.views) > 1 {
			blocks = append(blocks, heading(2, slug("sec-moves", v.scoring.ID), v.name))
		}
		blocks = append(blocks, v.moveBlocks()...)
		if v.has("item_share") {
			picture, err := v.itemCounts(v.example(), "")
			if err != nil {
				return nil, err
			}
			blocks = append(append(blocks, v.pointTo(" shows which options "+v.example()+" chose for each item.", picture)...), picture...)
		}
	}
	return blocks, nil
}

// cannotTell is why no instrument has either share; empty when one has.
func (w *writer) cannotTell() string {
	var why []string
	for _, v := range w.views {
		if r := v.untold(); r == "" {
			return ""
		} else if !slices.Contains(why, r) {
			why = append(why, r)
		}
	}
	return strings.Join(why, "; ")
}

// untold is why neither share is defined; empty when one is.
func (v *view) untold() string {
	if v.has("persona_share") || v.has("item_share") {
		return ""
	}
	reason := v.reason("persona_share")
	if r := v.reason("item_share"); r != reason && r != "" {
		reason += " and " + r
	}
	return reason
}

func (v *view) moveBlocks() []document.Block {
	if reason := v.untold(); reason != "" {
		return []document.Block{para("These data cannot tell (", reason, ").")}
	}
	var text []any
	var tables []document.Block
	for _, m := range []struct{ name, noun, corrected string }{{"persona_share", "persona", "persona_share_mm"}, {"item_share", "item", "item_share_mm"}} {
		if !v.asked(m.name) {
			continue
		}
		if !v.has(m.name) {
			text = append(text, "What the ", m.noun, " explains cannot be told: ", v.reason(m.name), ". ")
			continue
		}
		rows := v.over(v.subject, m.name)
		if len(rows) > 0 && v.complete(v.subject, m.name) {
			who := sentenceCase(v.who()) + ", the "
			if len(tables) > 0 { // said in the sentence before
				who = "The "
			}
			text = append(text, who, m.noun, " explains ", v.between(rows), " of the spread of the answers. ")
		} else {
			text = append(text, "The ", m.noun, " explains ", v.between(v.overModels(m.name)), " of the spread of the answers. ")
		}
		g := v.intervals(v.newGrid(m.noun+"-share", m.name, title(m.name), " (%) of the ", v.name, ": how much of the spread of the answers the ", m.noun, " explains.", v.simulatedMark()))
		b, ref := v.tables(v.beside(g, "corrected", m.corrected))
		text = append(text, ref, " it by ", v.respondent(), ". ")
		if m.name == "item_share" && slices.ContainsFunc(v.overModels(m.name), func(e analysis.Estimate) bool { return e.Method == analysis.MethodBiasCorrected }) {
			addNotes(b, document.T("Few answers make a share too large, and the interval allows for it: the share may lie near the interval's upper end."))
		}
		if v.has(m.corrected) {
			addNotes(b, document.T("Corrected: with Miller-Madow entropies."))
		}
		tables = append(tables, b...)
	}
	if v.has("persona_share_mm") {
		text = append(text, "Shares of entropy are too large where a group has few answers, and a persona gives few in a dimension; with the Miller-Madow correction ", cite("miller1955"),
			" the persona shares ", v.running("run", "are", v.overModels("persona_share_mm")), ". ")
	}
	text = append(text, v.dominance()...)
	return append([]document.Block{para(text...)}, tables...)
}

// dominance counts where the item explains more than the persona: of the corrected
// shares where there are any, as a persona has fewer answers than an item and its
// plain share is the more inflated.
func (v *view) dominance() []any {
	persona, item, corrected := "persona_share", "item_share", ""
	if v.has("persona_share_mm") && v.has("item_share_mm") {
		persona, item, corrected = "persona_share_mm", "item_share_mm", " after the correction"
	}
	n, all := 0, 0
	for _, p := range v.overModels(persona) {
		i, ok := v.get(p.Model, p.Dimension, item)
		if !ok || !(i.Value == i.Value) {
			continue
		}
		all++
		if i.Value > p.Value {
			n++
		}
	}
	if all == 0 {
		return nil
	}
	of := " of " + v.respondent() + " and dimension" + corrected + ". "
	switch n {
	case 0:
		return []any{"The persona explains more than the item in all ", v.some(all, "pair"), of}
	case all:
		return []any{"The item explains more than the persona in all ", v.some(all, "pair"), of}
	}
	return []any{"The item explains more than the persona in ", v.count(n), " of ", v.outOf(all, "pair"), of}
}

// example is the model that the figures of the main text show.
func (v *view) example() string {
	if v.subject != analysis.MeanModel {
		return v.subject
	}
	return v.widest()
}

// exampleWhy says why the example is one, where there are others.
func (v *view) exampleWhy() string {
	if v.subject != analysis.MeanModel {
		return ""
	}
	return ", the " + v.respondent() + " whose inertia differs most between dimensions"
}

// widest is the model whose inertia differs most between dimensions, so that its
// stripes are clearest.
func (v *view) widest() string {
	best, widest := v.models[0], -1.
	for _, m := range v.models {
		low, high, ok := extremes(v.over(m, "inertia"))
		if ok && high.Value-low.Value > widest {
			best, widest = m, high.Value-low.Value
		}
	}
	return best
}

// further lists the measures of the tidy table that no section speaks of.
func (w *writer) further() (plain []string, contrasts int) {
	spoken := map[string]bool{"inertia": true, "js_distance": true, "js_floor": true, "js_p": true, "top2": true, "profile": true,
		"persona_share": true, "item_share": true, "persona_share_mm": true, "item_share_mm": true, "robustness": true, "susceptibility": true}
	for _, m := range analysis.MeasureInfos() {
		if w.asked(m.Name) && !spoken[m.Name] && m.Group == "paper" {
			plain = append(plain, m.Name)
		}
	}
	for _, e := range w.rows {
		if e.Contrast != "" {
			contrasts++
		}
	}
	return plain, contrasts
}
