package document

import (
	"bytes"
	"strings"
	"testing"
)

func TestTypographicMarks(t *testing.T) {
	for straight, want := range map[string]string{
		"nothing":                         "nothing",
		"a model's answers":               "a model’s answers",
		"the models' answers":             "the models’ answers",
		"it isn't so":                     "it isn’t so",
		"'s second half":                  "’s second half",
		`an "everyday" word`:              "an “everyday” word",
		`(the "probable error") of`:       "(the “probable error”) of",
		"the 'self' in 'Pearson's r'":     "the ‘self’ in ‘Pearson’s r’",
		`"Is it 5?", "no"`:                "“Is it 5?”, “no”",
		`a scale "from 1 to 6" is used`:   "a scale “from 1 to 6” is used",
		`5' 11" tall`:                     `5' 11" tall`,
		`"`:                               "”",
		"“a model’s” own, as it is":       "“a model’s” own, as it is",
		`one "opened and never closed`:    "one “opened and never closed",
		`"outer 'inner' text", it's said`: "“outer ‘inner’ text”, it’s said",
	} {
		if got := typographic(straight); got != want {
			t.Errorf("%q became %q, want %q", straight, got, want)
		}
	}
}

// Print has its own marks in text; code and data keep theirs, and so do Markdown and CSV.
func TestMarksWhereTheyBelong(t *testing.T) {
	d := &Document{Title: `A "title"`, Body: []Block{Paragraph{T("It's a model's ", CodeSpan("a='x'"), ".")}, Code{"say \"it's\""},
		Table{ID: "tab-a", Caption: T("It's a table."), Columns: []Column{{Head: T("Name")}}, Rows: []Row{{Cells: [][]Inline{T("o'model")}}}}}}
	var html, typst, md bytes.Buffer
	if err := WriteHTML(&html, d); err != nil {
		t.Fatal(err)
	}
	if err := WriteTypst(&typst, d); err != nil {
		t.Fatal(err)
	}
	if err := WriteMarkdown(&md, d); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, text string
		wants      []string
	}{
		{"HTML", html.String(), []string{"A “title”", "It’s a model’s", "a=&#39;x&#39;", "say &#34;it&#39;s&#34;", "It’s a table.", "o&#39;model"}},
		{"Typst", typst.String(), []string{"A “title”", "It’s a model’s", "a='x'", `say \"it's\"`, "It’s a table."}},
		{"Markdown", md.String(), []string{"It's a model's", "o'model"}},
	} {
		for _, want := range tt.wants {
			if !strings.Contains(tt.text, want) {
				t.Errorf("%s does not hold %s", tt.name, want)
			}
		}
	}
	p := setterOf(t, "acl")
	text := ""
	for _, q := range p.pieces(T("It's a model's ", CodeSpan("a='x'")), inlineStyle{size: 10}) {
		text += q.text
	}
	if text != "It’s a model’s a='x'" {
		t.Errorf("PDF: %q", text)
	}
}

// The words stay what they are.
func FuzzTypographic(f *testing.F) {
	f.Add(nasty)
	f.Add(`"'"'`)
	f.Fuzz(func(t *testing.T, s string) {
		s = clean(s)
		back := strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)
		if got := typographic(s); back.Replace(got) != back.Replace(s) {
			t.Errorf("%q became %q", s, got)
		}
	})
}
