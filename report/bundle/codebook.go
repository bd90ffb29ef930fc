package bundle

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"inertia/datasets"
)

const codebookName = "codebook.csv"

// column is a column of one of the tables, for the codebook and for the table's
// schema. Types are those of Table Schema: string, integer, number, datetime.
type column struct{ name, kind, values, meaning string }

// answerColumns are those of the long layout and of the tally.
var answerColumns = []column{
	{"model", "string", "", "name of the respondent"},
	{"variant", "string", "", "how it was asked"},
	{"seed", "integer", "", "seed of the persona draw; 0 = none"},
	{"persona", "string", "", "persona, one respondent within its seed; empty = baseline, asked without persona"},
	{"item", "string", "", "item of the questionnaire, as in instruments/"},
	{"dimension", "string", "", "dimension in place of an item, where items are not told apart"},
	{"repeat", "integer", "from 1", "number of the answer among those to the same question"},
	{"position", "integer", "from 1", "place in the order in which items were shown; empty = asked alone"},
	{"option", "integer", "1..K", "option chosen; empty = missing"},
	{"missing", "string", missingReasons(), "why there is no option; empty = answered"},
	{"text", "string", "", "raw answer"},
	{"p_other", "number", "0..1", "probability outside the options"},
	{"latency_ms", "number", "milliseconds", "time until the answer was there"},
	{"prompt_tokens", "integer", "", "tokens of the prompt"},
	{"completion_tokens", "integer", "", "tokens of the answer"},
	{"at", "datetime", "RFC 3339", "when the answer came"},
	{"request", "string", "", "key of the question asked"},
}

func missingReasons() string {
	var out []string
	for _, r := range datasets.MissingReasons {
		out = append(out, string(r))
	}
	return strings.Join(out, ", ")
}

// tidyColumns are those of the tidy table.
var tidyColumns = []column{
	{"model", "string", "", "name of the respondent; (mean) = mean over models"},
	{"variant", "string", "", "how it was asked"},
	{"seed", "string", "", "seed of the persona draw; empty = all pooled"},
	{"instrument", "string", "", "scoring key of the questionnaire"},
	{"dimension", "string", "", "dimension; all = whole questionnaire"},
	{"measure", "string", "", "name of the measure; the report defines each"},
	{"contrast", "string", "", "what is compared; empty for a plain value"},
	{"estimate", "number", "NaN = undefined", "value of the measure"},
	{"se", "number", "NaN = unknown", "standard error"},
	{"ci_low", "number", "NaN = none", "lower end of the interval"},
	{"ci_high", "number", "NaN = none", "upper end of the interval"},
	{"ci_level", "number", "0..1", "confidence level of the interval"},
	{"ci_method", "string", "", "how the interval was made"},
	{"n_personas", "integer", "", "distinct personas behind the value; empty = not known"},
	{"n_answers", "integer", "", "answers behind the value, the baseline excluded"},
	{"n_missing", "integer", "", "answers without an option, of the same cells"},
	{"note", "string", "", "reasons and warnings"},
}

// table is a CSV file of the bundle that the codebook explains.
type table struct {
	name, title string
	columns     []column
}

// tables lists the CSV files with the columns that they have.
func (b *builder) tables() ([]table, error) {
	var out []table
	for _, t := range []table{
		{path.Join(csvFolder, "answers.csv"), "Answers", answerColumns},
		{path.Join(csvFolder, "counts.csv"), "Counts", answerColumns},
		{"tables/measures.csv", "Measures", tidyColumns},
		{"tables/comparisons.csv", "Comparisons", tidyColumns},
	} {
		if !b.has(t.name) {
			continue
		}
		head, err := header(b.path(t.name))
		if err != nil {
			return nil, err
		}
		known := t.columns
		t.columns = nil
		for _, name := range head {
			t.columns = append(t.columns, explain(known, name))
		}
		out = append(out, t)
	}
	if b.has(path.Join(csvFolder, "personas.csv")) {
		out = append(out, b.personas())
	}
	figures, err := b.figures()
	return append(out, figures...), err
}

// explain finds a column; p1..pK and n1..nK are counted out.
func explain(known []column, name string) column {
	if i := slices.IndexFunc(known, func(c column) bool { return c.name == name }); i >= 0 {
		return known[i]
	}
	var k int
	if _, err := fmt.Sscanf(name, "p%d", &k); err == nil {
		return column{name, "number", "0..1", fmt.Sprintf("probability of option %d", k)}
	}
	if _, err := fmt.Sscanf(name, "n%d", &k); err == nil {
		return column{name, "number", "", fmt.Sprintf("how often option %d was chosen", k)}
	}
	if reason, ok := strings.CutPrefix(name, "n_"); ok {
		return column{name, "number", "", "answers missing: " + reason}
	}
	return column{name: name, kind: "string"}
}

// personas explains the table of personas: an attribute and its categories.
func (b *builder) personas() table {
	t := table{path.Join(csvFolder, "personas.csv"), "Personas", []column{
		{"persona", "string", "", "persona, one respondent within its seed"},
		{"seed", "integer", "", "seed of the persona draw"},
	}}
	p := b.src.Data.Personas
	for _, a := range p.Attributes {
		var values []string
		for i := range p.Rows {
			if v := p.Rows[i].Attributes[a]; v != "" && !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		slices.Sort(values)
		t.columns = append(t.columns, column{a, "string", strings.Join(values, ", "), "attribute of the persona"})
	}
	return t
}

func header(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return csv.NewReader(f).Read()
}

// codebook writes what every column of every table means.
func (b *builder) codebook() error {
	tables, err := b.tables()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	rows := [][]string{{"file", "column", "type", "values", "meaning"}}
	for _, t := range tables {
		for _, c := range t.columns {
			rows = append(rows, []string{t.name, c.name, c.kind, c.values, c.meaning})
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return b.put(codebookName, text.Bytes())
}
