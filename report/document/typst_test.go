package document

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
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

// typstFloats is text in two columns with tables and figures of both widths, which wait where the text ends.
func typstFloats() *Document {
	d := longRead("acl")
	for i := range 3 {
		id := fmt.Sprint("tab-", i)
		table := Table{ID: id, Caption: T("A table with a note."), Columns: []Column{{Head: T("Name")}, {Head: T("Value"), Align: Right}}, Notes: [][]Inline{T("A note that is longer than the table is wide, and therefore stands on several lines below it, none of them wider.")}}
		for range 12 + 9*i {
			table.Rows = append(table.Rows, Row{Cells: [][]Inline{T("row"), T("0.25")}})
		}
		d.Body = append(d.Body, Paragraph{T("See ", Ref(id), ".")}, table)
	}
	d.References = []Reference{{Key: "a", Authors: "Author, A.", Names: []string{"Author"}, Year: "2020", Text: T("A work.")}}
	d.Body = append(d.Body, Paragraph{T(Cite{"a"})}, Appendix{}, Heading{1, "sec-more", T("More")}, Paragraph{T(lorem)})
	return d
}

// word is a word on a page of a PDF, in points.
type word struct {
	text           string
	x0, y0, x1, y1 float64
}

var wordBox = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>`)

// wordsOnPages are the words of each page, as pdftotext finds them.
func wordsOnPages(t *testing.T, file []byte) [][]word {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext (poppler); where words stand is not checked")
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]word
	for part := range strings.SplitSeq(string(out), "<page ") {
		var page []word
		for _, m := range wordBox.FindAllStringSubmatch(part, -1) {
			var at [4]float64
			for i := range at {
				at[i], _ = strconv.ParseFloat(m[i+1], 64)
			}
			page = append(page, word{text: m[5], x0: at[0], y0: at[1], x1: at[2], y1: at[3]})
		}
		if len(page) > 0 {
			pages = append(pages, page)
		}
	}
	return pages
}

// Tables, figures and text of two columns stand beside each other, not on each other, and the main text's come before the references.
func TestTypstFloatsStandClear(t *testing.T) {
	pages := wordsOnPages(t, compileTypst(t, typstFloats()))
	last, references := 0, 0
	words := 0
	for n, page := range pages {
		for i, a := range page {
			words++
			for _, b := range page[:i] {
				w, h := min(a.x1, b.x1)-max(a.x0, b.x0), min(a.y1, b.y1)-max(a.y0, b.y0)
				if w > 1 && h > .4*min(a.y1-a.y0, b.y1-b.y0) {
					t.Errorf("page %d: %q and %q overlap at %.0f, %.0f", n+1, b.text, a.text, a.x0, a.y0)
				}
			}
			if i > 0 && (page[i-1].text == "Table" || page[i-1].text == "Figure") && strings.HasSuffix(a.text, ".") {
				last = n + 1
			}
			if a.text == "References" {
				references = n + 1
			}
		}
	}
	if words < 1000 || last == 0 || references < last {
		t.Errorf("%d words; the last table or figure on page %d, references on %d", words, last, references)
	}
}

// In two columns whatever floats goes across both: Typst sets one that floats within a column on top of the others.
func TestTypstFloatsGoAcross(t *testing.T) {
	var b bytes.Buffer
	if err := WriteTypst(&b, typstFloats()); err != nil {
		t.Fatal(err)
	}
	floats := regexp.MustCompile(`placement: auto, scope: "(\w+)"`).FindAllStringSubmatch(b.String(), -1)
	if len(floats) < 10 {
		t.Errorf("only %d tables and figures float", len(floats))
	}
	for _, f := range floats {
		if f[1] != "parent" {
			t.Errorf("one floats within its %s", f[1])
		}
	}
}

// A table's notes are no wider than the table, unless that is too narrow to read.
func TestTypstNotesAreAsWideAsTheirTable(t *testing.T) {
	const narrow, wide = "Narrow", "Wide"
	table := func(head string) Table {
		return Table{ID: "tab-" + head, Caption: T(head), Columns: []Column{{Head: T("Left" + head)}, {Head: T("Right" + head)}}, Notes: [][]Inline{T("note"+head+" ", lorem)}}
	}
	n, w := table(narrow), table(wide)
	n.Rows = []Row{{Cells: [][]Inline{T("a"), T("b")}}}
	w.Rows = []Row{{Cells: [][]Inline{T("a long cell of a wide table, as long as this"), T("another one")}}}
	pages := wordsOnPages(t, compileTypst(t, &Document{Title: "Notes", Body: []Block{Paragraph{T("See ", Ref(n.ID), " and ", Ref(w.ID), ".")}, n, w}}))
	at := map[string]word{}
	for _, page := range pages {
		for _, v := range page {
			at[v.text] = v
		}
	}
	left := at["noteWide"].x0 - at["LeftWide"].x0
	if at["noteWide"].text == "" || left < -8 || left > 8 {
		t.Errorf("the notes of the wide table begin %.1f points beside it", left)
	}
	const page = 210 / 25.4 * 72
	if x := at["noteNarrow"].x0; at["noteNarrow"].text == "" || x < page/2-34/25.4*72 || x > page/2-26/25.4*72 {
		t.Errorf("the notes of the narrow table begin at %.0f points", x)
	}
}
