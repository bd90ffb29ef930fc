package report

import (
	"strings"

	"inertia/analysis"
	"inertia/report/document"
)

// results goes through the instruments; each gets the same subsections, as far
// as the data allow.
func (w *writer) results() ([]document.Block, error) {
	blocks := append([]document.Block{heading(1, "sec-results", "Results")}, w.knownNature()...)
	for _, v := range w.views {
		level := 2
		if len(w.views) > 1 {
			blocks = append(blocks, heading(2, slug("sec-results", v.scoring.ID), v.name))
			level = 3
		}
		for _, section := range []func(level int) ([]document.Block, error){
			v.inertiaSection, v.distanceSection, v.profileSection, v.seedSection, v.variantSection, v.judgeSection, v.robustnessSection,
		} {
			b, err := section(level)
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, b...)
		}
	}
	return blocks, nil
}

func (v *view) sub(level int, id, text string) document.Block {
	return heading(level, slug("sec", id, v.scoring.ID), text)
}

// inertiaSection is the paper's table made anew, and inertia by model.
func (v *view) inertiaSection(level int) ([]document.Block, error) {
	if !v.has("inertia") {
		return nil, nil
	}
	blocks := []document.Block{v.sub(level, "inertia", "How much stays put"), v.inertiaText(), v.mainTable()}
	if len(v.models) > 1 {
		grid, ref := v.tables(v.intervals(v.newGrid("inertia", "inertia", "Inertia of the ", v.name, " by ", v.respondent(), ".", v.simulatedMark())))
		forest, err := v.inertiaForest()
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, v.modelText(ref, forest))
		blocks = append(append(blocks, grid...), forest...)
	}
	picture, err := v.heatMap(v.example(), "")
	if err != nil {
		return nil, err
	}
	if why := v.ofOneColour(v.example()); why != "" {
		blocks = append(blocks, para(why))
	}
	return append(append(blocks, v.pointTo(" shows every answer of "+v.example()+v.exampleWhy()+".", picture)...), picture...), nil
}

// pointTo is a paragraph that names a figure as the subject of what is said; none without a figure.
func (v *view) pointTo(says string, picture []document.Block) []document.Block {
	if ref := refsTo(says, says, picture); ref != nil {
		return []document.Block{para(ref...)}
	}
	return nil
}

func (v *view) inertiaText() document.Block {
	main := document.Ref(slug("tab-main", v.scoring.ID))
	text := []any{main, " has the form of the paper's table. "}
	if v.replicates() {
		text[1] = " is the paper's table, computed from the authors' counts. "
	}
	rows := byValue(v.over(v.subject, "inertia"))
	if len(rows) > 1 && v.complete(v.subject, "inertia") && !v.alike(rows) {
		text = append(text, sentenceCase(v.who()), ", inertia is greatest in ", v.at(rows[0]), " and least in ", v.at(rows[len(rows)-1]), ". ")
		if len(rows) > 2 {
			text = append(text, "From greatest to least the order is ", list(dimensions(rows)), ". ")
		}
	} else if len(rows) > 0 {
		text = append(text, sentenceCase(v.who()), ", inertia ", v.running("runs", "is", rows), ". ")
	}
	if top := v.over(v.subject, "top2"); len(top) > 0 {
		text = append(text, "Of the answers, the two most frequent options together take ", v.between(top), ". ")
	}
	return para(append(text, v.publishedText()...)...)
}

// publishedText sets the measured values beside the printed ones in words.
func (v *view) publishedText() []any {
	if !v.anyPrinted() {
		return nil
	}
	if !v.replicates() {
		return []any{"The printed values are those of ", citeText("lee2026"), " for their models and personas; they stand there for comparison, not as a target. "}
	}
	var text []any
	differ := false
	for _, m := range []string{"inertia", "js_distance", "top2"} {
		same, other := v.against(m)
		if len(same)+len(other) == 0 {
			continue
		}
		name := title(m)
		if len(other) == 0 {
			text = append(text, name, ": all ", v.some(len(same), "value"), " agree with the printed ones to every digit. ")
			continue
		}
		var words []string
		for _, e := range other {
			p, _ := v.printed(e.Dimension, m)
			words = append(words, e.Dimension+" ("+v.num.Value(e)+", printed "+v.look(p)+")")
		}
		agree, rest := " values agree", "the others are "
		if len(same) == 1 {
			agree = " values agrees"
		}
		if len(other) == 1 {
			rest = "the other is "
		}
		text = append(text, name, ": ", v.count(len(same)), " of ", v.count(len(same)+len(other)), agree, " with the printed ones to every digit; ", rest, list(words), ". ")
		differ = true
	}
	if differ {
		text = append(text, "These are the counts that the authors released, so the difference lies between their counts and their table. ")
	}
	return text
}

// modelText says where models differ most and least.
func (v *view) modelText(ref []document.Inline, forest []document.Block) document.Block {
	drawn := refsTo(" draws them.", " draw them.", forest)
	text := []any{ref, " the ", v.respondent(), "s one by one. "}
	var wide, narrow []analysis.Estimate
	gap := func(rows []analysis.Estimate) float64 {
		low, high, _ := extremes(rows)
		return high.Value - low.Value
	}
	for _, d := range v.scoring.Dimensions {
		var rows []analysis.Estimate
		for _, m := range v.models {
			if e, ok := v.get(m, d.Name, "inertia"); ok && e.Value == e.Value {
				rows = append(rows, e)
			}
		}
		if len(rows) < 2 {
			continue
		}
		if wide == nil || gap(rows) > gap(wide) {
			wide = rows
		}
		if narrow == nil || gap(rows) < gap(narrow) {
			narrow = rows
		}
	}
	if wide == nil {
		return para(append(text, drawn...)...)
	}
	span := func(rows []analysis.Estimate) string {
		low, high, _ := extremes(rows)
		return low.Dimension + " (" + nested(v.num.Value(low)+" for "+low.Model+", "+v.num.Value(high)+" for "+high.Model) + ")"
	}
	text = append(text, "They differ most in ", span(wide))
	if shown := strings.TrimPrefix(span(narrow), narrow[0].Dimension); wide[0].Dimension != narrow[0].Dimension && shown != strings.TrimPrefix(span(wide), wide[0].Dimension) {
		text = append(text, " and least in ", span(narrow))
	}
	return para(append(append(text, ". "), drawn...)...)
}
