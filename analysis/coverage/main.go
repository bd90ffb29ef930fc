// Command coverage simulates studies of a respondent whose truth is known and
// counts how often each interval holds it.
//
//	go run ./analysis/coverage -studies 1000
package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"inertia/analysis"
	"inertia/datasets"
)

func main() {
	studies := flag.Int("studies", 1000, "simulated studies")
	personas := flag.Int("personas", 200, "personas a study")
	baseline := flag.Int("baseline", 30, "baseline repeats an item")
	resamples := flag.Int("resamples", 2000, "resamples of personas")
	ci := flag.String("ci", "bca", "interval: bca, percentile or normal")
	further := flag.Bool("further", false, "the intervals beyond the paper's table")
	flag.Parse()
	var rows []row
	var err error
	if *further {
		rows, err = coverFurther(*studies, *personas)
	} else {
		rows, err = cover(*studies, *personas, *baseline, *resamples, *ci)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if *further {
		fmt.Println("| measure | intervals | coverage | below | above |\n|---|---:|---:|---:|---:|")
		for _, r := range rows {
			fmt.Printf("| %s | %d | %.1f | %.1f | %.1f |\n", r.measure, r.n, 100*r.share(r.n-r.below-r.above), 100*r.share(r.below), 100*r.share(r.above))
		}
		return
	}
	fmt.Println("| dimension | measure | truth | mean estimate | coverage | below | above |")
	fmt.Println("|---|---|---:|---:|---:|---:|---:|")
	for _, r := range rows {
		fmt.Printf("| %s | %s | %.3f | %.3f | %.1f | %.1f | %.1f |\n", r.dimension, r.measure, r.truth, r.mean,
			100*r.share(r.n-r.below-r.above), 100*r.share(r.below), 100*r.share(r.above))
	}
}

// row counts the intervals of one measure; below = the interval lies below the
// truth.
type row struct {
	dimension, measure string
	truth, mean        float64
	n, below, above    int
}

func (r *row) share(k int) float64 { return float64(k) / float64(r.n) }

var measures = []string{"inertia", "jsd", "js_distance", "top2", "top2_adjacent", "modal_share", "profile"}

func cover(studies, personas, baseline, resamples int, ci string) ([]row, error) {
	var rows []row
	index := map[[2]string]int{}
	for i := range respondent {
		for _, m := range measures {
			index[[2]string{respondent[i].Name, m}] = len(rows)
			rows = append(rows, row{dimension: respondent[i].Name, measure: m, truth: truth(i, m)})
		}
	}
	o := analysis.DefaultOptions()
	o.Measures, o.Resamples, o.CI = measures, resamples, ci
	instrument, _ := datasets.InstrumentByID("mfq30")
	for s := range studies {
		o.Seed = int64(s + 1)
		study, err := analysis.Tally(simulate(int64(s+1), personas, baseline, instrument), []*datasets.Instrument{instrument})
		if err != nil {
			return nil, err
		}
		estimates, err := analysis.Measure(study, o)
		if err != nil {
			return nil, err
		}
		for _, e := range estimates {
			r := &rows[index[[2]string{e.Dimension, e.Measure}]]
			r.mean += e.Value / float64(studies)
			if math.IsNaN(e.Low) {
				continue
			}
			r.n++
			if e.High < r.truth {
				r.below++
			}
			if e.Low > r.truth {
				r.above++
			}
		}
	}
	return rows, nil
}

// simulate asks the respondent once under each persona and repeatedly without.
func simulate(seed int64, personas, baseline int, in *datasets.Instrument) *datasets.Dataset {
	rng := rand.New(rand.NewPCG(uint64(seed), 7))
	ds := &datasets.Dataset{Name: "coverage", Layout: datasets.LayoutLong}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for p := range personas + baseline {
			r := datasets.Response{Model: "respondent", Variant: datasets.DefaultVariant}
			if p < personas {
				r.Seed, r.Persona = 1, fmt.Sprint(p)
			}
			effect := rng.NormFloat64()
			for d := range respondent {
				for i, item := range in.Scorings[0].Dimensions[d].Items {
					r.Item, r.Option = item, respondent[d].answer(rng, i, effect, r.Persona == "")
					if !yield(r, nil) {
						return
					}
				}
			}
		}
	}
	return ds
}

// truth is the measure at infinitely many personas and baseline answers.
func truth(d int, measure string) float64 {
	p, b := respondent[d].shares(false), respondent[d].shares(true)
	switch measure {
	case "inertia":
		return analysis.InertiaIndex(p)
	case "jsd":
		return analysis.JensenShannonDivergence(b, p)
	case "js_distance":
		return analysis.JensenShannonDistance(b, p)
	case "top2":
		return analysis.TopTwoShare(p)
	case "top2_adjacent":
		return analysis.TopTwoAdjacentShare(p)
	case "modal_share":
		return analysis.ModalShare(p)
	}
	all := 0.0
	for i := range respondent {
		all += analysis.MeanOption(respondent[i].shares(false)) / float64(len(respondent))
	}
	return analysis.MeanOption(p) - all
}
