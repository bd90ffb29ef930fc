package analysis

import (
	"cmp"
	"slices"

	"inertia/datasets"
)

// addExpected counts an answer by the probabilities of its options; what lies
// outside them is missing.
func (t *tallier) addExpected(r *datasets.Response, at *place, K int) error {
	expected, outside, err := r.ExpectedCounts(K)
	if err != nil {
		return err
	}
	t.enter(r.Model, r.Variant, r.Persona, r.Seed, r.Pooled)
	weight := r.Weight()
	for k := range expected {
		expected[k] *= weight
	}
	t.share(at, expected, outside*weight, r.Position, cmp.Or(r.Missing, datasets.Unparsed))
	return nil
}

// addShares counts the answers of unit i of a batch, which was entered, by the
// probabilities of their options.
func (t *tallier) addShares(b *datasets.Batch, i int) {
	answers := b.Of(i)
	for j := range answers {
		a := &answers[j]
		if a.N == 0 {
			continue
		}
		at := &t.questions[a.Question]
		options, outside := b.Shares(i, j)
		reason, missing := a.Reason()
		if !missing {
			reason = datasets.Unparsed
		}
		t.share(at, options[:at.form.in.Options], outside, int(a.Position), reason)
	}
}

// share counts what an answer counts for: n of each option, and what lies outside them
// as missing.
func (t *tallier) share(at *place, options []float64, outside float64, position int, reason datasets.Missing) {
	for k, n := range options {
		if n > 0 {
			t.answers += n
			t.usable += n
			t.count(at, k, position, n)
		}
	}
	if outside > 0 {
		t.answers += outside
		t.count(at, at.form.in.Options+max(0, slices.Index(datasets.MissingReasons, reason)), 0, outside)
	}
}
