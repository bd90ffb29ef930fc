package roleplay

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
)

// PaperLike is a latent-threshold respondent whose expected answers are those of
// the paper's models: it chooses option k when the thresholds k-1 and k bracket
//
//	offset_item + loading * persona + noise,   persona, noise ~ N(0, 1)
//
// with one persona effect a dimension. Without a persona the noise is smaller, as
// models asked plainly repeat themselves. Thresholds were fitted, by the program
// in fitpaperlike, to the inertia, top-2 share and profile that the authors'
// released counts have on average.
type PaperLike struct{ parameters PaperLikeParameters }

// PaperLikeParameters is the content of paper-like.json.
type PaperLikeParameters struct {
	Source        string               `json:"source"`         // of the targets
	BaselineNoise float64              `json:"baseline_noise"` // SD of the noise without a persona
	Offsets       []float64            `json:"offsets"`        // of the items of a dimension
	Dimensions    []PaperLikeDimension `json:"dimensions"`
}

// PaperLikeDimension is one dimension's parameters and what they were fitted to.
type PaperLikeDimension struct {
	Name       string    `json:"name"`
	Inertia    float64   `json:"target_inertia"`
	Top2       float64   `json:"target_top2"`
	Profile    float64   `json:"target_profile"`
	Loading    float64   `json:"loading"`
	Thresholds []float64 `json:"thresholds"`
}

//go:embed paper-like.json
var paperLikeFile []byte

var paperLikeParameters = sync.OnceValue(func() PaperLikeParameters {
	var p PaperLikeParameters
	if err := json.Unmarshal(paperLikeFile, &p); err != nil {
		panic(fmt.Sprintf("paper-like.json: %v", err))
	}
	return p
})

// NewPaperLike is the respondent with the fitted parameters.
func NewPaperLike() PaperLike { return PaperLike{paperLikeParameters()} }

// Parameters returns what the respondent answers by.
func (p PaperLike) Parameters() PaperLikeParameters { return p.parameters }

// Name implements Respondent.
func (PaperLike) Name() string { return "paper-like" }

// Truth implements Respondent.
func (PaperLike) Truth() string {
	return "latent thresholds fitted to the inertia, top-2 share and profile of the paper's models"
}

// Answer implements Respondent.
func (p PaperLike) Answer(q *Question, rng *rand.Rand) int {
	if q.Dimension < 0 {
		return q.Instrument.Options/2 + 1
	}
	d := &p.parameters.Dimensions[q.Dimension%len(p.parameters.Dimensions)]
	latent := p.parameters.Offsets[q.Place%len(p.parameters.Offsets)]
	if q.Persona == nil {
		latent += p.parameters.BaselineNoise * rng.NormFloat64()
	} else {
		effect := stream("persona effect", q.Persona.Seed, q.Persona.ID, q.Dimension).NormFloat64()
		latent += d.Loading*effect + rng.NormFloat64()
	}
	k := 1
	for _, t := range d.Thresholds {
		if latent > t {
			k++
		}
	}
	return min(k, q.Instrument.Options)
}

// ExpectedShares are the option shares of a dimension over infinitely many
// personas.
func (p PaperLikeParameters) ExpectedShares(d int) []float64 {
	dim := &p.Dimensions[d]
	shares := make([]float64, len(dim.Thresholds)+1)
	for _, offset := range p.Offsets {
		last := 0.0
		for k := range shares {
			upper := 1.0
			if k < len(dim.Thresholds) {
				z := (dim.Thresholds[k] - offset) / math.Sqrt(1+dim.Loading*dim.Loading)
				upper = .5 * math.Erfc(-z/math.Sqrt2)
			}
			shares[k] += (upper - last) / float64(len(p.Offsets))
			last = upper
		}
	}
	return shares
}
