package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"inertia/analysis"
	"inertia/datasets"
)

// furtherMeasures have intervals of their own, beyond those of the paper's table.
var furtherMeasures = []string{
	"inertia_mm", "item_modal_share", "persona_share", "persona_share_mm", "item_share", "item_share_mm", "robustness", "susceptibility",
	"cronbach_alpha", "icc2", "icc3", "icc2k", "category_mean", "cohen_d", "hedges_g", "attribute_rho",
	"inertia_diff", "profile_diff", "js_distance_diff", "item_share_diff", "dimension_r", "dimension_r_centred",
	"place_share", "place_shift", "position_slope", "jsd_corrected", "total_variation", "wasserstein",
	"rank_order_r", "ipsative_r", "retest_icc", "norm_d", "norm_sd_ratio", "norm_js_distance", "norm_total_variation", "norm_wasserstein",
}

// theWorld is how two models answer: a persona's category and age shift it, each
// asks items apart, and the place of options and items has some part.
type theWorld struct {
	personas, baseline, people int
}

// coverFurther counts how often the further intervals hold what a very large study
// measures: a row a measure, over all that it compares in the first dimension.
func coverFurther(studies, personas int) ([]row, error) {
	truth := map[string]analysis.Estimate{}
	large := theWorld{personas: 30000, baseline: 3000, people: 200000}
	estimates, err := large.measure(0, 0)
	if err != nil {
		return nil, err
	}
	for _, e := range estimates {
		truth[rowName(e)] = e
	}
	var rows []row
	index := map[string]int{}
	small := theWorld{personas: personas, baseline: 30, people: 300}
	for s := range studies {
		estimates, err := small.measure(int64(s+1), 600)
		if err != nil {
			return nil, err
		}
		for _, e := range estimates {
			name := rowName(e)
			if math.IsNaN(e.Low) || e.Model != "m0" || e.Dimension != "Harm" && e.Dimension != analysis.AllDimensions {
				continue
			}
			if _, ok := index[e.Measure]; !ok {
				index[e.Measure] = len(rows)
				rows = append(rows, row{dimension: e.Dimension, measure: e.Measure})
			}
			r := &rows[index[e.Measure]]
			r.n++
			if e.High < truth[name].Value {
				r.below++
			}
			if e.Low > truth[name].Value {
				r.above++
			}
		}
	}
	return rows, nil
}

func rowName(e analysis.Estimate) string {
	return strings.Join([]string{e.Model, e.Variant, e.Dimension, e.Measure, e.Contrast}, "|")
}

func (w theWorld) measure(seed int64, resamples int) ([]analysis.Estimate, error) {
	in, _ := datasets.InstrumentByID("mfq30")
	o := analysis.DefaultOptions()
	o.Measures, o.Resamples, o.Permutations, o.Seed = furtherMeasures, resamples, 99, seed
	rng := rand.New(rand.NewPCG(uint64(seed), 11))
	o.Norms = w.norms(rng)
	study, err := analysis.Tally(w.ask(rng, in), []*datasets.Instrument{in})
	if err != nil {
		return nil, err
	}
	return analysis.Measure(study, o)
}

// norms are a sample of people: scores of mean 3.2 and SD .7, and option shares.
func (w theWorld) norms(rng *rand.Rand) []datasets.Norm {
	s, ss, shares := 0.0, 0.0, make([]float64, 6)
	n := float64(w.people)
	for range w.people {
		x := 3.2 + .7*rng.NormFloat64()
		s, ss = s+x, ss+x*x
		shares[option(3.2+1.1*rng.NormFloat64())-1] += 1 / n
	}
	return []datasets.Norm{{Group: "people", Dimension: "Harm", Mean: s / n, SD: math.Sqrt((ss - s*s/n) / (n - 1)), N: w.people, Answers: w.people, Shares: shares}}
}

func option(x float64) int { return min(6, max(1, int(math.Round(x)))) }

// ask streams the answers of two models in three variants, twice each.
func (w theWorld) ask(rng *rand.Rand, in *datasets.Instrument) *datasets.Dataset {
	ds := &datasets.Dataset{Name: "coverage", Layout: datasets.LayoutLong, Personas: &datasets.Personas{Attributes: []string{"faith", "age"}}}
	type nature struct{ all, place float64 }
	var natures []nature
	for p := range w.personas {
		faith, age := rng.IntN(3), 20+10*rng.IntN(6)
		ds.Personas.Rows = append(ds.Personas.Rows, datasets.Persona{Seed: 1, ID: fmt.Sprint(p), Attributes: map[string]string{"faith": string(rune('a' + faith)), "age": fmt.Sprint(age)}})
		natures = append(natures, nature{.4*float64(faith-1) + .015*float64(age-45) + .5*rng.NormFloat64(), .3 + .1*rng.NormFloat64()})
	}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		answer := func(model int, variant, persona string, n nature, own []float64, place []int) bool {
			for d, dim := range in.Scorings[0].Dimensions {
				for i, item := range dim.Items {
					x := 3.4 + .3*float64(d-2) + .15*float64(i-3) + (1-.3*float64(model))*n.all + .4*own[d] + rng.NormFloat64()*.8
					r := datasets.Response{Model: fmt.Sprintf("m%d", model), Variant: variant, Persona: persona, Item: item}
					if persona != "" {
						r.Seed = 1
					}
					switch variant {
					case "default":
						x += n.place
					case "options-reversed":
						x -= n.place
					default:
						r.Position = place[d*6+i] + 1
						x -= .02 * float64(r.Position-15)
					}
					r.Option = option(x)
					if !yield(r, nil) {
						return false
					}
				}
			}
			return true
		}
		w.questions(rng, func(model int, variant string, persona int, own []float64, place []int) bool {
			if persona < 0 {
				return answer(model, variant, "", nature{all: -.4, place: .3}, make([]float64, 5), place)
			}
			return answer(model, variant, ds.Personas.Rows[persona].ID, natures[persona], own, place)
		})
	}
	return ds
}

// questions goes through models, variants, personas and repeats; persona -1 is the
// baseline. own is what a persona thinks of each dimension, the same each time.
func (w theWorld) questions(rng *rand.Rand, ask func(model int, variant string, persona int, own []float64, place []int) bool) {
	own := make([][]float64, w.personas)
	for p := range own {
		for range 5 {
			own[p] = append(own[p], rng.NormFloat64())
		}
	}
	for model := range 2 {
		for _, variant := range []string{"default", "options-reversed", "items-shuffled"} {
			for p := range w.personas {
				place := rng.Perm(30)
				for range 2 {
					if !ask(model, variant, p, own[p], place) {
						return
					}
				}
			}
			if variant != "default" {
				continue
			}
			for range w.baseline {
				if !ask(model, variant, -1, nil, nil) {
					return
				}
			}
		}
	}
}
