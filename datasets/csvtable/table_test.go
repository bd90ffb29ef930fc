package csvtable

import (
	"fmt"
	"strings"
	"testing"
)

func TestRowsByName(t *testing.T) {
	table, err := New(strings.NewReader("\ufefftext, item \nhello,1\n\"two\nlines\",2\n"), "a.csv", "item", "text")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d %s %s%s", row.Line, row.Get("item"), row.Get("text"), row.Get("none")))
	}
	if want := "2 1 hello|3 2 two\nlines"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if !table.Has("item") || table.Has("none") || strings.Join(table.Columns(), "|") != "text|item" {
		t.Errorf("columns %q", table.Columns())
	}
}

func TestWhatIsWrongIsTold(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "a.csv:1: the file is empty; needs a header with item, text"},
		{"no column", "item,words\n", `a.csv:1: no column text; needs item, text; there are "item", "words"`},
		{"many columns", "a,b,c,d,e,f,g,h,i,j,k,l,m,n\n", `"l", 2 more`},
		{"capitals", "Item,text\n", `no column item; needs item, text; there is "Item", but`},
		{"bars", "item|text\n", `separated by "|" and need commas`},
		{"old line ends", "item,text\r1,a\r2,b", "end in CR alone"},
		{"twice", "item,text,item\n", `a.csv:1: column "item" is there twice`},
		{"short row", "item,text\n1,a\n2\n", "a.csv: record on line 3: wrong number of fields"},
		{"open quote", "item,text\n1,\"a\n", "a.csv: parse error on line 2"},
		{"of a row", "item,text\n1,wrong\n", "a.csv:2: text wrong"},
	} {
		table, err := New(strings.NewReader(c.text), "a.csv", "item", "text")
		for row, rowErr := range rowsOf(table) {
			if err = rowErr; err == nil && row.Get("text") == "wrong" {
				err = row.Errorf("text %s", row.Get("text"))
			}
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v does not say %q", c.name, err, c.want)
		}
	}
}

func rowsOf(t *Table) func(func(Row, error) bool) {
	if t == nil {
		return func(func(Row, error) bool) {}
	}
	return t.Rows()
}
