package datasets

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Engines are the SQL engines that TallySQL writes for.
var Engines = []string{"spark", "duckdb", "bigquery", "trino"}

// dialect is what differs between engines.
type dialect struct {
	whole, text string // types
	files       bool   // DATA is a file or pattern; else a table
	quote       string // around a name
}

var dialects = map[string]dialect{
	"spark":    {whole: "BIGINT", text: "STRING", files: true, quote: "`"},
	"duckdb":   {whole: "BIGINT", text: "VARCHAR", files: true, quote: `"`},
	"bigquery": {whole: "INT64", text: "STRING", quote: "`"},
	"trino":    {whole: "BIGINT", text: "VARCHAR", quote: `"`},
}

// allColumns are those that a source is taken to have when it cannot be looked at.
var allColumns = []string{"model", "variant", "seed", "persona", "item", "repeat", "option", "missing"}

// TallySQL writes the query that counts answers of the long layout where they are;
// its result is a tally. data names files (spark, duckdb; the columns of one that
// is here are looked at) or tables (bigquery, trino). Rows whose item or option is
// unknown are left out without a word, where our own reading tells them one by one.
func TallySQL(engine string, data []string, instruments []*Instrument) (string, error) {
	d, ok := dialects[engine]
	if !ok {
		return "", fmt.Errorf("unknown engine %q; known are %s", engine, strings.Join(Engines, ", "))
	}
	var parts []string
	var views strings.Builder
	numbered := true
	for i, source := range data {
		columns, model := allColumns, ""
		from := d.quoted(source)
		if d.files {
			var err error
			if columns, model, err = columnsHere(source); err != nil {
				return "", err
			}
			view, name, err := engineFile(engine, source, i)
			if err != nil {
				return "", err
			}
			views.WriteString(view)
			from = name
		}
		numbered = numbered && slices.Contains(columns, "repeat")
		parts = append(parts, d.answers(from, columns, model))
	}
	return views.String() + d.query(parts, numbered, instruments), nil
}

// columnsHere gives the columns of a file that is here, and the model of rows that
// name none. Of one that is elsewhere all columns are expected.
func columnsHere(path string) ([]string, string, error) {
	files, _ := filepath.Glob(path)
	if len(files) == 0 {
		return allColumns, "", nil
	}
	files, err := longFiles(files[:1])
	if err != nil {
		return nil, "", err
	}
	f, err := openLongFile(nil, files[0], nil)
	if err != nil {
		return nil, "", err
	}
	if f.header.tally {
		return nil, "", fmt.Errorf("%s: is a tally already; name the answers", path)
	}
	return slices.AppendSeq(slices.Clone(f.header.names), maps.Keys(f.partition)), f.model, nil
}

// engineFile gives what a query reads a file, folder or pattern from, and what has
// to be said before.
func engineFile(engine, path string, i int) (before, name string, err error) {
	format, _ := fileFormat(filepath.Base(path))
	if format == "" {
		format = "parquet"
	}
	text := "'" + strings.ReplaceAll(path, "'", "''") + "'"
	if engine == "spark" {
		using := map[string]string{"csv": "csv", "jsonl": "json", "parquet": "parquet"}[format]
		options := "path " + text
		if format == "csv" {
			options += ", header 'true', escape '\"', multiLine 'true'"
		}
		name = fmt.Sprintf("data%d", i+1)
		return fmt.Sprintf("CREATE OR REPLACE TEMPORARY VIEW %s USING %s OPTIONS (%s);\n", name, using, options), name, nil
	}
	switch {
	case format == "csv":
		return "", fmt.Sprintf("read_csv(%s, header = true, all_varchar = true)", text), nil
	case format == "jsonl":
		return "", fmt.Sprintf("read_json(%s, format = 'newline_delimited')", text), nil
	case strings.HasSuffix(path, ".parquet"):
		return "", fmt.Sprintf("read_parquet(%s)", text), nil
	}
	return "", fmt.Sprintf("read_parquet('%s/**/*.parquet')", strings.ReplaceAll(strings.TrimSuffix(path, "/"), "'", "''")), nil
}

// quoted quotes each part of a table's name.
func (d dialect) quoted(table string) string {
	parts := strings.Split(table, ".")
	for i, p := range parts {
		parts[i] = d.quote + p + d.quote
	}
	return strings.Join(parts, ".")
}

// answers selects one source's answers, as our reader would take them up.
func (d dialect) answers(from string, columns []string, model string) string {
	has := func(name string) bool { return slices.Contains(columns, name) }
	name := func(column string) string { return d.quote + column + d.quote }
	text := func(column, empty string) string {
		if !has(column) {
			return "'" + strings.ReplaceAll(empty, "'", "''") + "'"
		}
		return fmt.Sprintf("COALESCE(NULLIF(CAST(%s AS %s), ''), '%s')", name(column), d.text, strings.ReplaceAll(empty, "'", "''"))
	}
	whole := func(column, empty string) string {
		if !has(column) {
			return empty
		}
		return fmt.Sprintf("COALESCE(CAST(NULLIF(CAST(%s AS %s), '') AS %s), %s)", name(column), d.text, d.whole, empty)
	}
	fields := []string{
		text("model", model) + " AS model", text("variant", DefaultVariant) + " AS variant", whole("seed", "0") + " AS seed",
		text("persona", "") + " AS persona", text("item", "") + " AS item", whole("repeat", "0") + " AS repeat_no",
		fmt.Sprintf("CASE WHEN %s > 0 THEN CAST(%s AS %s) ELSE %s END AS code", whole("option", "0"), whole("option", "0"), d.text, text("missing", string(Unparsed))),
	}
	return "  SELECT " + strings.Join(fields, ",\n    ") + "\n  FROM " + from
}

// query counts the answers. With numbered repeats a key counts once, unless its
// rows contradict each other: then each is missing.
func (d dialect) query(parts []string, numbered bool, instruments []*Instrument) string {
	var known []string
	options := 0
	for _, in := range instruments {
		var codes, items []string
		for k := range in.Options {
			codes = append(codes, fmt.Sprintf("'%d'", k+1))
		}
		for _, reason := range MissingReasons {
			codes = append(codes, "'"+string(reason)+"'")
		}
		for _, id := range in.Scored() {
			items = append(items, "'"+strings.ReplaceAll(id, "'", "''")+"'")
		}
		known = append(known, fmt.Sprintf("(code IN (%s) AND item IN (%s))", strings.Join(codes, ", "), strings.Join(items, ", ")))
		options = max(options, in.Options)
	}
	var counts []string
	count := func(code, column string) {
		counts = append(counts, fmt.Sprintf("SUM(CASE WHEN code = '%s' THEN n ELSE 0 END) AS %s", code, column))
	}
	for k := range options {
		count(fmt.Sprint(k+1), fmt.Sprintf("n%d", k+1))
	}
	for _, reason := range MissingReasons {
		count(string(reason), "n_"+string(reason))
	}
	keyed := "  SELECT model, variant, seed, persona, item, code, 1 AS n FROM known"
	if numbered {
		keyed = `  SELECT model, variant, seed, persona, item,
    CASE WHEN MIN(code) = MAX(code) THEN MIN(code) ELSE 'duplicate' END AS code,
    CASE WHEN MIN(code) = MAX(code) THEN 1 ELSE COUNT(*) END AS n
  FROM known GROUP BY model, variant, seed, persona, item, repeat_no`
	}
	return "WITH answers AS (\n" + strings.Join(parts, "\n  UNION ALL\n") + "\n),\nknown AS (\n  SELECT * FROM answers WHERE " +
		strings.Join(known, "\n    OR ") + "\n),\nkeyed AS (\n" + keyed + "\n)\nSELECT model, variant, CASE WHEN persona = '' THEN 0 ELSE seed END AS seed, persona, item,\n  " +
		strings.Join(counts, ",\n  ") + "\nFROM keyed\nGROUP BY model, variant, CASE WHEN persona = '' THEN 0 ELSE seed END, persona, item\n"
}
