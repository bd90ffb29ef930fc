package roleplay

import "inertia/datasets"

// The variants: ways of asking the same items.
const (
	VariantDefault         = datasets.DefaultVariant
	VariantItemsShuffled   = "items-shuffled"
	VariantOptionsReversed = "options-reversed"
	VariantOptionsShuffled = "options-shuffled"
	VariantUnforced        = "unforced"
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
