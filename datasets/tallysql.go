package datasets

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Engines are the SQL engines that TallySQL writes for.
var Engines = []string{"spark", "duckdb", "bigquery", "trino"}

// dialect is what differs between engines.
type dialect struct {
	integer, real, text string // types
	try                 string // a cast that gives NULL where it cannot be done
	files               bool   // DATA is a file or pattern; else a table
	quote               string // around a name
	backslash           bool   // takes the meaning of what follows it in a text
}

var dialects = map[string]dialect{
	"spark":    {integer: "BIGINT", real: "DOUBLE", text: "STRING", try: "TRY_CAST", files: true, quote: "`", backslash: true},
	"duckdb":   {integer: "BIGINT", real: "DOUBLE", text: "VARCHAR", try: "TRY_CAST", files: true, quote: `"`},
	"bigquery": {integer: "INT64", real: "FLOAT64", text: "STRING", try: "SAFE_CAST", quote: "`", backslash: true},
	"trino":    {integer: "BIGINT", real: "DOUBLE", text: "VARCHAR", try: "TRY_CAST", quote: `"`},
}

// allColumns are those that a source is taken to have when it cannot be looked at.
var allColumns = []string{"model", "variant", "seed", "persona", "item", "repeat", "option", "missing"}

// columnsOf are those of a source that cannot be looked at.
func columnsOf(weights string, instruments []*Instrument) []string {
	if weights == WeightsProbabilities {
		return slices.Concat(allColumns, chanceNames(mostOptions(instruments)))
	}
	return allColumns
}

// TallySQL writes the query that counts answers of the long layout where they are;
// its result is a tally. data names files (spark, duckdb; the columns of one that
// is here are looked at) or tables (bigquery, trino). Rows whose item or option is
// unknown are left out without a word, where our own reading tells them one by one.
// weights says how an answer counts: as one, or by the probabilities of its options,
// which tables hold in the columns p1..pK and p_other.
func TallySQL(engine string, data []string, instruments []*Instrument, weights string) (string, error) {
	d, ok := dialects[engine]
	if !ok {
		return "", fmt.Errorf("unknown engine %q; known are %s", engine, strings.Join(Engines, ", "))
	}
	var parts []answersOf
	var before strings.Builder
	for i, source := range data {
		columns, model := columnsOf(weights, instruments), ""
		from := d.quoted(source)
		if d.files {
			var err error
			if columns, model, err = columnsHere(source, weights, instruments); err != nil {
				return "", err
			}
			view, name := d.engineFile(engine, source, i)
			before.WriteString(view)
			from = name
		}
		parts = append(parts, answersOf{d, from, columns, model})
	}
	return before.String() + d.tally(parts, instruments, weights), nil
}

// columnsHere gives the columns of a file that is here, and the model of rows that
// name none. Of one that is elsewhere all columns are expected.
func columnsHere(path, weights string, instruments []*Instrument) ([]string, string, error) {
	files := []string{path}
	if _, err := os.Stat(path); err != nil {
		if files, _ = filepath.Glob(path); len(files) == 0 {
			return columnsOf(weights, instruments), "", nil
		}
	}
	files, err := longFiles(files[:1])
	if err != nil {
		return nil, "", err
	}
	f, err := openLongFile(nil, files[0], nil)
	if err != nil {
		return nil, "", err
	}
	if f.header.comma != 0 && f.header.comma != ',' {
		return nil, "", fmt.Errorf("%s: its columns are separated by %q, and the query reads commas; inertia convert writes them", path, f.header.comma)
	}
	if f.header.tally {
		return nil, "", fmt.Errorf("%s: is a tally already; name the answers", path)
	}
	if weights == WeightsProbabilities {
		if err := f.weighByProbability(); err != nil {
			return nil, "", err
		}
	}
	return slices.AppendSeq(f.header.smallNames(), maps.Keys(f.partition)), f.model, nil
}

// asTheyStand keeps Spark from taking a folder model=007 for the number 7.
const asTheyStand = "SET spark.sql.sources.partitionColumnTypeInference.enabled = false;\n"

// engineFile gives what a query reads a file, folder or pattern from, and what has
// to be said before.
func (d dialect) engineFile(engine, path string, i int) (before, name string) {
	format, _ := fileFormat(filepath.Base(path))
	if format == "" {
		format = "parquet"
	}
	text := d.literal(path)
	if engine == "spark" {
		using := map[string]string{"csv": "csv", "jsonl": "json", "parquet": "parquet"}[format]
		options := "path " + text
		if format == "csv" {
			options += ", header 'true', escape '\"', multiLine 'true'"
		}
		if i == 0 {
			before = asTheyStand
		}
		name = fmt.Sprintf("data%d", i+1)
		return before + fmt.Sprintf("CREATE OR REPLACE TEMPORARY VIEW %s USING %s OPTIONS (%s);\n", name, using, options), name
	}
	switch {
	case format == "csv":
		return "", fmt.Sprintf(`read_csv(%s, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', hive_types_autocast = false)`, text)
	case format == "jsonl":
		return "", fmt.Sprintf("read_json(%s, format = 'newline_delimited', hive_types_autocast = false)", text)
	case !strings.HasSuffix(path, ".parquet"):
		text = d.literal(strings.TrimSuffix(path, "/") + "/**/*.parquet")
	}
	return "", fmt.Sprintf("read_parquet(%s, hive_types_autocast = false)", text)
}

// quoted quotes each part of a table's name.
func (d dialect) quoted(table string) string {
	parts := strings.Split(table, ".")
	for i, p := range parts {
		parts[i] = d.quote + p + d.quote
	}
	return strings.Join(parts, ".")
}

// literal writes a text.
func (d dialect) literal(s string) string {
	if d.backslash {
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func (d dialect) literals(texts []string) string {
	var out []string
	for _, s := range texts {
		out = append(out, d.literal(s))
	}
	return strings.Join(out, ", ")
}
