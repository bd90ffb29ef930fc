package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"inertia/report/document"
)

// program gives the path of a program that others install, or skips the test and says so.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("no %s in the PATH: what it would check is not checked", name)
	}
	return path
}

// runIn runs a program in a folder and gives what it said.
func runIn(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, said[max(0, len(said)-2000):])
	}
	return string(said)
}

// written writes the reports of three studies and gives their folders.
func written(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, i := range []int{0, 1, 5} {
		dir := filepath.Join(t.TempDir(), recipes[i].name)
		if err := build(t, recipes[i]).Write(dir); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
	}
	return dirs
}

// twoColumns is a page like that of the ACL's proceedings, made of stock packages.
const twoColumns = `\documentclass[11pt,a4paper,twocolumn]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[margin=2.5cm,columnsep=0.6cm]{geometry}
\usepackage{times,textcomp,amsmath,booktabs,siunitx}
\begin{document}
%s
\end{document}
`

// compileCitations compiles a table that cites and refers, without natbib and with it and the report's own bibliography.
func compileCitations(t *testing.T, latex, dir string) {
	t.Helper()
	tab := &document.Table{ID: "tab-cites", Caption: document.T("As ", document.CiteText("lee2026"), " and others ", document.Cite{"lin1991", "shannon1948"}, " in ", document.Ref("tab-cites"), " and ", document.Ref("sec"), "."),
		Columns: []document.Column{{Head: document.T("A")}}, Rows: []document.Row{{Cells: [][]document.Inline{document.T("0.5")}}}}
	d := &document.Document{Title: "t", References: bibliography(), Body: []document.Block{tab, heading(1, "sec", "S")}}
	var b bytes.Buffer
	if err := document.WriteTableTeX(&b, d, tab); err != nil {
		t.Fatal(err)
	}
	for name, use := range map[string][2]string{"spelled": {"", ""}, "natbib": {"\\usepackage{natbib}\n", "\\bibliographystyle{plainnat}\\bibliography{references}\n"}} {
		page := strings.Replace(fmt.Sprintf(twoColumns, b.String()+use[1]), "\\begin{document}", use[0]+"\\begin{document}", 1)
		if err := os.WriteFile(filepath.Join(dir, name+".tex"), []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
		runIn(t, dir, latex, "-interaction=nonstopmode", "-halt-on-error", name+".tex")
		if use[0] != "" {
			runIn(t, dir, program(t, "bibtex"), name)
			runIn(t, dir, latex, "-interaction=nonstopmode", "-halt-on-error", name+".tex")
		}
		if said := runIn(t, dir, latex, "-interaction=nonstopmode", "-halt-on-error", name+".tex"); strings.Contains(said, "undefined") {
			t.Errorf("%s: %s", name, said[max(0, len(said)-1500):])
		}
		words := strings.Join(strings.Fields(runIn(t, dir, program(t, "pdftotext"), name+".pdf", "-")), " ")
		for _, want := range []string{"Lee et al. (2026)", "Lin, 1991", "Shannon, 1948", "in Table 1 and Section 1."} {
			if !strings.Contains(strings.ReplaceAll(words, "[2026]", "(2026)"), want) {
				t.Errorf("%s: the caption lacks %q: %.300s", name, want, words)
			}
		}
	}
}

// Every table of three reports compiles in a two-column document, and none sticks out by 10 pt or more.
func TestTablesCompileInLaTeX(t *testing.T) {
	latex := program(t, "pdflatex")
	for _, dir := range written(t) {
		tables, err := filepath.Glob(filepath.Join(dir, "tables", "*.tex"))
		if err != nil || len(tables) == 0 {
			t.Fatalf("%s: %d tables, %v", dir, len(tables), err)
		}
		var inputs strings.Builder
		for _, table := range tables {
			fmt.Fprintf(&inputs, "\\input{tables/%s}\n\\clearpage\n", filepath.Base(table))
		}
		compileCitations(t, latex, dir)
		if err := os.WriteFile(filepath.Join(dir, "paper.tex"), fmt.Appendf(nil, twoColumns, inputs.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		said := runIn(t, dir, latex, "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
		for _, m := range regexp.MustCompile(`Overfull \\hbox \((\d+)\.\d+pt too wide\)[^\n]*`).FindAllStringSubmatch(said, -1) {
			if len(m[1]) > 1 { // 10 pt or more
				t.Errorf("%s: %s", filepath.Base(dir), m[0])
			}
		}
	}
}

// pandoc reads the Markdown without a word and makes a Word document of it.
func TestMarkdownBecomesWord(t *testing.T) {
	pandoc := program(t, "pandoc")
	for _, dir := range written(t) {
		if said := runIn(t, dir, pandoc, "report.md", "-o", "report.docx"); said != "" {
			t.Errorf("%s: pandoc says %q", filepath.Base(dir), said)
		}
		keepsLinks(t, dir)
	}
}

var (
	wordLink     = regexp.MustCompile(`<w:hyperlink w:anchor="([^"]+)"`)
	wordBookmark = regexp.MustCompile(`<w:bookmarkStart [^>]*w:name="([^"]+)"`)
	rawHTML      = regexp.MustCompile(`</?(?:a|sup|em|strong)\b`)
)

// keepsLinks holds that a Word document has every place that its links lead to, the marks of notes, italics, and no alternative text as a
// caption; and that the Markdown holds no HTML that pandoc would drop.
func keepsLinks(t *testing.T, dir string) {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join(dir, "report.docx"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	text, err := fs.ReadFile(z, "word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for _, m := range wordBookmark.FindAllSubmatch(text, -1) {
		places[string(m[1])] = true
	}
	links := wordLink.FindAllSubmatch(text, -1)
	if len(links) < 20 {
		t.Errorf("%s: %d links within the document", filepath.Base(dir), len(links))
	}
	for _, m := range links {
		if !places[string(m[1])] {
			t.Errorf("%s: a link leads to %s, which is nowhere", filepath.Base(dir), m[1])
		}
	}
	md, err := os.ReadFile(filepath.Join(dir, "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range rawHTML.FindAll(md, -1) {
		t.Errorf("%s: the Markdown holds %s", filepath.Base(dir), tag)
	}
	if a, b := bytes.Count(md, []byte("ᵃ")), bytes.Count(text, []byte("ᵃ")); a != b {
		t.Errorf("%s: %d marks of the first note, want %d", filepath.Base(dir), b, a)
	}
	if !bytes.Contains(text, []byte("<w:i/>")) && !bytes.Contains(text, []byte("<w:i />")) {
		t.Errorf("%s: no italics", filepath.Base(dir))
	}
	if bytes.Contains(text, []byte("ImageCaption")) {
		t.Errorf("%s: an alternative text is a caption", filepath.Base(dir))
	}
}

// letters are a text's letters only, as words may be broken across lines.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// styledPaper is the report of a small study in a style.
func styledPaper(t *testing.T, style string) *Paper {
	t.Helper()
	o := DefaultOptions()
	o.Analysis.Resamples, o.Version, o.Style, o.Authors = 20, "0.1.0", style, []string{"A. Lovelace", "K. Gödel"}
	p, err := Build(recipes[0].make(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// styledPDF writes its PDF.
func styledPDF(t *testing.T, style string) string {
	t.Helper()
	p := styledPaper(t, style)
	var b bytes.Buffer
	if err := document.WritePDF(&b, p.Document); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), style+".pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// The PDF is well-formed, holds all its fonts, and says what it is.
func TestPDFHoldsUnderOtherPrograms(t *testing.T) {
	for _, style := range document.Styles {
		file := styledPDF(t, style)
		t.Run(style+" qpdf", func(t *testing.T) {
			if said := runIn(t, ".", program(t, "qpdf"), "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") {
				t.Error(said)
			}
		})
		t.Run(style+" pdffonts", func(t *testing.T) {
			lines := strings.Split(strings.TrimSpace(runIn(t, ".", program(t, "pdffonts"), file)), "\n")
			if len(lines) < 4 {
				t.Fatalf("few fonts: %q", lines)
			}
			for _, l := range lines[2:] {
				if f := strings.Fields(l); f[len(f)-5] != "yes" {
					t.Errorf("not embedded: %s", l)
				}
			}
		})
		t.Run(style+" pdfinfo", func(t *testing.T) {
			said := runIn(t, ".", program(t, "pdfinfo"), file)
			for _, want := range []string{"Inertia in moral judgments", "A. Lovelace, K. Gödel", "persona role-play", "(A4)"} {
				if !strings.Contains(said, want) {
					t.Errorf("lacks %q:\n%s", want, said)
				}
			}
			if strings.Contains(said, "Date") {
				t.Errorf("a date: %s", said)
			}
		})
		t.Run(style+" every word", func(t *testing.T) {
			said := letters(runIn(t, ".", program(t, "pdftotext"), file, "-"))
			words := 0
			for _, w := range strings.FieldsFunc(plainText(styledPaper(t, style).Document), func(r rune) bool { return !unicode.IsLetter(r) }) {
				if words++; !strings.Contains(said, letters(w)) {
					t.Errorf("the text lacks %q", w)
				}
			}
			if words < 1000 {
				t.Errorf("%d words", words)
			}
		})
		t.Run(style+" pdftotext", func(t *testing.T) {
			said := strings.Join(strings.Fields(runIn(t, ".", program(t, "pdftotext"), file, "-")), " ")
			for _, want := range []string{"Abstract", "1 Introduction", "Lee et al. (2026)", "Table 1.", "Figure 1.", "References", "Graham, J., Nosek, B. A.", "A Further measures", "Table A1."} {
				if !strings.Contains(said, want) {
					t.Errorf("the text lacks %q", want)
				}
			}
		})
	}
}
