package roleplay

import (
	"fmt"
	"strings"

	"inertia/datasets"
)

// The variants: ways of asking the same items.
const (
	VariantDefault         = datasets.DefaultVariant
	VariantItemsShuffled   = "items-shuffled"
	VariantOptionsReversed = datasets.ReversedVariant
	VariantOptionsShuffled = datasets.ShuffledVariant
	VariantUnforced        = "unforced"
	VariantParaphrased     = datasets.ParaphrasedVariant
)

// Variant is a way of asking.
type Variant struct{ Name, What string }

// Variants lists the ways of asking.
func Variants() []Variant {
	return []Variant{
		{VariantDefault, "each item alone, options in their order, one letter asked for"},
		{VariantItemsShuffled, "all items of a persona in one dialogue, in an order of its own"},
		{VariantOptionsReversed, "options in reverse"},
		{VariantOptionsShuffled, "options in an order that belongs to the question"},
		{VariantUnforced, "a free answer allowed"},
		{VariantParaphrased, "each item in a second wording"},
	}
}

// VariantNames lists the names of the ways of asking.
func VariantNames() []string {
	var out []string
	for _, v := range Variants() {
		out = append(out, v.Name)
	}
	return out
}

// Askable reports why an instrument cannot be asked in a variant; nil when it can.
func Askable(variant string, in *datasets.Instrument) error {
	if variant != VariantParaphrased {
		return nil
	}
	lacking := in.Unparaphrased()
	if len(lacking) == 0 {
		return nil
	}
	return fmt.Errorf("the variant %s needs a second wording, and %d of %d items of %s have none (%s): give each item a \"paraphrase\" beside its \"text\" in the questionnaire's file, bring a column paraphrase with --wording, or leave the variant out",
		variant, len(lacking), len(in.Scored()), in.ID, firstFew(lacking))
}

// firstFew names the first of many.
func firstFew(names []string) string {
	const few = 5
	if len(names) <= few {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:few], ", ") + ", ..."
}
