package report

import (
	"slices"
	"strconv"
	"strings"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
	"inertia/report/numbers"
)

const (
	shownRejected = 5
	shownNotices  = 8
)

// data says what was asked and answered, what is missing and what was set
// aside.
func (w *writer) data() ([]document.Block, error) {
	blocks := []document.Block{heading(1, "sec-data", "Data"), w.origin()}
	blocks = append(blocks, w.cellTable(), w.missingText())
	if t := w.missingTable(); t != nil {
		maps, err := w.missingMaps()
		if err != nil {
			return nil, err
		}
		if len(maps) > 0 {
			blocks = append(blocks, para(refsTo(" shows whether particular items or models are concerned.", " show whether particular items or models are concerned.", maps)...))
		}
		blocks = append(append(blocks, t), maps...)
	}
	blocks = append(blocks, w.personaText(), w.instrumentText())
	blocks = append(blocks, w.setAside()...)
	return blocks, nil
}

func (w *writer) origin() document.Block {
	files := ". "
	if n := len(w.study.Files); n > 0 {
		files = ", in " + w.some(n, "file") + " (layout: " + w.study.Layout + "). "
	}
	weighed := ""
	if w.study.Expected() {
		weighed = "Its counts are expected ones: an answer is shared out by the probabilities that the model gave the options, and what lies outside them counts as missing. "
	}
	return para(append([]any{
		w.called(), document.Emphasis(document.T(w.study.Name)), w.hold(), w.some(w.study.Answers, "answer"), ", those without persona and the missing ones included", files, weighed,
	}, append(w.natureOrigin(), " ", document.Ref("tab-data"), " gives the numbers by ", w.respondent(), ".")...)...)
}

// called comes before the study's name, which may say itself that it is one.
func (w *writer) called() string {
	if w.study.Compared != nil {
		return "The studies "
	}
	if strings.HasSuffix(w.study.Name, " study") {
		return "The "
	}
	return "The study "
}

// hold is the verb of the study, or of the two.
func (w *writer) hold() string {
	if w.study.Compared != nil {
		return " hold "
	}
	return " holds "
}

func (w *writer) cellTable() document.Block {
	variants := slices.ContainsFunc(w.cells, func(c analysis.Cell) bool { return c.Variant != w.cells[0].Variant })
	t := &document.Table{ID: "tab-data", Caption: document.T("Answers by " + w.respondent() + "."), Wide: true}
	f := &footnotes{}
	add := func(head, group string, align document.Align) {
		t.Columns = append(t.Columns, document.Column{Head: document.T(head), Group: group, Align: align})
	}
	add(sentenceCase(w.respondent()), "", document.Left)
	if variants {
		add("Variant", "", document.Left)
	}
	add("Seeds", "", document.Left)
	for _, h := range []string{"Personas", "Items", "Repeats", "Answers", "Missing"} {
		add(h, "Under personas", document.Right)
	}
	add("Answers", "Baseline", document.Right)
	add("Missing", "Baseline", document.Right)
	for _, c := range w.cells {
		cells := [][]document.Inline{document.T(c.Model)}
		if variants {
			cells = append(cells, document.T(c.Variant))
		}
		cells = append(cells, document.T(seedText(c)), w.knownCell(c.Personas, c.PersonasKnown, "personas are not told apart in these counts", f),
			w.knownCell(c.Items, c.ItemsKnown, "items are not told apart in these counts", f), w.knownCell(c.Repeats, c.ItemsKnown && c.PersonasKnown, "not known from counts", f),
			document.T(w.count(c.Answers)), document.T(w.count(total(c.Missing))), document.T(w.count(c.BaselineAnswers)), document.T(w.count(c.BaselineMissing)))
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	f.say("Seeds are those of the persona draw; repeats are the most answers of one persona to one item; the baseline is asked without persona.")
	t.Notes = f.notes()
	return t
}

func (w *writer) knownCell(n int, known bool, reason string, f *footnotes) []document.Inline {
	if !known {
		return document.T(numbers.Dash, f.mark(reason))
	}
	return document.T(w.count(n))
}

func seedText(c analysis.Cell) string {
	if len(c.Seeds) == 1 && c.Seeds[0] == 0 {
		return "none"
	}
	out := ""
	for i, s := range c.Seeds {
		if i > 0 {
			out += ", "
		}
		out += strconv.FormatInt(s, 10)
	}
	return out
}

func total(m map[datasets.Missing]int) int {
	n := 0
	for _, c := range m {
		n += c
	}
	return n
}

// missingAnswers is the number of answers without an option under personas, and
// of all answers under personas.
func (w *writer) missingAnswers() (missing, all int) {
	for _, c := range w.cells {
		missing += total(c.Missing)
		all += c.Answers + total(c.Missing)
	}
	return missing, all
}

func (w *writer) missingText() document.Block {
	missing, all := w.missingAnswers()
	if missing == 0 {
		return para("Every answer under a persona names an option; none is missing.")
	}
	return para("Of ", w.count(all), " answers under personas, ", w.count(missing), " name no option. ", document.Ref("tab-missing"),
		" gives the reasons. They are left out of every measure and never counted as a score.")
}

var reasons = map[datasets.Missing]string{
	datasets.Refusal: "Refused", datasets.Unparsed: "No single option", datasets.Truncated: "Cut off", datasets.Transport: "Nothing came back", datasets.Duplicate: "Contradictory",
}

func (w *writer) missingTable() document.Block {
	var there []datasets.Missing
	for _, r := range datasets.MissingReasons {
		if slices.ContainsFunc(w.cells, func(c analysis.Cell) bool { return c.Missing[r] > 0 }) {
			there = append(there, r)
		}
	}
	if len(there) == 0 {
		return nil
	}
	t := &document.Table{ID: "tab-missing", Caption: document.T("Missing answers under personas, by reason."),
		Columns: []document.Column{{Head: document.T(sentenceCase(w.respondent()))}}}
	for _, r := range there {
		t.Columns = append(t.Columns, document.Column{Head: document.T(reasons[r]), Align: document.Right})
	}
	for _, c := range w.cells {
		if total(c.Missing) == 0 {
			continue
		}
		cells := [][]document.Inline{document.T(w.cellName(c))}
		for _, r := range there {
			cells = append(cells, document.T(w.count(c.Missing[r])))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	return t
}

func (w *writer) personaText() document.Block {
	knownSomewhere := slices.ContainsFunc(w.cells, func(c analysis.Cell) bool { return c.PersonasKnown })
	p := w.study.Personas
	switch {
	case !knownSomewhere:
		return para("Which persona gave which answer is not known: the files hold counts of options. Measures that need the persona are undefined here, and intervals are taken over seeds where there are enough of them.")
	case p == nil || len(p.Attributes) == 0:
		return para("Personas are told apart by their ids; their attributes are not known.", w.withinSeeds())
	}
	return para("The attributes of ", w.some(len(p.Rows), "persona"), " are known: ", strings.ReplaceAll(list(p.Attributes), "_", " "), ".", w.withinSeeds())
}

// withinSeeds says that a persona's number is one within its draw, where there are several.
func (w *writer) withinSeeds() string {
	for _, c := range w.cells {
		if len(c.Seeds) > 1 {
			return " Personas of different seeds are different respondents, whatever their numbers."
		}
	}
	return ""
}

func (w *writer) instrumentText() document.Block {
	var text []any
	var seen, own []string
	for _, v := range w.views {
		in := v.instrument
		if slices.Contains(seen, in.ID) {
			continue
		}
		seen = append(seen, in.ID)
		text = append(text, "The ", in.Short, " is the ", in.Name)
		if key := source(in.Citation); len(key) > 0 && in.Citation != "" {
			text = append(text, key)
		}
		text = append(text, ": ", w.some(len(in.Scored()), "scored item"), ", ", w.some(in.Options, "option"), " each. ")
		if in.Wording == "official" {
			text = append(text, "Its items carry the official wording, as the user brought it. ")
		} else {
			own = append(own, in.Short)
		}
	}
	if len(own) > 0 {
		belongs := " belongs to its authors; this program"
		if len(own) > 1 {
			belongs = " belongs to their authors; this program"
		}
		text = append(text, "The official wording of the ", list(own), belongs, " ships each item in words of its own, and names items by their number in the form. ")
	}
	if slices.ContainsFunc(w.cells, func(c analysis.Cell) bool { return c.Variant == datasets.ParaphrasedVariant }) {
		text = append(text, "In the variant ", datasets.ParaphrasedVariant, " each item is asked in a second wording, a paraphrase that is not the official one. ")
	}
	for _, v := range w.views {
		var names []string
		for _, d := range v.scoring.Dimensions {
			names = append(names, d.Name)
		}
		text = append(text, "The ", v.name, " is scored in ", w.some(len(names), "dimension"), ": ", list(names), ". ")
	}
	return para(text...)
}

func (w *writer) setAside() []document.Block {
	var blocks []document.Block
	if n := w.study.RejectedCount; n > 0 {
		var items [][]document.Inline
		for _, r := range w.study.Rejected[:min(shownRejected, len(w.study.Rejected))] {
			items = append(items, document.T(document.CodeSpan(r.Where), ": ", r.Reason))
		}
		if n > len(items) {
			items = append(items, document.T("and ", w.count(n-len(items)), " more"))
		}
		verb := "s could not be read and were set aside:"
		if n == 1 {
			verb = " could not be read and was set aside:"
		}
		blocks = append(blocks, para(w.count(n), " row", verb), document.List{Items: items})
	}
	if n := len(w.study.Notices); n > 0 {
		var items [][]document.Inline
		for _, text := range w.study.Notices[:min(shownNotices, n)] {
			items = append(items, document.T(strings.TrimSuffix(text, ".")+"."))
		}
		if n > len(items) {
			items = append(items, document.T("and ", w.count(n-len(items)), " more"))
		}
		blocks = append(blocks, para("While reading, the following was noticed:"), document.List{Items: items})
	}
	return blocks
}
