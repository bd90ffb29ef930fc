package document

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestTableAsCSV(t *testing.T) {
	tab := sampleTable()
	tab.Rows = append(tab.Rows, Row{Cells: [][]Inline{T("=cmd()"), T("-1.5"), T("-x"), T("@me")}})
	var b bytes.Buffer
	if err := WriteTableCSV(&b, &tab); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	last := rows[len(rows)-1]
	if got := strings.Join(last, "|"); got != "'=cmd()|-1.5|'-x|'@me" {
		t.Errorf("last row %q", got)
	}
	if rows[0][1] != "Measured: Inertia" {
		t.Errorf("head %q", rows[0])
	}
}

func TestTableAsTeX(t *testing.T) {
	tab := sampleTable()
	var b bytes.Buffer
	if err := WriteTableTeX(&b, &Document{Title: "t"}, &tab); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{`\toprule`, `\bottomrule`, `\multicolumn{2}{c}{Measured}`, `\cmidrule(lr){2-3}`, `$d_{JS}$`, `\textsuperscript{a}`} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(text, "# 100%") || strings.Contains(text, "{w}") {
		t.Error("text from data is not escaped")
	}
}

// A caption keeps its citations and references: as commands that LaTeX knows, in
// words where it does not.
func TestTeXCaptionsCiteAndRefer(t *testing.T) {
	tab := Table{ID: "tab-a", Caption: T("See ", Ref("tab-b"), ", ", Ref("sec-c"), " and ", CiteText("lee"), " ", Cite{"lee", "odd{key}"}, "."),
		Columns: []Column{{Head: T("A")}}, Rows: []Row{{Cells: [][]Inline{T("x")}}}}
	d := &Document{Title: "t", References: []Reference{{Key: "lee", Names: []string{"Lee", "Lee", "Cho"}, Year: "2026"}, {Key: "odd{key}", Names: []string{"Odd & Co"}, Year: "2001"}},
		Body: []Block{Heading{Level: 1, ID: "sec-c", Text: T("C")}, tab, Table{ID: "tab-b", Columns: tab.Columns, Rows: tab.Rows}}}
	var b bytes.Buffer
	if err := WriteTableTeX(&b, d, &tab); err != nil {
		t.Fatal(err)
	}
	if want := `\caption{See Table~\ref{tab-b}, Section~1 and \ifdefined\citet\citet{lee}\else Lee et~al. (2026)\fi{} (Lee et~al., 2026; Odd \& Co, 2001).}`; !strings.Contains(strings.ReplaceAll(b.String(), "Section 1", "Section~1"), want) {
		t.Errorf("want %s in\n%s", want, b.String())
	}
}

func FuzzEscapeTeX(f *testing.F) {
	f.Add(nasty)
	f.Add(`\input{/etc/passwd}`)
	f.Fuzz(func(t *testing.T, s string) {
		got := escapeTeX(s)
		for _, command := range []string{`\input`, `\write`, `\def`, `\include`} {
			if strings.Contains(got, command) {
				t.Errorf("%q becomes %q", s, got)
			}
		}
	})
}
