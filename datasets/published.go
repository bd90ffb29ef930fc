package datasets

// PublishedValue is a number printed in a paper, to set beside one's own.
type PublishedValue struct {
	Study      string // short name, such as "Lee et al. 2026"
	Citation   string // key into the report's references
	Instrument string // scoring id
	Dimension  string
	Measure    string // name in the tidy table
	Value      float64
	Decimals   int // printed, of Value
	Note       string
}

// Published lists the values of Lee, Lee and Cho (2026), arXiv 2408.09049. Those
// of the MFQ-30 are means over seven models and three seeds.
func Published() []PublishedValue {
	var out []PublishedValue
	add := func(instrument, dimension, measure string, value float64, decimals int, note string) {
		out = append(out, PublishedValue{"Lee et al. 2026", "lee2026", instrument, dimension, measure, value, decimals, note})
	}
	for _, row := range []struct {
		dimension               string
		inertia, distance, top2 float64
	}{
		{"Harm", .460, .285, .885}, {"Fairness", .499, .288, .906}, {"Ingroup", .201, .470, .681},
		{"Authority", .186, .476, .660}, {"Purity", .166, .432, .619},
	} {
		add("mfq30", row.dimension, "inertia", row.inertia, 3, "")
		add("mfq30", row.dimension, "js_distance", row.distance, 3, "printed under the name JSD; it is the distance, the square root of the divergence")
		add("mfq30", row.dimension, "top2", row.top2, 3, "")
	}
	add("mfq30", "Harm", "profile", .60, 2, "")
	add("mfq30", "Authority", "profile", -.54, 2, "")
	add("mfq30", "all", "seed_r_items", .989, 3, "least between the seeds 111, 333, 555")
	add("mfq30", "all", "seed_r_items", .997, 3, "greatest between the seeds 111, 333, 555")
	add("pvqrr", "Tradition", "cohen_d_max", 1.42, 2, "attribute religion, no religion (2.48) against Orthodox (4.32)")
	add("pvqrr", "Universalism", "cohen_d_max", .32, 2, "attribute religion")
	add("pvqrr", "all", "cohen_d_max", .17, 2, "attribute sex, at most, on any value")
	return out
}
