// Command fitpaperlike fits the thresholds of the paper-like respondent to the
// inertia, top-2 share and profile that the authors' released counts have on
// average, and writes the parameters.
//
//	go run ./roleplay/fitpaperlike > roleplay/paper-like.json
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"

	"gonum.org/v1/gonum/optimize"

	"inertia/analysis"
	"inertia/roleplay"
)

// targets are means over seven models and their seeds, MFQ-30, 200 role-plays an
// item, computed from the counts that Lee, Lee and Cho released (repository
// brucewlee/moral-value-bias at 1f94ad2).
var targets = []roleplay.PaperLikeDimension{
	{Name: "Harm", Inertia: .460445612679, Top2: .886150276458, Profile: .580687302156, Loading: .6},
	{Name: "Fairness", Inertia: .499086769884, Top2: .89759349632, Profile: .545434341924, Loading: .6},
	{Name: "Ingroup", Inertia: .201167844845, Top2: .68161486337, Profile: -.356962229605, Loading: .8},
	{Name: "Authority", Inertia: .185900826063, Top2: .660494627467, Profile: -.383438164241, Loading: .8},
	{Name: "Purity", Inertia: .165901820742, Top2: .646154162572, Profile: -.386560339853, Loading: .8},
}

const options = 6

func main() {
	p := roleplay.PaperLikeParameters{
		Source:        "Lee, Lee and Cho (2026), released option counts, mean over models and seeds",
		BaselineNoise: .6,
		Offsets:       []float64{-.5, -.3, -.1, .1, .3, .5},
	}
	// The profile fixes the dimensions' means up to a common one, which is chosen
	// where all targets can be met best.
	best := math.Inf(1)
	var shares [][]float64
	for centre := 4.0; centre <= 5.0; centre += .02 {
		loss, got := 0.0, make([][]float64, len(targets))
		for d := range targets {
			var l float64
			got[d], l = fit(&targets[d], centre+targets[d].Profile)
			loss += l
		}
		if loss < best {
			best, shares = loss, got
		}
	}
	for d, t := range targets {
		t.Thresholds = thresholds(shares[d], p.Offsets, t.Loading)
		p.Dimensions = append(p.Dimensions, t)
	}
	out, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(string(out))
}

// fit finds shares of the form exp(-a |k - c|^b) with the inertia, top-2 share and
// mean wanted.
func fit(t *roleplay.PaperLikeDimension, mean float64) (shares []float64, loss float64) {
	form := func(x []float64) []float64 {
		p, n := make([]float64, options), 0.0
		for k := range p {
			p[k] = math.Exp(-math.Exp(x[0]) * math.Pow(math.Abs(float64(k+1)-x[1]), math.Exp(x[2])))
			n += p[k]
		}
		for k := range p {
			p[k] /= n
		}
		return p
	}
	distance := func(x []float64) float64 {
		p := form(x)
		if slices.ContainsFunc(p, math.IsNaN) {
			return 1e9
		}
		a, b, c := analysis.InertiaIndex(p)-t.Inertia, analysis.TopTwoShare(p)-t.Top2, analysis.MeanOption(p)-mean
		return a*a + b*b + c*c/25
	}
	loss = math.Inf(1)
	for _, start := range [][]float64{{0, mean, .5}, {-1, mean, 0}, {.5, mean + .5, 0}, {0, mean - .3, -.5}} {
		got, err := optimize.Minimize(optimize.Problem{Func: distance}, start, &optimize.Settings{MajorIterations: 2000}, &optimize.NelderMead{})
		if err == nil && got.F < loss {
			loss, shares = got.F, form(got.X)
		}
	}
	return shares, loss
}

// thresholds cuts the latent scale so that the dimension's items together have the
// shares.
func thresholds(shares, offsets []float64, loading float64) []float64 {
	out, below := make([]float64, len(shares)-1), 0.0
	for k := range out {
		below += shares[k]
		low, high := -12., 12.
		for range 100 {
			mid, got := (low+high)/2, 0.0
			for _, o := range offsets {
				got += .5 * math.Erfc(-(mid-o)/math.Sqrt(1+loading*loading)/math.Sqrt2) / float64(len(offsets))
			}
			if got < below {
				low = mid
			} else {
				high = mid
			}
		}
		out[k] = math.Round(1e4*low) / 1e4
	}
	return out
}
