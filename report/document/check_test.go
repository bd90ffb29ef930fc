package document

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	one := func(b ...Block) *Document { return &Document{Title: "t", Body: b} }
	cols := []Column{{Head: T("a")}, {Head: T("b")}}
	tests := []struct {
		name string
		doc  *Document
		want string // part of the message; empty = no error
	}{
		{"everything", sample(), ""},
		{"no title", &Document{}, "no title"},
		{"paper", &Document{Title: "t", Paper: "a5"}, "give a4 or letter"},
		{"unknown ref", one(Paragraph{T(Ref("nope"))}), `reference to "nope"`},
		{"unknown cite within strong", one(Paragraph{T(Strong{Cite{"nope"}})}), `citation of "nope"`},
		{"key twice", &Document{Title: "t", References: []Reference{{Key: "a"}, {Key: "a"}}}, "given twice"},
		{"nothing to cite by", &Document{Title: "t", References: []Reference{{Key: "a", Year: "2020"}}}, "names and a year"},
		{"style", &Document{Title: "t", Style: "nature"}, "give preprint or acl"},
		{"footnote in a table", one(Table{Columns: cols[:1], Rows: []Row{{Cells: [][]Inline{T(Footnote(T("x")))}}}}), "only paragraphs and lists"},
		{"footnote in a footnote", one(Paragraph{T(Footnote(T(Footnote(T("x")))))}), "only paragraphs and lists"},
		{"unknown cite in a footnote", one(Paragraph{T(Footnote(T(CiteText("nope"))))}), `citation of "nope"`},
		{"id twice", one(Formula{"x", "a"}, Heading{1, "x", nil}), `ID "x" is given twice`},
		{"id with quote", one(Heading{1, `x"y`, nil}), "Slug makes one"},
		{"level", one(Heading{5, "", nil}), "levels are 1 to 4"},
		{"ragged", one(Table{Columns: cols, Rows: []Row{{Cells: [][]Inline{nil}}}}), "row 1: 1 cells for 2 columns"},
		{"heading row spans", one(Table{Columns: cols, Rows: []Row{{Heading: true, Cells: [][]Inline{nil}}}}), ""},
		{"no columns", one(Table{}), "no columns"},
		{"note beyond the last", one(Table{Columns: cols[:1], Rows: []Row{{Cells: [][]Inline{T(Note(2))}}}, Notes: [][]Inline{T("x")}}), "note 2"},
		{"note outside a table", one(Paragraph{T(Note(1))}), "note 1"},
		{"file outside", one(Figure{File: "../x"}), "beside the report"},
		{"nil block", one(nil), "nothing there"},
		{"nil table", one((*Table)(nil)), "nothing there"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.doc.Check()
			if test.want == "" && err != nil {
				t.Fatal(err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	n := number(sample())
	for id, want := range map[string]string{"sec-data": "Section 1", "sec-sub": "Section 1.1", "sec-res": "Section 2", "tab-main": "Table 1",
		"tab-wide": "Table 3", "fig-wide": "Figure 2", "eq-h": "Equation 1", "sec-more": "Appendix A", "tab-more": "Table A1", "fig-more": "Figure A1"} {
		if got := n.label[id]; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if len(n.cited) != 2 || n.cited[0].Key != "costa" || n.cite["lee"].at != 2 || n.cite["unused"].at != 0 {
		t.Errorf("references %v %v", n.cited, n.cite)
	}
}

func TestNoteMark(t *testing.T) {
	for n, want := range map[int]string{1: "a", 26: "z", 27: "aa", 53: "ba"} {
		if got := noteMark(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{"Self-Direction (mean)": "self-direction-mean", "7B": "n7b", "–": "x", "": "x", "gpt_4o": "gpt-4o"} {
		if got := Slug(in); got != want || !validID.MatchString(got) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSafeURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.org/b?c=d#e": "https://a.org/b?c=d#e", "javascript:alert(1)": "", " https://a.org/(x) ": "https://a.org/%28x%29",
		"file:///etc/passwd": "", "data:text/html,x": "", "//a.org": "", "mailto:a@b.c": "mailto:a@b.c", "https://a.org/\">x": "https://a.org/%22%3Ex", "": "",
	} {
		if got := safeURL(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCheckFindsFormulasThatCannotBeSet(t *testing.T) {
	for _, c := range []struct{ tex, want string }{
		{`\frac{a}{b`, "a brace is not closed"},
		{`\begin{matrix}`, `unknown command \begin`},
		{`a \right)`, `\right without \left`},
	} {
		d := &Document{Title: "t", Body: []Block{Formula{TeX: c.tex}}}
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v does not say %q", c.tex, err, c.want)
		}
	}
	good := &Document{Title: "t", Body: []Block{Formula{TeX: `\sqrt{\frac{1}{2}\left(D(p \| m)\right)} \ge 0, \quad \hat{p}_{i,\text{all}}`}}}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
}
