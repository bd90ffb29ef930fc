package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

func circleOf(n int) [][2]float64 {
	out := make([][2]float64, n)
	for i := range out {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = [2]float64{c, s}
	}
	return out
}

func TestStructureAgreesWithReference(t *testing.T) {
	var r struct {
		Dissimilarity [][]float64  `json:"dissimilarity"`
		Ordinal       float64      `json:"ordinal_stress"`
		Interval      float64      `json:"interval_stress"`
		Points        [][2]float64 `json:"points"`
		ProcrustesR   float64      `json:"procrustes_r"`
		ProtestP      float64      `json:"protest_p"`
	}
	readReference(t, "structure", &r)
	rng := rand.New(rand.NewPCG(1, 3))
	_, stress := MultidimensionalScaling(r.Dissimilarity, Ordinal, rng)
	if stress > r.Ordinal+2e-3 {
		t.Errorf("ordinal stress %v, isoMDS finds %v", stress, r.Ordinal)
	}
	_, stress = MultidimensionalScaling(r.Dissimilarity, Interval, rng)
	if math.Abs(stress-r.Interval) > 1e-4 {
		t.Errorf("interval stress %v, minimising directly finds %v", stress, r.Interval)
	}
	_, got := Procrustes(r.Points, circleOf(len(r.Points)))
	near(t, "Procrustes", got, r.ProcrustesR, 1e-9)
	p := ProcrustesP(r.Points, circleOf(len(r.Points)), 999, rng)
	if math.Abs(p-r.ProtestP) > .01 {
		t.Errorf("p %v, protest %v", p, r.ProtestP)
	}
}

// Points turned, mirrored, scaled and moved come back exactly.
func TestProcrustesUndoesAMove(t *testing.T) {
	circle := circleOf(7)
	moved := make([][2]float64, 7)
	for i, p := range circle {
		moved[i] = [2]float64{3 - 2*(p[0]*.6-p[1]*.8), 1 + 2*(p[0]*.8+p[1]*.6)}
	}
	fitted, r := Procrustes(moved, circle)
	near(t, "r", r, 1, 1e-12)
	for i := range fitted {
		near(t, "x", fitted[i][0], circle[i][0], 1e-12)
		near(t, "y", fitted[i][1], circle[i][1], 1e-12)
	}
	if _, r := Procrustes([][2]float64{{1, 1}, {1, 1}, {1, 1}}, circle[:3]); !math.IsNaN(r) {
		t.Errorf("one point thrice: %v, want NaN", r)
	}
}

// Distances in the plane have no stress; with ties too.
func TestScalingOfPlaneDistances(t *testing.T) {
	circle := circleOf(8)
	d := matrix(8, 8)
	for i := range d {
		for j := range d {
			d[i][j] = math.Hypot(circle[i][0]-circle[j][0], circle[i][1]-circle[j][1])
		}
	}
	for _, scaling := range []Scaling{Ordinal, Interval} {
		if _, stress := MultidimensionalScaling(d, scaling, rand.New(rand.NewPCG(1, 1))); stress > 1e-3 {
			t.Errorf("scaling %d: stress %v of distances in the plane", scaling, stress)
		}
	}
	if _, stress := MultidimensionalScaling(d[:2], Ordinal, nil); !math.IsNaN(stress) {
		t.Errorf("two things: %v, want NaN", stress)
	}
}
