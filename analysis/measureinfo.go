package analysis

import (
	"fmt"
	"slices"
	"strings"
)

// MeasureInfo describes a measure for people: tables, the report's section on
// measures and the help read it.
type MeasureInfo struct {
	Name       string // as in the tidy table
	Title      string
	Symbol     string // TeX
	Formula    string // TeX
	Definition string
	Range      string
	Unit       string
	Undefined  string // when the value is NaN
	Source     string
}

const (
	leeSource   = "Lee, Lee and Cho (2026)"
	costaSource = "Costa et al. (2025)"
)

var measureInfos = []MeasureInfo{
	{"inertia", "Inertia", "I", `1 - \frac{H(p)}{\log_2 K}`, "one minus the entropy of the pooled answer shares, on the scale's range", "0 to 1", "", "no answers", leeSource},
	{"js_distance", "JS distance", "d", `\sqrt{\mathrm{JSD}(b, p)}`, "square root of the Jensen-Shannon divergence of baseline and persona shares; the paper's table prints it as JSD", "0 to 1", "", "no baseline answers", leeSource},
	{"jsd", "JS divergence", `\mathrm{JSD}`, `H\left(\frac{b + p}{2}\right) - \frac{H(b) + H(p)}{2}`, "Jensen-Shannon divergence of baseline and persona shares", "0 to 1", "bits", "no baseline answers", "Lin (1991)"},
	{"js_floor", "JS floor", "d_0", `E[d \mid b \sim p]`, "expected JS distance had the baseline's answers, as many as there are, been drawn from the persona shares", "0 to 1", "", "no baseline answers", "this program"},
	{"js_p", "p of the JS distance", "p_d", `\frac{1 + \#\{d^{*} \geq d\}}{m + 1}`, "how often baseline answers drawn from the persona shares are at least as far away as the observed ones", "0 to 1", "", "no baseline answers; a mean over models", "this program"},
	{"top2", "Top-2 share", "T_2", `p_{(1)} + p_{(2)}`, "the two largest option shares together", "2/K to 1", "", "no answers", leeSource},
	{"top2_adjacent", "Adjacent top-2 share", "T_a", `\max_{k} (p_k + p_{k+1})`, "largest share of two neighbouring options", "0 to 1", "", "no answers", "this program"},
	{"modal_share", "Modal share", "M", `\max_{k} p_k`, "largest share of one option, dimension pooled", "1/K to 1", "", "no answers", leeSource},
	{"item_modal_share", "Item modal share", "M_i", `\frac{1}{n} \sum_{i} \max_{k} p_{k \mid i}`, "mean over items of each item's largest option share", "1/K to 1", "", "items unknown", leeSource},
	{"profile", "Centred profile", "c", `\bar{x}_{dim} - \bar{x}_{all}`, "mean option of the dimension minus mean option of all answers of the instrument", "1-K to K-1", "options", "no answers", leeSource},
	{"persona_share", "Persona share", "S_p", `\frac{I(x; persona)}{H(p)}`, "share of the answers' spread that the persona explains (plug-in)", "0 to 1", "", "personas unknown, or every answer the same", "Shannon (1948)"},
	{"item_share", "Item share", "S_i", `\frac{I(x; item)}{H(p)}`, "share of the answers' spread that the item explains (plug-in)", "0 to 1", "", "items unknown, or every answer the same", "Shannon (1948)"},
	{"inertia_mm", "Inertia, corrected", `I_{MM}`, `1 - \frac{H_{MM}(p)}{\log_2 K}`, "inertia with the Miller-Madow entropy", "may leave 0 to 1", "", "no answers", "Miller (1955)"},
	{"persona_share_mm", "Persona share, corrected", `S_{p,MM}`, `\frac{I_{MM}(x; persona)}{H_{MM}(p)}`, "persona share with Miller-Madow entropies", "may leave 0 to 1", "", "personas unknown, or every answer the same", "Miller (1955)"},
	{"item_share_mm", "Item share, corrected", `S_{i,MM}`, `\frac{I_{MM}(x; item)}{H_{MM}(p)}`, "item share with Miller-Madow entropies", "may leave 0 to 1", "", "items unknown, or every answer the same", "Miller (1955)"},
	{"robustness", "Robustness", "R", `\frac{1}{mean_{p,i} SD_{rep}}`, "one over the mean, over persona and item, of the SD over repeats; personas valid in every model", "above 0", "", "asked once", costaSource},
	{"susceptibility", "Susceptibility", "S", `mean_{g} mean_{i} SD_{p \in g}`, "mean over groups of personas of the mean over items of the SD across the group of persona-by-item means", "0 and above", "options", "fewer than 4 valid personas, or items unknown", costaSource},
}

// MeasureInfos lists the measures in the order of the tidy table.
func MeasureInfos() []MeasureInfo { return slices.Clone(measureInfos) }

// ParseMeasures reads a comma-separated list of measures and groups of
// measures ("paper", "all") into names in table order.
func ParseMeasures(list string) ([]string, error) {
	want := map[string]bool{}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		known := name == "paper" || name == "all"
		for _, m := range measureInfos {
			if known && (name == "paper" || name == "all") || m.Name == name {
				want[m.Name], known = true, true
			}
		}
		if !known {
			return nil, fmt.Errorf("unknown measure %q; known are paper, all, %s", name, strings.Join(measureNames(nil), ", "))
		}
	}
	return measureNames(want), nil
}

// measureNames lists the names in table order, those in keep only unless keep
// is nil.
func measureNames(keep map[string]bool) []string {
	var names []string
	for _, m := range measureInfos {
		if keep == nil || keep[m.Name] {
			names = append(names, m.Name)
		}
	}
	return names
}
