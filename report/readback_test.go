package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rhtml "github.com/yuin/goldmark/renderer/html"

	"inertia/report/numbers"
)

// output is a report's text as read back from one of its files.
type output struct {
	file   string
	texts  []spokenText
	alts   []string // of the figures, in their order
	table  []shownTable
	marks  []shownMark       // of HTML only
	copied map[string]copied // of a page: by the table's id
}

// spokenText is a paragraph, an item of a list, a caption or an alternative text,
// and the section in which it stands.
type spokenText struct{ section, text string }

// shownTable is a table as a reader sees it. Marks of notes are taken off, heads of
// groups stand before their columns'.
type shownTable struct {
	caption string
	heads   []string
	rows    [][]string
}

// shownMark is what a figure says of a place that a reader points at.
type shownMark struct {
	figure, caption, label, model, dimension, member string
	x, y                                             float64 // its centre, as a share of the picture
}

// element is a node of a page: a tag with children, or text.
type element struct {
	tag      string
	attr     map[string]string
	text     string
	children []*element
}

// parsePage reads well-formed HTML.
func parsePage(t *testing.T, page string) *element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<page>" + page + "</page>"))
	d.Entity = xml.HTMLEntity
	root := &element{}
	open := []*element{root}
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return root
		}
		if err != nil {
			t.Fatal(err)
		}
		top := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{tag: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			top.children = append(top.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.children = append(top.children, &element{text: string(tok)})
		}
	}
}

// words is the text of an element without formulas, code and marks of notes.
func (e *element) words() string {
	switch e.tag {
	case "sup", "math", "code", "svg":
		return " "
	}
	s := e.text
	for _, c := range e.children {
		s += c.words()
	}
	return s
}

var (
	noteSuperscript = regexp.MustCompile(`[ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+`)
	noteInBrackets  = regexp.MustCompile(`\([a-z]{1,2}\)$`)
	inlineFormula   = regexp.MustCompile(`\$[^$]+\$`)
	tableNumber     = regexp.MustCompile(`^Table [A-Z]?\d+\.\s*`)
	space           = regexp.MustCompile(`[ \n\t\x{a0}]+`)
)

func plainCell(s string) string {
	s = noteInBrackets.ReplaceAllString(strings.TrimPrefix(s, "'"), "")
	return strings.TrimSpace(space.ReplaceAllString(noteSuperscript.ReplaceAllString(s, ""), " "))
}

// read walks a page and gathers what it says.
func (o *output) read(e *element, section *string, caption *string) {
	switch e.tag {
	case "h1", "h2", "h3", "h4":
		if s := plainCell(e.words()); e.tag < "h3" {
			*section = strings.TrimLeft(s, "0123456789 ")
		}
		return
	case "nav":
		return
	case "table":
		o.table = append(o.table, readTable(e, *caption))
		return
	case "p", "li", "figcaption":
		for _, c := range e.children {
			if c.tag == "img" {
				o.alts = append(o.alts, c.attr["alt"])
			}
		}
		text := plainCell(inlineFormula.ReplaceAllString(e.words(), " "))
		if tableNumber.MatchString(text) {
			*caption = tableNumber.ReplaceAllString(text, "")
		}
		o.texts = append(o.texts, spokenText{*section, text})
	case "svg":
		o.alts = append(o.alts, e.attr["aria-label"])
		return
	case "section":
		if e.attr["class"] == "abstract" {
			*section = "Abstract"
		}
	}
	for _, c := range e.children {
		o.read(c, section, caption)
	}
}

func readTable(e *element, caption string) shownTable {
	t := shownTable{caption: caption}
	var heads [][]*element
	var walk func(e *element, head bool)
	walk = func(e *element, head bool) {
		if e.tag == "tr" {
			var cells []*element
			var texts []string
			for _, c := range e.children {
				if c.tag == "td" || c.tag == "th" {
					cells = append(cells, c)
					texts = append(texts, plainCell(c.words()))
				}
			}
			if head {
				heads = append(heads, cells)
			} else {
				t.rows = append(t.rows, texts)
			}
			return
		}
		for _, c := range e.children {
			walk(c, head || e.tag == "thead")
		}
	}
	walk(e, false)
	second := 0
	for _, h := range heads[0] {
		n := len(h.attr["colspan"])
		if n > 0 {
			n = int(h.attr["colspan"][0] - '0')
		}
		if n == 0 {
			t.heads = append(t.heads, plainCell(h.words()))
		}
		for range n {
			t.heads = append(t.heads, plainCell(h.words())+": "+plainCell(heads[1][second].words()))
			second++
		}
	}
	return t
}

// readMarkdown reads report.md as GitHub shows it.
func readMarkdown(t *testing.T, dir string) *output {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(rhtml.WithUnsafe(), rhtml.WithXHTML()))
	if err := md.Convert(b, &page); err != nil {
		t.Fatal(err)
	}
	o := &output{file: "report.md"}
	section, caption := "", ""
	o.read(parsePage(t, page.String()), &section, &caption)
	return o
}

// readHTML reads report.html, and what its script knows of the figures.
func readHTML(t *testing.T, dir string) *output {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(b), "<body>")
	page, script, ok := strings.Cut(page, `<script type="application/json" id="page.data">`)
	if !ok {
		t.Fatal("the page has no data")
	}
	o := &output{file: "report.html"}
	section, caption := "", ""
	root := parsePage(t, page)
	o.read(root, &section, &caption)
	o.readMarks(t, script[:strings.Index(script, "</script>")], captionsOf(root))
	return o
}

// captionsOf are the captions of a page's figures by the figure's id.
func captionsOf(e *element) map[string]string {
	out := map[string]string{}
	if id, ok := strings.CutSuffix(e.attr["id"], ".caption"); ok && e.tag == "figcaption" {
		out[id] = plainCell(e.words())
	}
	for _, c := range e.children {
		for id, s := range captionsOf(c) {
			out[id] = s
		}
	}
	return out
}

// copied is what the page's buttons put on the clipboard.
type copied struct{ CSV, LaTeX, Markdown string }

func (o *output) readMarks(t *testing.T, script string, captions map[string]string) {
	t.Helper()
	var data struct {
		Models, Dimensions []string
		Tables             map[string]copied
		Figures            map[string]struct {
			Member string
			Marks  struct {
				List  [][7]any
				X, Y  [][2]float64
				Parts []struct {
					By, Codes string
					Words     []string
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(script), &data); err != nil {
		t.Fatal(err)
	}
	o.copied = data.Tables
	name := func(names []string, at any) string {
		if i := int(at.(float64)); i >= 0 {
			return names[i]
		}
		return ""
	}
	for id, f := range data.Figures {
		for _, m := range f.Marks.List {
			n := func(i int) float64 { return m[i].(float64) / 1e4 }
			o.marks = append(o.marks, shownMark{id, captions[id], m[4].(string), name(data.Models, m[5]), name(data.Dimensions, m[6]), f.Member, n(0) + n(2)/2, n(1) + n(3)/2})
		}
		for i := range len(f.Marks.X) * len(f.Marks.Y) {
			var label strings.Builder
			for _, p := range f.Marks.Parts {
				const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
				switch p.By {
				case "x":
					label.WriteString(p.Words[i%len(f.Marks.X)])
				case "y":
					label.WriteString(p.Words[i/len(f.Marks.X)])
				default:
					label.WriteString(p.Words[64*strings.IndexByte(digits, p.Codes[2*i])+strings.IndexByte(digits, p.Codes[2*i+1])])
				}
			}
			o.marks = append(o.marks, shownMark{figure: id, caption: captions[id], label: label.String(), member: f.Member})
		}
	}
	slices.SortFunc(o.marks, func(a, b shownMark) int { return strings.Compare(a.figure+a.label, b.figure+b.label) })
}

// readCSV reads one of the tables' files.
func readCSV(t *testing.T, file string) shownTable {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, row := range all {
		for i := range row {
			row[i] = hyphenMinus.ReplaceAllString(plainCell(row[i]), "$1−$2")
			if n, err := strconv.Atoi(row[i]); err == nil {
				row[i] = numbers.Count(n) // as the other outputs show it
			}
		}
	}
	return shownTable{heads: all[0], rows: all[1:]}
}

// hyphenMinus is a minus sign as programs read it.
var hyphenMinus = regexp.MustCompile(`(^|\[|, )-(\d)`)

var (
	texCommand = regexp.MustCompile(`\\(?:textsuperscript|label)\{[^}]*\}|\\(?:emph|textit|textbf|num)\b|\\(?:[a-z]+rule|addlinespace\[2pt\])(?:\([a-z]+\))?(?:\{[^}]*\})?|[{}]`)
	texSpan    = regexp.MustCompile(`\\multicolumn\{\d+\}\{[a-z]\}`)
	texPlain   = strings.NewReplacer(`$-$`, "−", `$\ge$`, "≥", `$\le$`, "≤", `$\alpha$`, "α", `\%`, "%", `\_`, "_", `\&`, "&", `\#`, "#", `~`, " ",
		`\textasciitilde{}`, "~", `\textless{}`, "<", `\textgreater{}`, ">", `\textbar{}`, "|", "---", "—", "--", "–")
)

// readTeX reads the body of a table's LaTeX file; its numbers are written as in CSV.
func readTeX(t *testing.T, file string) shownTable {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := strings.Cut(string(b), "\\midrule\n")
	if !ok {
		t.Fatalf("%s: no head", file)
	}
	body, _, _ = strings.Cut(body, "\\bottomrule")
	var out shownTable
	for line := range strings.SplitSeq(body, "\\\\\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var row []string
		for cell := range strings.SplitSeq(texSpan.ReplaceAllString(line, ""), " & ") {
			row = append(row, hyphenMinus.ReplaceAllString(plainCell(texCommand.ReplaceAllString(texPlain.Replace(cell), "")), "$1−$2"))
		}
		out.rows = append(out.rows, row)
	}
	return out
}
