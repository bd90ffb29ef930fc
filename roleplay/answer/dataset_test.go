package answer

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"inertia/datasets"
)

func TestReadTexts(t *testing.T) {
	broken := errors.New("a broken row")
	text := func(variant, item, text string) datasets.Response {
		return datasets.Response{Variant: variant, Item: item, Text: text, Missing: datasets.Unparsed}
	}
	answers := []datasets.Response{
		text("default", "mfq30-01", "(B)"),
		text("default", "mfq30-01", "Extremely relevant."),
		text("default", "mfq30-17", "strongly agree"),
		text("default", "mfq30-01", "I'm sorry, but I can't answer that."),
		text("default", "mfq30-01", ""),
		text(datasets.ReversedVariant, "mfq30-01", "B"),
		text(datasets.ReversedVariant, "mfq30-01", "extremely relevant"),
		text(datasets.ShuffledVariant, "mfq30-01", "B"),
		{Variant: "default", Item: "mfq30-01", Text: "B", Option: 6},
		{Variant: "default", Item: "mfq30-01", Text: "B", Missing: datasets.Truncated},
	}
	ds := &datasets.Dataset{Responses: func(yield func(datasets.Response, error) bool) {
		for _, r := range answers {
			if !yield(r, nil) {
				return
			}
		}
		yield(datasets.Response{}, broken)
	}}
	read := ReadTexts(ds, datasets.Instruments())
	for range 2 { // writing goes through the answers twice
		var got []string
		var last error
		for r, err := range ds.Responses {
			if last = err; err == nil {
				got = append(got, fmt.Sprint(r.Option, r.Missing))
			}
		}
		want := []string{"2", "6", "6", "0refusal", "0unparsed", "5", "6", "0unparsed", "6", "0truncated"}
		if !slices.Equal(got, want) || last != broken {
			t.Errorf("%q, %v, want %q", got, last, want)
		}
		if *read != (TextsRead{Options: 5, None: 1, Unknown: 1}) {
			t.Errorf("%+v", *read)
		}
	}
	if answers[0].Option != 0 {
		t.Error("the caller's answers were changed")
	}
}
