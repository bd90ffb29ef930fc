package csvtable

import (
	"strings"
	"testing"
)

func TestSeparator(t *testing.T) {
	for header, want := range map[string]byte{
		"":                              ',',
		"item":                          ',',
		"item,text":                     ',',
		"item;text":                     ';',
		"item\ttext":                    '\t',
		"item;text, as printed;note":    ';',
		`"a;b;c",d`:                     ',',
		`"item, short";"text, printed"`: ';',
		"item,text;note":                ',',
	} {
		if got := Separator([]byte(header)); got != want {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
	}
}

func TestTablesOfSpreadsheets(t *testing.T) {
	for name, text := range map[string]string{
		"semicolons":         "item;text\n1;\"a; b, c\"\n",
		"marked and quoted":  "\ufeff\"item\";\"text\"\r\n\"1\";\"a; b, c\"\r\n",
		"tabs":               "item\ttext\n1\ta; b, c\n",
		"a long first line":  "item," + strings.Repeat("x", 9000) + ",text\n1,,\"a; b, c\"\n",
		"quotes and commas":  "\"item\",\"text\"\n1,\"a; b, c\"\n",
		"mark before commas": "\ufeffitem,text\n1,\"a; b, c\"\n",
	} {
		table, err := New(strings.NewReader(text), "a.csv", "item", "text")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		rows := 0
		for row, err := range table.Rows() {
			if rows++; err != nil || row.Get("item") != "1" || row.Get("text") != "a; b, c" {
				t.Errorf("%s: %q, %q, %v", name, row.Get("item"), row.Get("text"), err)
			}
		}
		if rows != 1 {
			t.Errorf("%s: %d rows", name, rows)
		}
	}
}
