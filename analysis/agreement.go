package analysis

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// agreementLevel is the confidence level of the correlation intervals here.
const agreementLevel = .95

// SeedAgreement compares each pair of seeds within a model and variant: Pearson
// r of item means (seed_r_items) and of dimension means (seed_r_dimensions),
// with Fisher's interval. contrast is "seed 111 ~ 333".
func SeedAgreement(s *Study, scoring string) []Estimate {
	sc, ok := s.Scoring(scoring)
	if !ok {
		return nil
	}
	var rows []Estimate
	for _, c := range s.Cells() {
		var seeds []*sample
		for _, seed := range c.Seeds {
			if sm := newSample(s, c.Model, c.Variant, sc, []int64{seed}); sm != nil {
				seeds = append(seeds, sm)
			}
		}
		for i, a := range seeds {
			for _, b := range seeds[i+1:] {
				contrast := fmt.Sprintf("seed %d ~ %d", a.seeds[0], b.seeds[0])
				rows = append(rows,
					correlation(a, "seed_r_items", contrast, itemMeans(a), itemMeans(b), agreementLevel),
					correlation(a, "seed_r_dimensions", contrast, dimensionMeans(a), dimensionMeans(b), agreementLevel))
			}
		}
	}
	return rows
}

// VariantAgreement compares each variant of a model with its default: Pearson r
// of item means (variant_r_items), change of the centred profile by dimension
// (variant_profile_change, options) and Spearman rho of the dimensions' order
// (variant_rho_dimensions). contrast is "default ~ options-reversed".
func VariantAgreement(s *Study, scoring string) []Estimate {
	sc, ok := s.Scoring(scoring)
	if !ok {
		return nil
	}
	first := map[string]*sample{}
	var rows []Estimate
	for _, c := range s.Cells() {
		sm := newSample(s, c.Model, c.Variant, sc, nil)
		if sm == nil {
			continue
		}
		ref, ok := first[c.Model]
		if !ok {
			first[c.Model] = sm
			continue
		}
		contrast := ref.variant + " ~ " + sm.variant
		a, b := dimensionMeans(ref), dimensionMeans(sm)
		rows = append(rows, correlation(sm, "variant_r_items", contrast, itemMeans(ref), itemMeans(sm), agreementLevel))
		for d := range sc.Dimensions {
			e := blankContrast(sm, "variant_profile_change", contrast)
			e.Dimension = sc.Dimensions[d].Name
			e.Value = (b[d] - allMean(sm)) - (a[d] - allMean(ref))
			rows = append(rows, e)
		}
		rho := blankContrast(sm, "variant_rho_dimensions", contrast)
		rho.Value, rho.Note = pearson(ranks(a), ranks(b))
		rows = append(rows, rho)
	}
	return rows
}

func blankContrast(sm *sample, measure, contrast string) Estimate {
	nan := math.NaN()
	e := Estimate{Model: sm.model, Variant: sm.variant, Instrument: sm.scoring.ID, Dimension: AllDimensions, Measure: measure, Contrast: contrast,
		Value: nan, SE: nan, Low: nan, High: nan, Level: nan}
	for _, r := range sm.personas() {
		e.Answers += int(sum(r.row(nil)) + .5)
	}
	if sm.personasKnown() {
		e.Personas = len(sm.personas())
	}
	return e
}

func correlation(sm *sample, measure, contrast string, x, y []float64, level float64) Estimate {
	e := blankContrast(sm, measure, contrast)
	if x == nil || y == nil {
		e.Note = "items unknown"
		return e
	}
	e.Value, e.Note = pearson(x, y)
	if low, high := FisherInterval(e.Value, len(x), level); !math.IsNaN(low) {
		e.Low, e.High, e.Level, e.Method = low, high, level, MethodFisher
	}
	return e
}

// pearson is the product-moment correlation, NaN with the reason where a side
// is constant or fewer than three pairs are complete.
func pearson(x, y []float64) (float64, string) {
	var a, b []float64
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			a, b = append(a, x[i]), append(b, y[i])
		}
	}
	if len(a) < 3 {
		return math.NaN(), fmt.Sprintf("%d pairs, need at least 3", len(a))
	}
	if slices.Min(a) == slices.Max(a) || slices.Min(b) == slices.Max(b) {
		return math.NaN(), "one side is constant"
	}
	return stat.Correlation(a, b, nil), ""
}

// FisherInterval is the interval of a Pearson correlation r of n pairs.
//
//	tanh(atanh r -+ z / sqrt(n - 3))
//
// NaN below four pairs or where |r| is 1. Source: Fisher (1921); agrees with
// scipy.stats.pearsonr(...).confidence_interval().
func FisherInterval(r float64, n int, level float64) (low, high float64) {
	if n < 4 || math.IsNaN(r) || math.Abs(r) >= 1 {
		return math.NaN(), math.NaN()
	}
	h := distuv.UnitNormal.Quantile((1+level)/2) / math.Sqrt(float64(n-3))
	return math.Tanh(math.Atanh(r) - h), math.Tanh(math.Atanh(r) + h)
}

// ranks are midranks, from 1; Spearman's rho is the Pearson r of ranks.
func ranks(v []float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		below, equal := 0, 0
		for _, y := range v {
			if y < x {
				below++
			} else if y == x {
				equal++
			}
		}
		out[i] = float64(below) + float64(equal+1)/2
		if math.IsNaN(x) {
			out[i] = x
		}
	}
	return out
}

// totalsOf sums the persona rows: counts, column*K.
func (sm *sample) totalsOf() []float64 {
	if sm.totals == nil {
		sm.totals = make([]float64, len(sm.form.columns)*sm.K)
		sm.sumRows(sm.totals)
	}
	return sm.totals
}

// itemMeans is the mean option of each scored item; nil where items are unknown.
func itemMeans(sm *sample) []float64 {
	t := sm.totalsOf()
	var out []float64
	for d := range sm.dims {
		if !sm.itemsKnown(t, d) {
			return nil
		}
		for _, c := range sm.dims[d] {
			if c < sm.form.items {
				out = append(out, MeanOption(t[c*sm.K:(c+1)*sm.K]))
			}
		}
	}
	return out
}

func dimensionMeans(sm *sample) []float64 {
	t := sm.totalsOf()
	out := make([]float64, len(sm.dims))
	for d := range sm.dims {
		out[d] = MeanOption(sm.dimension(t, d))
	}
	return out
}

// allMean is the mean option over all scored items of the instrument.
func allMean(sm *sample) float64 {
	all := make([]float64, sm.K)
	t := sm.totalsOf()
	for c := range sm.form.columns {
		addTo(all, t[c*sm.K:(c+1)*sm.K])
	}
	return MeanOption(all)
}
