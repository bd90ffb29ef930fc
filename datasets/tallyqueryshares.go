package datasets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// chanceNames lists the columns of probabilities in a query: p1..pN, then p_other.
func chanceNames(options int) []string {
	var out []string
	for k := range options {
		out = append(out, fmt.Sprintf("p%d", k+1))
	}
	return append(out, "p_other")
}

// mostChances is the highest p1..pN among the columns of all sources, and at least
// the most options of an instrument.
func mostChances(parts []answersOf, instruments []*Instrument) int {
	most := mostOptions(instruments)
	for _, p := range parts {
		for k := most; k < maxOptions; k++ {
			if slices.Contains(p.columns, fmt.Sprintf("p%d", k+1)) {
				most = k + 1
			}
		}
	}
	return most
}

func mostOptions(instruments []*Instrument) int {
	most := 0
	for _, in := range instruments {
		most = max(most, in.Options)
	}
	return most
}

// double writes a number that no engine takes for a decimal.
func double(x float64) string { return strconv.FormatFloat(x, 'E', -1, 64) }

// each writes a text for every option, with its number in place of %[1]d.
func each(options int, separator, format string) string {
	var out []string
	for k := range options {
		out = append(out, fmt.Sprintf(format, k+1))
	}
	return strings.Join(out, separator)
}

// shared is the parts of the query from the answers that are known on: it shares each
// answer out over its options as Response.ExpectedCounts does, and leaves out those
// for which that is an error. chances is the number of columns p1..pN; all and some
// say which sources number their repeats.
func (d dialect) shared(chances int, all, some bool, instruments []*Instrument) string {
	var K []string
	for _, in := range instruments {
		K = append(K, fmt.Sprintf("WHEN item IN (%s) THEN %d", d.literals(in.Scored()), in.Options))
	}
	reasons := []string{}
	for _, r := range MissingReasons {
		reasons = append(reasons, string(r))
	}
	const of = "CASE WHEN p%[1]d IS NOT NULL AND %[1]d <= k THEN p%[1]d ELSE 0E0 END"
	slack := func(sign float64) string { // 1 and as much as probabilities may be off
		var out []string
		for _, in := range instruments {
			out = append(out, fmt.Sprintf("WHEN k = %d THEN %s", in.Options, double(1+sign*roundedTo*float64(in.Options+1))))
		}
		slices.Sort(out)
		return "CASE " + strings.Join(slices.Compact(out), " ") + " END"
	}
	return `scaled AS (
  SELECT known.*, CASE ` + strings.Join(K, "\n    ") + ` END AS k FROM known
),
added AS (
  SELECT scaled.*, COALESCE(p_other, 0E0) AS told_outside,
    ` + each(chances, "\n      + ", of) + ` AS inside,
    CASE WHEN code = 'duplicate' OR ` + each(chances, " AND ", "p%d IS NULL") + ` THEN 1 ELSE 0 END AS unshared,
    CASE WHEN ` + each(chances, " OR ", "(p%[1]d IS NULL AND %[1]d <= k)") + ` THEN 1 ELSE 0 END AS untold
  FROM scaled
),
sound AS (
  SELECT added.*, CASE WHEN unshared = 1 THEN 1E0 WHEN told_outside <> 0E0 THEN told_outside WHEN inside < 1E0 THEN 1E0 - inside ELSE 0E0 END AS beyond,
    CASE WHEN code IN (` + d.literals(reasons) + `) THEN code ELSE 'unparsed' END AS reason
  FROM added WHERE unshared = 1 AND code IN (` + d.literals(reasons) + `)
    OR unshared = 0 AND told_outside >= 0E0 AND inside + told_outside <= ` + slack(1) + `
      AND (untold = 0 AND told_outside = 0E0 OR inside + told_outside >= ` + slack(-1) + `)
      AND ` + each(chances, " AND ", "(p%[1]d IS NULL OR p%[1]d >= 0E0 AND (%[1]d <= k OR p%[1]d = 0E0))") + `
),
shares AS (
  SELECT sound.*, ` + each(chances, ",\n    ", "CASE WHEN unshared = 1 THEN 0E0 ELSE "+of+" / (inside + beyond) END AS s%[1]d") + `,
    CASE WHEN unshared = 1 THEN 1E0 ELSE beyond / (inside + beyond) END AS outside
  FROM sound
),
keyed AS (
` + d.sharedKeys(chances, all, some) + "\n)\n" + d.sharedCounts(mostOptions(instruments))
}

// sharedKeys is keyed for answers that are shared out: equal rows agree in every
// probability.
func (d dialect) sharedKeys(chances int, all, some bool) string {
	const who = "model, variant, seed, persona, item"
	agree := []string{"MIN(code) = MAX(code)", "MIN(code) <> 'duplicate'", "MIN(told_outside) = MAX(told_outside)"}
	for _, p := range chanceNames(chances)[:chances] {
		agree = append(agree, fmt.Sprintf("(COUNT(%s) = 0 OR COUNT(%s) = COUNT(*) AND MIN(%s) = MAX(%s))", p, p, p, p))
	}
	once := "  SELECT " + who + ", CASE WHEN agree = 1 THEN reason ELSE 'duplicate' END AS reason,\n    " +
		each(chances, ", ", "CASE WHEN agree = 1 THEN s%[1]d ELSE 0E0 END AS s%[1]d") + ",\n    CASE WHEN agree = 1 THEN outside ELSE n END AS outside\n  FROM (\n" +
		"    SELECT " + who + ", MIN(reason) AS reason, MIN(outside) AS outside, CAST(COUNT(*) AS " + d.real + ") AS n,\n      " + each(chances, ", ", "MIN(s%[1]d) AS s%[1]d") + ",\n" +
		"      CASE WHEN " + strings.Join(agree, " AND ") + " THEN 1 ELSE 0 END AS agree\n" +
		"    FROM shares WHERE numbered = 1 GROUP BY " + who + ", repeat_no\n  ) AS keys_met"
	one := "  SELECT " + who + ", reason, " + each(chances, ", ", "s%d") + ", outside FROM shares WHERE numbered = 0"
	switch {
	case all:
		return once
	case some:
		return once + "\n  UNION ALL\n" + one
	}
	return one
}

// sharedCounts adds up what answers count for.
func (d dialect) sharedCounts(options int) string {
	sums := []string{each(options, ",\n  ", "SUM(s%[1]d) AS n%[1]d")}
	for _, reason := range MissingReasons {
		sums = append(sums, fmt.Sprintf("SUM(CASE WHEN reason = %s THEN outside ELSE 0E0 END) AS n_%s", d.literal(string(reason)), reason))
	}
	return summed(sums)
}
