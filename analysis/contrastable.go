package analysis

import "slices"

// contrastable is a measure whose differences are estimated and tested.
type contrastable struct {
	measure string
	margin  float64 // how large a difference may be to count as none (TOST)
	usual   bool    // part of the group contrasts; the others are asked for by name
}

var contrastables = []contrastable{
	{"inertia", .05, true}, {"modal_share", .05, true}, {"profile", .25, true},
	{"js_distance", .05, false}, {"jsd", .05, false}, {"top2", .05, false}, {"top2_adjacent", .05, false}, {"item_modal_share", .05, false},
	{"persona_share", .05, false}, {"item_share", .05, false}, {"inertia_mm", .05, false}, {"persona_share_mm", .05, false}, {"item_share_mm", .05, false},
	{"total_variation", .05, false}, {"wasserstein", .25, false},
}

// contrastSuffixes name the rows of a contrast: the difference, its p, the p
// adjusted, the p of equivalence.
var contrastSuffixes = []string{"_diff", "_diff_p", "_diff_p_holm", "_diff_p_bh", "_tost_p"}

// contrastsFor lists the measures behind the rows wanted.
func contrastsFor(wanted []string) []contrastable {
	var out []contrastable
	for _, c := range contrastables {
		if slices.ContainsFunc(contrastSuffixes, func(s string) bool { return slices.Contains(wanted, c.measure+s) }) {
			out = append(out, c)
		}
	}
	return out
}

// infos describes the rows of a contrast of the measure that of describes.
func (c contrastable) infos(of MeasureInfo) []MeasureInfo {
	unit := ""
	if c.measure == "profile" || c.measure == "wasserstein" {
		unit = "options"
	}
	margin := ".05"
	if c.margin == .25 {
		margin = ".25"
	}
	rows := []MeasureInfo{
		{"", "difference", `\Delta`, `x_a - x_b`, "difference of the measure between two models, variants or dimensions; personas in common are resampled together", "unbounded", unit, "personas unknown, or the measure undefined", "Efron and Tibshirani (1993)", "contrasts", false},
		{"", "p of the difference", `p`, `\frac{b + 1}{m + 1}`, "share of permutations, exchanging the two answers of a persona, with as large a difference", "0 to 1", "", "no resampling; a distance", "Phipson and Smyth (2010)", "contrasts", false},
		{"", "p of the difference, Holm", `p_H`, `\max_{j \leq i} (m - j + 1) p_{(j)}`, "$p$ of the difference, family-wise error held over all contrasts of the kind in the instrument", "0 to 1", "", "no resampling; a distance", "Holm (1979)", "contrasts", false},
		{"", "p of the difference, Benjamini-Hochberg", `q`, `\min_{j \geq i} \frac{m}{j} p_{(j)}`, "$p$ of the difference, false discovery rate held over all contrasts of the kind in the instrument", "0 to 1", "", "no resampling; a distance", "Benjamini and Hochberg (1995)", "contrasts", false},
		{"", "p of equivalence", `p_{TOST}`, `\max(F(\frac{\Delta - \delta}{s}), F(\frac{-\delta - \Delta}{s}))`, "$p$ of two one-sided tests that the difference is at least " + margin + ": small means shown to be negligible; $F$ is the distribution of Student's $t$", "0 to 1", "", "no resampling", "Schuirmann (1987)", "contrasts", false},
	}
	for i := range rows {
		rows[i].Name, rows[i].Title, rows[i].OnRequest = c.measure+contrastSuffixes[i], of.Title+", "+rows[i].Title, !c.usual
	}
	return rows
}
