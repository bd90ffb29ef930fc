package report

import (
	"math"
	"slices"

	"inertia/analysis"
	"inertia/report/document"
)

const (
	fewPersonas  = 50 // personas below which intervals are wide and shares biased
	ceilingShare = .8 // of a dimension's answers at one end of the scale
	shownNames   = 6
)

// limits lists what these data cannot show, each point found in the data.
func (w *writer) limits() ([]document.Block, error) {
	var items [][]document.Inline
	add := func(title string, parts ...any) {
		items = append(items, document.T(append([]any{document.Strong(document.T(title)), " "}, parts...)...))
	}
	w.limitSimulated(add)
	w.limitExpected(add)
	w.limitMissing(add)
	w.limitPersonas(add)
	w.limitSeeds(add)
	w.limitBaseline(add)
	for _, v := range w.views {
		v.limitConstant(add)
		v.limitCeiling(add)
		v.limitBias(add)
		v.limitOrder(add)
	}
	w.limitOneOrder(add)
	w.limitFixedSet(add)
	add("Pooled answers.", "Inertia looks at pooled answers. It cannot tell a model that keeps to one answer from one whose personas happen to agree; ", document.Ref("sec-moves"), " helps as far as the data allow.")
	return []document.Block{heading(1, "sec-limits", "Limits found in these data"), document.List{Items: items}}, nil
}

type addLimit func(title string, parts ...any)

func (w *writer) limitMissing(add addLimit) {
	missing, all := w.missingAnswers()
	if missing > 0 {
		worst := w.cells[0]
		for _, c := range w.cells {
			if total(c.Missing) > total(worst.Missing) {
				worst = c
			}
		}
		most := ", most of them of " + w.cellName(worst) + " (" + w.count(total(worst.Missing)) + ")"
		if total(worst.Missing) == missing {
			most = ", all of them of " + w.cellName(worst)
		}
		add("Missing answers.", "Of ", w.count(all), " answers under personas, ", w.count(missing), " name no option", most,
			". If a model declines where an answer would be extreme, what is left looks more settled than it is.")
	}
	if n := w.study.RejectedCount; n > 0 {
		add("Rows set aside.", "In the files, ", w.some(n, "row"), " could not be read; ", document.Ref("sec-data"), " says where.")
	}
}

func (w *writer) limitExpected(add addLimit) {
	if w.study.Expected() {
		add("Expected counts.", "Probabilities of options stand in for answers drawn. They tell nothing of how answers would differ when asked again, so what is defined by single answers, such as the floor of a distance, robustness and corrections for few answers, is not given. Intervals show the draw of personas alone.")
	}
}

func (w *writer) limitPersonas(add addLimit) {
	var few, unknown, items, once []string
	for _, c := range w.cells {
		name := w.cellName(c)
		switch {
		case !c.PersonasKnown:
			unknown = append(unknown, name)
		case c.Personas < fewPersonas:
			few = append(few, w.count(c.Personas)+" for "+name)
		}
		if !c.ItemsKnown {
			items = append(items, name)
		}
		if c.PersonasKnown && c.Repeats == 1 {
			once = append(once, name)
		}
	}
	if len(unknown) > 0 {
		add("Personas unknown.", "Which persona gave which answer is not known", w.whose(unknown), ". What a persona explains, and intervals over personas, cannot be had from counts.")
	}
	if len(few) > 0 {
		add("Few personas.", "Fewer than 50 personas answered: ", w.shortened(few, shownNames), ". Intervals are wide; inertia, the items' modal shares and shares of explained spread come out too large, which their intervals allow for.")
	}
	if len(items) > 0 {
		add("Items unknown.", "Counts by dimension do not tell its items apart", w.whose(items), ", so neither item shares nor item-by-item floors can be had.")
	}
	if len(once) > 0 {
		add("Asked once.", "Each persona answered each item once", w.whose(once), ". How far an answer would change when asked again is unknown, and chance counts as the work of the persona.")
	}
}

// whose names the cells that a limit holds for; nothing where it holds for all.
func (w *writer) whose(names []string) string {
	if len(names) == len(w.cells) {
		return ""
	}
	return " for " + w.shortened(names, shownNames)
}

// cellName names a cell: the model, and its variant where there are several.
func (w *writer) cellName(c analysis.Cell) string {
	if slices.ContainsFunc(w.cells, func(x analysis.Cell) bool { return x.Variant != c.Variant }) {
		return c.Model + " (" + c.Variant + ")"
	}
	return c.Model
}

func (w *writer) limitSeeds(add addLimit) {
	if !slices.ContainsFunc(w.cells, func(c analysis.Cell) bool { return len(c.Seeds) > 1 }) {
		add("One draw of personas.", "All personas come from one draw, so the agreement between draws cannot be seen.")
		return
	}
	most := 0
	for _, c := range w.cells {
		most = max(most, len(c.Seeds))
	}
	var fewer []string
	for _, c := range w.cells {
		if len(c.Seeds) < most {
			fewer = append(fewer, w.cellName(c)+" ("+w.count(len(c.Seeds))+")")
		}
	}
	if len(fewer) > 0 {
		add("Seeds missing.", "Where others have ", w.some(most, "seed"), ", there are fewer for ", w.shortened(fewer, shownNames), ".")
	}
}

// limitBaseline warns of baselines that are lacking or small, in one point each for all instruments.
func (w *writer) limitBaseline(add addLimit) {
	var lacking, small []string
	below := ""
	for _, v := range w.views {
		switch {
		case !v.asked("js_distance"):
		case !v.has("js_distance"):
			lacking = append(lacking, v.name)
		case v.fewBaseline() && !v.study.Expected():
			which := "the baseline of the " + v.name + " holds"
			if len(small) > 0 {
				which = "that of the " + v.name
			}
			small = append(small, which+" as few as "+v.some(v.leastBaseline(), "answer"))
			below = v.noIntervalBelow()
		}
	}
	if len(lacking) > 0 {
		add("No baseline.", "The ", list(lacking), wasWere(len(lacking)), " not asked without persona, so no distance from the baseline can be given.")
	}
	if len(small) > 0 {
		add("A small baseline.", sentenceCase(list(small)), " in a dimension. "+below+" of a distance is sampling: see its floor.")
	}
}

func wasWere(n int) string {
	if n == 1 {
		return " was"
	}
	return " were"
}

// limitFixedSet says what the mean over models is not.
func (w *writer) limitFixedSet(add addLimit) {
	var means []string
	for _, v := range w.views {
		if v.subject != analysis.MeanModel {
			continue
		}
		whose := "the mean over the " + v.some(len(v.models), v.respondent())
		if len(means) > 0 {
			whose = "that over the " + v.someOf(len(v.models))
		}
		means = append(means, whose+" that answered the "+v.name)
	}
	switch len(means) {
	case 0:
	case 1:
		add("A fixed set of "+w.respondent()+"s.", sentenceCase(means[0]), " is a summary of these and no estimate for others, so it carries no interval.")
	default:
		add("A fixed set of "+w.respondent()+"s.", sentenceCase(list(means)), " are summaries of these and no estimates for others, so they carry no interval.")
	}
}

// limitOneOrder says of which instruments it cannot be told whether answers follow letters, in one point where the reason is the same.
func (w *writer) limitOneOrder(add addLimit) {
	var reasons []string
	of := map[string][]string{}
	for _, v := range w.views {
		if len(v.orderDriven()) > 0 || len(v.orderKept()) > 0 {
			continue
		}
		why := v.whyNoOrder()
		if of[why] == nil {
			reasons = append(reasons, why)
		}
		of[why] = append(of[why], v.name)
	}
	for _, why := range reasons {
		add("One order of options.", "Whether answers to the ", list(of[why]), " follow letters and places rather than content cannot be told: ", why, ".")
	}
}

// noIntervalBelow says which distances have no interval, where personas are resampled.
func (v *view) noIntervalBelow() string {
	if slices.ContainsFunc(v.overModels("js_distance"), func(e analysis.Estimate) bool { return e.Method == analysis.MethodTOverSeeds }) {
		return "With so few, much"
	}
	return "Below 10 answers an item a distance gets no interval, and much"
}

// limitConstant names items that got one option only.
func (v *view) limitConstant(add addLimit) {
	n, all := 0, 0
	var where []string
	for _, m := range v.models {
		items, _, counts := analysis.ItemOptionCounts(v.study, m, v.variant, v.scoring.ID)
		constant := 0
		for i := range items {
			used := 0
			for _, c := range counts[i] {
				if c > 0 {
					used++
				}
			}
			if used == 1 {
				constant++
			}
		}
		all += len(items)
		n += constant
		if constant > 0 {
			where = append(where, m+" ("+v.count(constant)+")")
		}
	}
	if n > 0 {
		add("Constant items.", "Of ", v.count(all), " items of the ", v.name, ", counted over ", v.respondent(), "s, ", v.count(n), " got the same option every time: ", v.shortened(where, shownNames),
			". They raise inertia, and a correlation over them is undefined.")
	}
}

// limitCeiling names dimensions whose answers crowd at one end of the scale.
func (v *view) limitCeiling(add addLimit) {
	var where []string
	for _, m := range v.models {
		var at []string
		for _, d := range v.scoring.Dimensions {
			shares, _, _, _ := analysis.OptionShares(v.study, m, v.variant, v.scoring.ID, d.Name)
			if len(shares) > 0 && max(shares[0], shares[len(shares)-1]) >= ceilingShare {
				at = append(at, d.Name)
			}
		}
		if len(at) > 0 {
			where = append(where, m+" in "+list(at))
		}
	}
	if len(where) > 0 {
		add("Ceiling.", "More than four fifths of the answers to the ", v.name, " lie at one end of the scale for ", v.shortened(where, shownNames), ". The scale may be too short there to show what a persona does.")
	}
}

// limitBias shows the largest gap between plug-in and corrected inertia.
func (v *view) limitBias(add addLimit) {
	var worst, corrected analysis.Estimate
	gap := -1.
	for _, e := range v.overModels("inertia") {
		c, ok := v.get(e.Model, e.Dimension, "inertia_mm")
		if g := math.Abs(e.Value - c.Value); ok && g > gap {
			worst, corrected, gap = e, c, g
		}
	}
	if gap >= .005 {
		add("Few answers.", "Entropy from few answers is too small, so inertia is too large. The Miller-Madow correction ", cite("miller1955"), " changes it most for ", worst.Model, " in ", worst.Dimension,
			": ", v.num.Value(worst), " becomes ", v.num.Value(corrected), ".")
	}
}
