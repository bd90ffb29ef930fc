package document

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestWriteTypst(t *testing.T) {
	var b bytes.Buffer
	if err := WriteTypst(&b, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.typ", b.Bytes())
}

// compileTypst compiles, or says that it cannot.
func compileTypst(t *testing.T, d *Document) []byte {
	t.Helper()
	var b bytes.Buffer
	err := WriteTypstPDF(&b, d)
	if errors.Is(err, ErrNoTypst) {
		t.Skipf("%v; what it would check is not checked", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The compiler itself accepts the file as PDF/UA-1, and the same document gives the same bytes.
func TestTypstMakesTaggedPDF(t *testing.T) {
	for _, style := range Styles {
		b := compileTypst(t, styled(style))
		for _, want := range []string{"/MarkInfo", "/StructTreeRoot", "pdfuaid"} {
			if !bytes.Contains(b, []byte(want)) {
				t.Errorf("%s: no %s in the file", style, want)
			}
		}
		if !bytes.Equal(b, compileTypst(t, styled(style))) {
			t.Errorf("%s: two runs differ", style)
		}
	}
}

func TestWithoutTypstAnErrorSaysWhatToDo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var b bytes.Buffer
	if err := WriteTypstPDF(&b, sample()); !errors.Is(err, ErrNoTypst) || !strings.Contains(err.Error(), "pip install typst") {
		t.Errorf("got %v", err)
	}
}

// Whatever a text holds, its Typst string ends where it should: every quote within is escaped.
func FuzzTypstString(f *testing.F) {
	f.Add(nasty)
	f.Add(`\"#eval("1")`)
	f.Add(`\`)
	f.Fuzz(func(t *testing.T, s string) {
		quoted := typstString(s)
		inner := quoted[1 : len(quoted)-1]
		for i := 0; i < len(inner); i++ {
			switch inner[i] {
			case '\\':
				if i++; i >= len(inner) || !strings.ContainsRune(`\"nt`, rune(inner[i])) {
					t.Fatalf("%q: a lone backslash in %s", s, quoted)
				}
			case '"', '\n':
				t.Fatalf("%q ends early in %s", s, quoted)
			}
		}
	})
}

// What formulas are made of is understood by the compiler.
func TestTypstSetsEveryFormula(t *testing.T) {
	d := &Document{Title: "Formulas"}
	for _, tex := range []string{
		`d_{JS} = \sqrt{\frac{1}{2}\left(D(p \| m) + D(q \| m)\right)}, \qquad \hat{p} = \bar{x}_{i,\text{all}} \pm t_{S-1} \frac{s}{\sqrt{S}}`,
		`H(p) = -\sum_{k=1}^{K} p_k \log_2 p_k`, `T_a = \max_k (p_k + p_{k+1})`, `\frac{1 + \#\{d^* \ge d\}}{m + 1}`, `\left[a, b\right.`, `E[d \mid b \sim p]`, `x' ; a/b < c`,
	} {
		d.Body = append(d.Body, Formula{TeX: tex}, Paragraph{T("in a line ", Math(tex))})
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	compileTypst(t, d)
}

// Letters that the fonts lack, which PDF/UA forbids to leave blank, are shown by their codes wherever they stand.
func TestTypstSetsLettersThatFontsLack(t *testing.T) {
	compileTypst(t, &Document{Title: "通义", Authors: []string{"王"}, Date: "今", Footer: "通", Body: []Block{
		Heading{Level: 1, ID: "a", Text: T("모델")}, Paragraph{T("نموذج 🦙 ", CodeSpan("通"), Strong(T("ד")))}, Code{"通 ד"},
		Table{Columns: []Column{{Head: T("通"), Group: "义"}}, Rows: []Row{{Cells: [][]Inline{T("通")}}}, Caption: T("通")},
	}})
}
