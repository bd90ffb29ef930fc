package datasets

import (
	"fmt"
	"slices"
	"strings"
)

// answersOf is a source of answers in a query.
type answersOf struct {
	dialect
	from    string
	columns []string
	model   string // of rows that name none
}

func (a answersOf) numbered() bool { return slices.Contains(a.columns, "repeat") }

// nothings are the spellings that isNothing knows.
var nothings = []string{"", "NA", "NaN", "nan", "null", "None"}

// selected gives a source's answers as text, as they stand: empty where a number
// is told by one of the usual spellings of nothing. chances is the number of columns
// p1..pN to take up.
func (a answersOf) selected(chances int) string {
	column := func(name string) string {
		if !slices.Contains(a.columns, name) {
			return fmt.Sprintf("CAST(NULL AS %s)", a.text)
		}
		return fmt.Sprintf("CAST(%s%s%s AS %s)", a.quote, name, a.quote, a.text)
	}
	text := func(name, empty string) string {
		return fmt.Sprintf("COALESCE(NULLIF(%s, ''), %s) AS %s", column(name), a.literal(empty), name)
	}
	number := func(name string) string {
		return fmt.Sprintf("CASE WHEN TRIM(%s) NOT IN (%s) THEN TRIM(%s) END AS %s_text", column(name), a.literals(nothings), column(name), name)
	}
	names := []string{"seed", "repeat", "option"}
	if chances > 0 {
		names = append(names, chanceNames(chances)...)
	}
	fields := []string{text("model", a.model), text("variant", DefaultVariant), text("persona", ""), text("item", ""), text("missing", ""), "0 AS numbered"}
	if a.numbered() {
		fields[len(fields)-1] = "1 AS numbered"
	}
	for _, name := range names {
		fields = append(fields, number(name))
	}
	return "  SELECT " + strings.Join(fields, ",\n    ") + "\n  FROM " + a.from
}

// whole reads a text as a whole number, also one that a table program wrote as
// 3.0; NULL where it is none.
func (d dialect) whole(text string) string {
	real := fmt.Sprintf("%s(%s AS %s)", d.try, text, d.real)
	return fmt.Sprintf("CASE WHEN %s = FLOOR(%s) AND ABS(%s) < 9.2E18 THEN COALESCE(%s(%s AS %s), %s(%s AS %s)) END",
		real, real, real, d.try, text, d.integer, d.try, real, d.integer)
}

// tally counts the answers of all sources; each as one, or shared out by the
// probabilities of its options.
func (d dialect) tally(parts []answersOf, instruments []*Instrument, weights string) string {
	chances := 0
	if weights == WeightsProbabilities {
		chances = mostChances(parts, instruments)
	}
	var selected []string
	all, some := true, false
	for _, p := range parts {
		selected = append(selected, p.selected(chances))
		all, some = all && p.numbered(), some || p.numbered()
	}
	numbers, taken, sound := "", "", ""
	if chances > 0 {
		for _, p := range chanceNames(chances) {
			numbers += fmt.Sprintf(",\n    %s_text, %s(%s_text AS %s) AS %s", p, d.try, p, d.real, p)
			taken += ", " + p
			sound += fmt.Sprintf("\n    AND (%s_text IS NULL OR %s IS NOT NULL)", p, p)
		}
	}
	text := "WITH answers AS (\n" + strings.Join(selected, "\n  UNION ALL\n") + "\n),\n" +
		"numbers AS (\n  SELECT model, variant, persona, item, missing, numbered, seed_text, repeat_text, option_text,\n    " +
		d.whole("seed_text") + " AS seed_no,\n    " + d.whole("repeat_text") + " AS repeat_no,\n    " + d.whole("option_text") + " AS option_no" + numbers +
		"\n  FROM answers\n),\n" +
		`coded AS (
  SELECT model, variant, COALESCE(seed_no, 0) AS seed, persona, item, numbered, repeat_no,
    CASE WHEN option_text IS NULL THEN COALESCE(NULLIF(missing, ''), 'unparsed') WHEN missing = '' THEN CAST(option_no AS ` + d.text + `) END AS code` + taken + `
  FROM numbers WHERE (seed_text IS NULL OR seed_no IS NOT NULL)
    AND (numbered = 0 OR repeat_no BETWEEN 1 AND 2147483647)` + sound + `
),
known AS (
  SELECT * FROM coded WHERE ` + d.known(instruments) + "\n),\n"
	if chances > 0 {
		return text + d.shared(chances, all, some, instruments)
	}
	return text + "keyed AS (\n" + keyed(all, some) + "\n)\n" + d.counts(instruments)
}

// known keeps the answers to items that are scored, with an option of theirs or a
// reason.
func (d dialect) known(instruments []*Instrument) string {
	var out []string
	for _, in := range instruments {
		var codes []string
		for k := range in.Options {
			codes = append(codes, fmt.Sprint(k+1))
		}
		for _, reason := range MissingReasons {
			codes = append(codes, string(reason))
		}
		out = append(out, fmt.Sprintf("(code IN (%s) AND item IN (%s))", d.literals(codes), d.literals(in.Scored())))
	}
	return strings.Join(out, "\n    OR ")
}

// keyed counts a key of numbered repeats once, unless its rows contradict each
// other: then each is missing. all and some say which sources number them.
func keyed(all, some bool) string {
	const once = `  SELECT model, variant, seed, persona, item,
    CASE WHEN MIN(code) = MAX(code) THEN MIN(code) ELSE 'duplicate' END AS code,
    CASE WHEN MIN(code) = MAX(code) AND MIN(code) <> 'duplicate' THEN 1 ELSE COUNT(*) END AS n
  FROM known WHERE numbered = 1 GROUP BY model, variant, seed, persona, item, repeat_no`
	const each = "  SELECT model, variant, seed, persona, item, code, 1 AS n FROM known WHERE numbered = 0"
	switch {
	case all:
		return once
	case some:
		return once + "\n  UNION ALL\n" + each
	}
	return each
}

// counts adds up; baseline answers have no seed.
func (d dialect) counts(instruments []*Instrument) string {
	options := mostOptions(instruments)
	var sums []string
	sum := func(code, column string) {
		sums = append(sums, fmt.Sprintf("CAST(SUM(CASE WHEN code = %s THEN n ELSE 0 END) AS %s) AS %s", d.literal(code), d.integer, column))
	}
	for k := range options {
		sum(fmt.Sprint(k+1), fmt.Sprintf("n%d", k+1))
	}
	for _, reason := range MissingReasons {
		sum(string(reason), "n_"+string(reason))
	}
	return summed(sums)
}

// summed gives the rows of the tally.
func summed(sums []string) string {
	return "SELECT model, variant, CASE WHEN persona = '' THEN 0 ELSE seed END AS seed, persona, item,\n  " +
		strings.Join(sums, ",\n  ") + "\nFROM keyed\nGROUP BY model, variant, CASE WHEN persona = '' THEN 0 ELSE seed END, persona, item\n"
}
