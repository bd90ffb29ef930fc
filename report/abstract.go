package report

import (
	"inertia/analysis"
	"inertia/report/document"
	"slices"
)

func (w *writer) title() string {
	if w.o.Title != "" {
		return w.o.Title
	}
	return "Inertia in " + w.judgments() + " judgments: " + w.study.Name
}

// judgments is the kind of judgments that the instruments ask for.
func (w *writer) judgments() string {
	moral, value := false, false
	for _, v := range w.views {
		switch v.instrument.ID {
		case "mfq30":
			moral = true
		case "pvqrr":
			value = true
		}
	}
	switch {
	case moral && value:
		return "moral and value"
	case value:
		return "value"
	case moral:
		return "moral"
	}
	return "role-played"
}

func (w *writer) subtitle() string {
	var names []string
	for _, v := range w.views {
		names = append(names, v.name)
	}
	return w.outOf(w.ownModels(), w.respondent()) + w.inStudies() + ", " + list(names)
}

// keywords are those under which a catalogue would file the report.
func (w *writer) keywords() []string {
	words := []string{"large language models", "persona role-play", "inertia", w.judgments() + " judgments"}
	for _, v := range w.views {
		if !slices.Contains(words, v.instrument.Short) {
			words = append(words, v.instrument.Short)
		}
	}
	return words
}

// allModels lists the models of the study.
func (w *writer) allModels() []string {
	var names []string
	for _, c := range w.cells {
		if len(names) == 0 || names[len(names)-1] != c.Model {
			names = append(names, c.Model)
		}
	}
	return names
}

// ownModels counts the models of the study, one that two compared studies share once.
func (w *writer) ownModels() int {
	own := map[string]bool{}
	for _, m := range w.allModels() {
		own[w.study.OwnName(m)] = true
	}
	return len(own)
}

// inStudies says that the models answered in two studies, where they did.
func (w *writer) inStudies() string {
	if w.study.Compared == nil {
		return ""
	}
	return " in two studies"
}

// abstract says the question, what was asked, and the main numbers.
func (w *writer) abstract() []document.Block {
	var names []string
	answers := 0
	for _, v := range w.views {
		names = append(names, v.name)
	}
	variants := map[string]bool{}
	for _, c := range w.cells {
		answers += c.Answers
		variants[c.Variant] = true
	}
	ways := ""
	if len(variants) > 1 {
		ways = " in " + w.some(len(variants), "way") + " of asking"
	}
	text := []any{
		"How far does a persona move a language model's answers to a questionnaire about ", w.judgments(), " judgments? With the method of ",
		citeText("lee2026"), " we measure ", w.count(answers), " answers of ", w.some(w.ownModels(), w.respondent()), w.inStudies(), " to the ", list(names), ", given under personas", ways, ". ",
	}
	text = append(text, w.natureAbstract()...)
	for _, v := range w.views {
		text = append(text, v.abstractInertia()...)
		text = append(text, v.abstractDistance()...)
		text = append(text, v.abstractMoves()...)
		text = append(text, v.abstractOrder()...)
		text = append(text, v.abstractChange()...)
	}
	return []document.Block{para(text...)}
}

func (v *view) abstractInertia() []any {
	if !v.has("inertia") {
		return nil
	}
	lead := sentenceCase(v.who()) + ", the inertia of the " + v.name + " "
	rows := v.over(v.subject, "inertia")
	if len(rows) == 0 {
		lead, rows = "The inertia of the "+v.name+" ", v.overModels("inertia")
	}
	out := []any{lead, v.running("runs", "is", rows)}
	if v == v.views[0] {
		out = append(out, ", where 0 means that all options are used equally often and 1 that one option is always chosen")
	}
	out = append(out, ". ")
	if _, simulated := v.study.Split(v.models); len(simulated) > 0 && len(v.models) > 1 {
		over := "Over all " + v.some(len(v.models), v.respondent())
		if v.study.Compared != nil {
			over = "In both studies"
		}
		out = append(out, over, " it ", v.running("runs", "is", v.overModels("inertia")), ". ")
	}
	if same, other := v.against("inertia"); v.replicates() && len(same)+len(other) > 0 {
		out = append(out, v.agreement(same, other))
	}
	return out
}

// agreement says how many measured values round to the printed ones.
func (v *view) agreement(same, other []analysis.Estimate) string {
	if len(other) == 0 {
		return "In all " + v.some(len(same), "dimension") + " this is the published value to every printed digit. "
	}
	return "In " + v.count(len(same)) + " of " + v.outOf(len(same)+len(other), "dimension") + " this is the published value to every printed digit. "
}

func (v *view) abstractDistance() []any {
	rows := v.over(v.subject, "js_distance")
	if len(rows) == 0 {
		if v.asked("js_distance") && !v.has("js_distance") {
			return []any{"There is no baseline without persona, so no distance from it. "}
		}
		return nil
	}
	out := []any{"The distance between the answers with and without a persona ", v.running("runs", "is", rows)}
	floors, left := v.over(v.subject, "js_floor"), v.over(v.subject, "js_excess")
	if len(floors) == 0 || len(left) == 0 {
		return append(out, ". ")
	}
	out = append(out, "; the few answers without persona would by chance alone give a distance ", v.amounting(floors), ". This floor leaves ", v.leaves(), ". ")
	if !v.fewBaseline() {
		out[2] = "; chance alone would give a distance "
	}
	return out
}

func (v *view) abstractMoves() []any {
	persona, item := v.over(v.subject, "persona_share"), v.over(v.subject, "item_share")
	if len(persona) == 0 || len(item) == 0 {
		return nil
	}
	out := []any{"The persona explains ", v.between(persona), " of the spread of a dimension's answers, the item ", v.between(item), ". "}
	if persona = v.over(v.subject, "persona_share_mm"); len(persona) > 0 {
		out = append(out, "With the Miller-Madow correction for few answers the persona shares ", v.running("run", "are", persona), ". ")
	}
	return out
}

// abstractChange is the largest change of inertia between two compared studies.
func (v *view) abstractChange() []any {
	rows := v.changesOf("inertia_diff")
	if len(rows) == 0 {
		return nil
	}
	greatest := largest(rows, 1)[0]
	differ, _ := v.below("inertia_diff_p_holm", rows)
	how := v.noneOr(differ, len(rows))
	if how != "all" {
		how += " of"
	}
	said := []any{"Between the studies, ", how, " ", v.outOf(len(rows), "difference"), " of inertia", isAre(differ), " significant after correction"}
	if greatest.Value == 0 {
		return append(said, ": the values are the same. ")
	}
	return append(said, "; the largest change is that of ", v.changeName(greatest), ", ", v.with(greatest), ". ")
}
