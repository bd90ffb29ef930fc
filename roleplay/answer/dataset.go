package answer

import (
	"slices"

	"inertia/datasets"
)

// TextsRead says what [ReadTexts] has found, once the answers have been read.
type TextsRead struct {
	Options int // texts that name an option
	None    int // texts that name none
	Unknown int // texts left alone, as the order of the options shown is not known
}

// ReadTexts has each answer of ds that is a text without an option read by [Read],
// against the labels of its item's scale in their order, or in reverse under the
// variant options-reversed. Answers that have an option stay, as do those whose
// reason says more than that they were not read.
func ReadTexts(ds *datasets.Dataset, instruments []*datasets.Instrument) *TextsRead {
	out, all := &TextsRead{}, ds.Responses
	labels := labelsOf(instruments)
	ds.Batches = nil // which have no texts
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		*out = TextsRead{}
		for r, err := range all {
			if err == nil && r.Option == 0 && r.Text != "" && r.Missing == datasets.Unparsed {
				out.read(&r, labels[r.Item])
			}
			if !yield(r, err) {
				return
			}
		}
	}
	return out
}

func (t *TextsRead) read(r *datasets.Response, labels []string) {
	reversed := r.Variant == datasets.ReversedVariant
	if labels == nil || r.Variant == datasets.ShuffledVariant {
		t.Unknown++
		return
	}
	if reversed {
		labels = slices.Clone(labels)
		slices.Reverse(labels)
	}
	place, missing := Read(r.Text, labels)
	if r.Option, r.Missing = place, missing; place == 0 {
		t.None++
		return
	}
	if t.Options++; reversed {
		r.Option = len(labels) + 1 - place
	}
}

// labelsOf gives the labels of each item's scale.
func labelsOf(instruments []*datasets.Instrument) map[string][]string {
	out := map[string][]string{}
	for _, in := range instruments {
		for i := range in.Items {
			out[in.Items[i].ID] = in.Labels(&in.Items[i])
		}
	}
	return out
}
