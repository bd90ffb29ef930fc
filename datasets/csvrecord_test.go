package datasets

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// table writes rows as CSV, each field in quotes or those alone that need them.
func table(rows [][]string, separator, end string, all bool) string {
	var b strings.Builder
	for _, row := range rows {
		for i, f := range row {
			if i > 0 {
				b.WriteString(separator)
			}
			if all || strings.ContainsAny(f, "\"\n"+separator) {
				f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
			}
			b.WriteString(f)
		}
		b.WriteString(end)
	}
	return b.String()
}

// What stands between fields changes nothing of what is read, whether a spreadsheet
// quotes or not, begins with a mark, ends lines with CR LF or writes decimal commas.
func TestSeparatorsReadAlike(t *testing.T) {
	rows := [][]string{
		{"model", "persona", "item", "option", "p1", "text"},
		{"m", "1", "mfq30-01", "3", "0.25", "no"},
		{"m", "1", "mfq30-02", "4.0", "", "he said \"no\"; then, yes\n\tindeed"},
		{"m", "", "mfq30-02", "", "1e-3", ""},
		{"m, large; new", "2", "mfq30-02", "5", "", "x"},
	}
	_, want, bad := read(t, written(t, "a.csv", table(rows, ",", "\n", false)), Options{})
	if len(want) != 4 || bad != nil {
		t.Fatalf("%d answers, errors %q", len(want), bad)
	}
	german := [][]string{rows[0]}
	for _, row := range rows[1:] {
		german = append(german, []string{row[0], row[1], row[2], strings.Replace(row[3], ".", ",", 1), strings.Replace(row[4], ".", ",", 1), row[5]})
	}
	for _, c := range []struct{ name, file, text string }{
		{"all quoted", "a.csv", table(rows, ",", "\n", true)},
		{"semicolons", "a.csv", table(rows, ";", "\n", false)},
		{"a German spreadsheet", "a.csv", "\ufeff" + table(german, ";", "\r\n", false)},
		{"the same, all quoted", "a.csv", "\ufeff" + table(german, ";", "\r\n", true)},
		{"capitals", "a.csv", table(append([][]string{{"Model", "Persona", "ITEM", "Option", "p1", "Text"}}, rows[1:]...), ",", "\n", false)},
		{"tabs", "a.tsv", table(rows, "\t", "\n", false)},
		{"tabs of a Dutch spreadsheet", "a.tsv", "\ufeff" + table(german, "\t", "\r\n", true)},
	} {
		_, got, bad := read(t, written(t, c.file, c.text), Options{})
		for i := range got {
			got[i].File = want[i].File
			got[i].Text = strings.ReplaceAll(got[i].Text, "\r", "")
		}
		if bad != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, errors %q, want %+v", c.name, got, bad, want)
		}
	}
}

// Files without quotes are read in runs of plain records, with any separator.
func TestSeparatorsOfPlainRuns(t *testing.T) {
	rows := [][]string{{"model", "persona", "item", "option"}}
	for i := range 300 {
		rows = append(rows, []string{"m", fmt.Sprint(i / 30), fmt.Sprintf("mfq30-%02d", []int{1, 2, 3, 4, 5}[i%5]), fmt.Sprint(1 + i%7)})
	}
	want, bad := batched(t, written(t, "a.csv", table(rows, ",", "\n", false)))
	if len(want) == 0 || len(bad) == 0 {
		t.Fatalf("%d answers, %d errors", len(want), len(bad))
	}
	for _, separator := range []string{";", "\t"} {
		got, errs := batched(t, written(t, "a.csv", table(rows, separator, "\n", false)))
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(errs, bad) {
			t.Errorf("%q: %d answers and %d errors, want %d and %d", separator, len(got), len(errs), len(want), len(bad))
		}
	}
}

// An object where a name or number has to be is no name.
func TestNestedValuesAreSetAside(t *testing.T) {
	_, got, bad := read(t, written(t, "a.jsonl", `{"persona":{"id":1},"item":"mfq30-01","option":3}
{"persona":"1","item":"mfq30-01","option":[3]}
{"persona":"1","item":"mfq30-01","option":3,"usage":{"tokens":3}}
`), Options{})
	if len(got) != 1 || len(bad) != 2 || !strings.Contains(bad[0], `a.jsonl:1: "persona" is nested: {"id":1}; needs a text or a number`) ||
		!strings.Contains(bad[1], `a.jsonl:2: "option" is nested`) {
		t.Errorf("%+v, errors %q", got, bad)
	}
}
