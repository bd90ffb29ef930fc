package figure

import (
	"fmt"
	"math"
	"math/rand/v2"

	"inertia/analysis"
	"inertia/datasets"
)

var (
	foundations = []string{"Harm", "Fairness", "Ingroup", "Authority", "Purity"}
	values      = []string{"Self-Direction", "Stimulation", "Hedonism", "Achievement", "Power", "Security", "Conformity", "Tradition", "Benevolence", "Universalism"}
	models      = []string{"claude-haiku-4-5", "deepseek-v3.1", "gpt-4o", "gpt-4o-mini", "gpt-5-nano"}
	relevance   = []string{"not at all relevant", "not very relevant", "slightly relevant", "somewhat relevant", "very relevant", "extremely relevant"}
	narrow      = []string{"Self-Direction-Thought", "Self-Direction-Action", "Stimulation", "Hedonism", "Achievement", "Power-Dominance", "Power-Resources", "Face", "Security-Personal", "Security-Societal", "Tradition", "Conformity-Rules", "Conformity-Interpersonal", "Humility", "Benevolence-Dependability", "Benevolence-Caring", "Universalism-Concern", "Universalism-Nature", "Universalism-Tolerance"}
	published   = []Point{{"Fairness", .499, .288}, {"Harm", .460, .285}, {"Ingroup", .201, .470}, {"Authority", .186, .476}, {"Purity", .166, .432}}
)

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// sampleMatrix is a matrix of a latent-threshold respondent: items of the first
// dimensions hardly move, those of the last ones do.
func sampleMatrix(seeds []int64, personas int, dimensions []string, perDimension int, missing float64) *analysis.Matrix {
	rng := source(1)
	m := &analysis.Matrix{K: 6}
	var base, swing []float64
	for d, name := range dimensions {
		for i := range perDimension {
			m.Items = append(m.Items, fmt.Sprintf("mfq30-%02d", d+1+i*len(dimensions)))
			m.Dimensions = append(m.Dimensions, name)
			base = append(base, 5.2-.5*float64(d)+.8*rng.NormFloat64())
			swing = append(swing, .25+.25*float64(d))
		}
	}
	for _, seed := range seeds {
		for p := range personas {
			m.Personas = append(m.Personas, datasets.PersonaKey{Seed: seed, ID: fmt.Sprint(p + 1)})
			trait := rng.NormFloat64()
			row := make([]float64, len(m.Items))
			for j := range row {
				row[j] = math.Round(math.Min(6, math.Max(1, base[j]+swing[j]*(trait+.7*rng.NormFloat64()))))
				if rng.Float64() < missing {
					row[j] = math.NaN()
				}
			}
			m.Mean = append(m.Mean, row)
		}
	}
	return m
}

func sampleEstimates(measure string, models, dimensions []string, of func(model, dimension int) float64, half float64) []analysis.Estimate {
	var es []analysis.Estimate
	for m, model := range models {
		for d, dimension := range dimensions {
			v := of(m, d)
			es = append(es, analysis.Estimate{
				Model: model, Variant: "default", Instrument: "mfq30", Dimension: dimension, Measure: measure,
				Value: v, Low: v - half, High: v + half, SE: half / 2, Level: .95, Method: "bca", Personas: 200, Answers: 1200,
			})
		}
	}
	return es
}

func sampleProfile(models, dimensions []string) []analysis.Estimate {
	rng := source(3)
	return sampleEstimates("profile", models, dimensions, func(_, d int) float64 {
		return .6 - 1.2*float64(d)/float64(len(dimensions)) + .15*rng.NormFloat64()
	}, .09)
}

// sampleTriple gives inertia, distance and floor.
func sampleTriple(models, dimensions []string) (inertia, distance, floor []analysis.Estimate) {
	rng := source(4)
	inertia = sampleEstimates("inertia", models, dimensions, func(_, d int) float64 {
		return math.Max(.03, .5-.4*float64(d)/float64(len(dimensions))+.07*rng.NormFloat64())
	}, .02)
	distance = sampleEstimates("js_distance", models, dimensions, func(_, d int) float64 {
		return .29 + .2*float64(d)/float64(len(dimensions)) + .05*rng.NormFloat64()
	}, .03)
	floor = sampleEstimates("js_floor", models, dimensions, func(_, d int) float64 {
		return .25 + .12*float64(d)/float64(len(dimensions)) + .02*rng.NormFloat64()
	}, math.NaN())
	return inertia, distance, floor
}

func sampleSpread(label string, dimensions []string, sizes []int, seed uint64) SpreadSeries {
	rng := source(seed)
	s := SpreadSeries{Label: label}
	for _, n := range sizes {
		for d, name := range dimensions {
			s.Points = append(s.Points, analysis.SpreadPoint{N: n, Dimension: name, Variance: (.3 + .1*float64(d)) / float64(n) * (.4 + rng.Float64())})
		}
	}
	return s
}

func sampleShares(dimensions []string) []ShareRow {
	rng := source(5)
	var rows []ShareRow
	for d, name := range dimensions {
		r := ShareRow{Label: name, NPersona: 1200 * 3, NBaseline: 180}
		for k := range 6 {
			at := 4.5 - 2.5*float64(d)/float64(len(dimensions))
			r.Persona = append(r.Persona, math.Exp(-math.Pow(float64(k)-at, 2)/2)+.01*rng.Float64())
			r.Baseline = append(r.Baseline, math.Exp(-math.Pow(float64(k)-at+.7, 2)/.6))
		}
		normalise(r.Persona)
		normalise(r.Baseline)
		rows = append(rows, r)
	}
	return rows
}

func normalise(v []float64) {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	for i := range v {
		v[i] /= sum
	}
}

func sampleCounts(m *analysis.Matrix) [][]float64 {
	counts := make([][]float64, len(m.Items))
	for j := range counts {
		counts[j] = make([]float64, m.K)
		for _, row := range m.Mean {
			if finite(row[j]) {
				counts[j][int(row[j])-1]++
			}
		}
	}
	return counts
}

func itemMeans(m *analysis.Matrix, seed int64) []float64 {
	out := make([]float64, len(m.Items))
	for j := range out {
		n := 0.0
		for i, row := range m.Mean {
			if m.Personas[i].Seed == seed && finite(row[j]) {
				out[j] += row[j]
				n++
			}
		}
		out[j] /= n
	}
	return out
}

func sampleForest() []ForestRow {
	var rows []ForestRow
	for _, e := range sampleEstimates("inertia", append(models[:3:3], analysis.MeanModel), foundations, func(m, d int) float64 {
		return .5 - .09*float64(d) + .02*float64(m)
	}, .03) {
		rows = append(rows, ForestRow{Label: e.Dimension, Group: modelName(e.Model), Estimate: e})
	}
	return rows
}

// sample is one figure of the gallery.
type sample struct {
	name string
	make func(o Options) (*Figure, error)
}

// samples has every figure type, with data as a report has them.
func samples() []sample {
	one := sampleMatrix([]int64{111}, 200, foundations, 6, .004)
	three := sampleMatrix([]int64{111, 333, 555}, 200, foundations, 6, 0)
	wide := sampleMatrix([]int64{0}, 100, values, 6, 0)
	withMean := append(models[:5:5], analysis.MeanModel)
	sizes := []int{10, 20, 50, 100, 200, 500}
	scatter := func(o Options) (*Figure, error) {
		r := analysis.Estimate{Value: .994, Low: .987, High: .997, Level: .95, Contrast: "seed 111 ~ 333"}
		return SeedScatter(itemMeans(three, 111), itemMeans(three, 333), three.Items, three.Dimensions, r, o)
	}
	return append([]sample{
		{"attribute-map", func(o Options) (*Figure, error) {
			return AttributeMap(attributes, foundations, effects(sampleEffects()...), sampleMarks(), o)
		}},
		{"value-circle", func(o Options) (*Figure, error) {
			o.Note = "stress .09, fit to the circle r = .94"
			return ValueCircle(sampleCircle(), o)
		}},
		{"planning-curve", func(o Options) (*Figure, error) {
			o.Reference, o.XLabel, o.YLabel = []float64{.05}, "Baseline answers an item (log scale)", "Expected JS distance"
			return PlanningCurve(sampleCurves(foundations), o)
		}},
		{"heat-map", func(o Options) (*Figure, error) { o.Labels = relevance; return HeatMap(one, o) }},
		{"heat-map-seeds", func(o Options) (*Figure, error) { return HeatMap(three, o) }},
		{"heat-map-values", func(o Options) (*Figure, error) { return HeatMap(wide, o) }},
		{"profile", func(o Options) (*Figure, error) { return Profile(sampleProfile(withMean, foundations), o) }},
		{"profile-one", func(o Options) (*Figure, error) { return Profile(sampleProfile(models[:1], foundations), o) }},
		{"profile-values", func(o Options) (*Figure, error) { return Profile(sampleProfile(models[:3], values), o) }},
		{"shares", func(o Options) (*Figure, error) { return Shares(sampleShares(foundations), relevance, o) }},
		{"shares-values", func(o Options) (*Figure, error) { return Shares(sampleShares(values), nil, o) }},
		{"inertia-distance", func(o Options) (*Figure, error) {
			a, b, c := sampleTriple(withMean, foundations)
			return InertiaDistance(a, b, c, published, o)
		}},
		{"inertia-distance-one", func(o Options) (*Figure, error) {
			a, b, c := sampleTriple(models[:1], foundations)
			return InertiaDistance(a, b, c, published, o)
		}},
		{"inertia-distance-values", func(o Options) (*Figure, error) {
			a, b, c := sampleTriple(models[:1], values)
			return InertiaDistance(a, b, c, nil, o)
		}},
		{"spread", func(o Options) (*Figure, error) {
			return Spread([]SpreadSeries{sampleSpread("", foundations, sizes, 6)}, o)
		}},
		{"spread-models", func(o Options) (*Figure, error) {
			var s []SpreadSeries
			for i, m := range append(models, "mistral-large", "command-r") {
				s = append(s, sampleSpread(m, foundations, sizes, uint64(i)))
			}
			return Spread(s, o)
		}},
		{"seed-scatter", scatter},
		{"item-counts", func(o Options) (*Figure, error) {
			return ItemCounts(one.Items, one.Dimensions, sampleCounts(one), relevance, o)
		}},
		{"item-counts-values", func(o Options) (*Figure, error) {
			return ItemCounts(wide.Items, wide.Dimensions, sampleCounts(wide), nil, o)
		}},
		{"heat-map-narrow", func(o Options) (*Figure, error) {
			return HeatMap(sampleMatrix([]int64{0}, 60, narrow, 3, 0), o)
		}},
		{"item-counts-narrow", func(o Options) (*Figure, error) {
			m := sampleMatrix([]int64{0}, 60, narrow, 3, 0)
			return ItemCounts(m.Items, m.Dimensions, sampleCounts(m), nil, o)
		}},
		{"profile-narrow", func(o Options) (*Figure, error) {
			return Profile(sampleProfile(append(withMean, "mistral-large", "command-r"), narrow), o)
		}},
		{"profile-missing", func(o Options) (*Figure, error) {
			es := sampleProfile(models[:3], foundations)
			es[2].Value, es[7].Value, es[11].Value = math.NaN(), math.Inf(1), math.NaN()
			return Profile(es, o)
		}},
		{"forest-contrasts", func(o Options) (*Figure, error) {
			var rows []ForestRow
			for i, d := range []string{"Tradition", "Universalism", "Hedonism", "Power"} {
				e := analysis.Estimate{Measure: "cohen_d", Value: 1.42 - .5*float64(i), Low: 1.3 - .5*float64(i), High: 1.55 - .5*float64(i), Level: .95}
				if i == 2 {
					e.Value = math.NaN()
				}
				rows = append(rows, ForestRow{Label: "religion: None vs Orthodox, on " + d, Estimate: e})
			}
			o.XLabel = "Cohen's d"
			return Forest(rows, o)
		}},
		{"forest", func(o Options) (*Figure, error) { return Forest(sampleForest(), o) }},
	}, designSamples()...)
}

var attributes = []string{"sex", "age", "income", "children", "marital status", "education", "employment", "occupation", "ethnic group", "religion"}

func sampleEffects() [][]float64 {
	out := make([][]float64, len(attributes))
	for i := range out {
		for j := range foundations {
			out[i] = append(out[i], math.Abs(math.Sin(float64(7*i+3*j)))*.4)
		}
	}
	out[9] = []float64{.2, .31, .8, 1.02, 1.42}
	out[3][1] = math.NaN()
	return out
}

func sampleMarks() [][]bool {
	out := make([][]bool, len(attributes))
	for i := range out {
		out[i] = make([]bool, len(foundations))
		out[i][4] = i == 9 || i == 1
	}
	return out
}

func sampleCircle() []CirclePoint {
	var out []CirclePoint
	for i, name := range values {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(values)))
		off := .25 * math.Sin(float64(5*i))
		out = append(out, CirclePoint{Label: name, X: sin*(1-off) + off/2, Y: cos * (1 + off), TheoryX: sin, TheoryY: cos})
	}
	return out
}

func sampleCurves(names []string) []CurveSeries {
	var out []CurveSeries
	for i, name := range names {
		s := CurveSeries{Label: name, At: 10}
		for _, n := range []float64{1, 2, 5, 10, 20, 50, 100, 200} {
			s.N, s.Y = append(s.N, n), append(s.Y, (.25+.04*float64(i))/math.Sqrt(n))
		}
		out = append(out, s)
	}
	return out
}

// effects are estimates of effect sizes.
func effects(rows ...[]float64) [][]*analysis.Estimate {
	out := make([][]*analysis.Estimate, len(rows))
	for i, row := range rows {
		for _, v := range row {
			out[i] = append(out[i], &analysis.Estimate{Measure: "cohen_d_max", Value: v, Low: notANumber, High: notANumber})
		}
	}
	return out
}
