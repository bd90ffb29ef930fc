package document

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// WriteTableTeX writes a table of a document for LaTeX with the packages booktabs and siunitx: everything is escaped but formulas. A wide
// table goes across both columns of a two-column page; columns of numbers are aligned at their points. A citation is one of natbib's
// where that is loaded, else written out; a reference to another table is \ref, as that table's file has its label, and one to what
// LaTeX does not have, such as a section, is its name in the document.
func WriteTableTeX(w io.Writer, d *Document, t *Table) error { return writeTableTeX(w, number(d), t) }

// texWriter knows what the document calls its parts and works.
type texWriter struct{ n *numbers }

func writeTableTeX(w io.Writer, n *numbers, t *Table) error {
	x := texWriter{n}
	out := bufio.NewWriter(w)
	float, fill := "table", texExtent(t)/columnCharacters
	if t.Wide || fill > 1 {
		float, fill = "table*", texExtent(t)/pageCharacters
	}
	fmt.Fprintf(out, "%% needs \\usepackage{booktabs,siunitx}\n\\begin{%s}\n\\centering\n\\caption{%s}\n", float, x.inline(t.Caption))
	if t.ID != "" {
		fmt.Fprintf(out, "\\label{%s}\n", Slug(t.ID))
	}
	columns := texColumns(t)
	fmt.Fprintf(out, "%s\\setlength{\\tabcolsep}{4pt}\n\\begin{tabular}{%s}\n\\toprule\n", texSize(fill), strings.Join(columns, ""))
	x.head(out, t, columns)
	for i, r := range t.Rows {
		if r.RuleAbove && i > 0 {
			fmt.Fprintln(out, "\\midrule")
		} else if t.apart(i) {
			fmt.Fprintln(out, "\\addlinespace[2pt]")
		}
		if r.Heading && len(r.Cells) > 0 {
			fmt.Fprintf(out, "\\multicolumn{%d}{l}{\\emph{%s}} \\\\\n", len(t.Columns), x.inline(r.Cells[0]))
			continue
		}
		fmt.Fprintf(out, "%s \\\\\n", x.cells(r.Cells, columns))
	}
	fmt.Fprint(out, "\\bottomrule\n\\end{tabular}\n")
	marked := t.marked()
	for i, note := range t.Notes {
		mark := ""
		if marked[i+1] {
			mark = fmt.Sprintf("\\textsuperscript{%s} ", noteMark(i+1))
		}
		fmt.Fprintf(out, "\\par\\smallskip\\begin{minipage}{\\linewidth}\\footnotesize %s%s\\end{minipage}\n", mark, x.inline(note))
	}
	fmt.Fprintf(out, "\\end{%s}\n", float)
	return out.Flush()
}

// How many characters of small type a column and a page of the ACL's hold side by side.
const columnCharacters, pageCharacters = 46., 100.

// texExtent is how many characters a table's widest cells hold side by side, with the gaps between them.
func texExtent(t *Table) float64 {
	n := 0
	for i, c := range t.Columns {
		widest := utf8.RuneCountInString(Plain(c.Head))
		for _, r := range t.Rows {
			if !r.Heading && i < len(r.Cells) {
				widest = max(widest, utf8.RuneCountInString(Plain(r.Cells[i])))
			}
		}
		n += widest + 2
	}
	return float64(n)
}

// texSize is the type of a table by how far it fills its width.
func texSize(fill float64) string {
	switch {
	case fill > 1.15:
		return "\\scriptsize"
	case fill > 1:
		return "\\footnotesize"
	}
	return "\\small"
}

// head writes the heads, those of groups above.
func (x texWriter) head(out io.Writer, t *Table, columns []string) {
	if groups := t.groups(); groups != nil {
		var cells, rules []string
		for _, g := range groups {
			n := g.last - g.first + 1
			cells = append(cells, fmt.Sprintf("\\multicolumn{%d}{c}{%s}", n, escapeTeX(g.title)))
			if g.title != "" {
				rules = append(rules, fmt.Sprintf("\\cmidrule(lr){%d-%d}", g.first+1, g.last+1))
			}
		}
		fmt.Fprintf(out, "%s \\\\\n%s\n", strings.Join(cells, " & "), strings.Join(rules, " "))
	}
	heads := make([][]Inline, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Head
	}
	fmt.Fprintf(out, "%s \\\\\n\\midrule\n", x.cells(heads, columns))
}

// siunitxNumber is a number as siunitx reads one, with the parts that give its format.
var siunitxNumber = regexp.MustCompile(`^([+-]?)(\d+)(?:\.(\d+))?$`)

// siNumber gives a cell as a number for siunitx; ok is false when it is something else.
func siNumber(cell []Inline) (string, bool) {
	s := machineNumbers(Plain(cell))
	return s, siunitxNumber.MatchString(s)
}

// texColumns gives the kind of each column: S with the format of its numbers where right-aligned ones are there, else l, r or c.
func texColumns(t *Table) []string {
	kinds := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		kinds[i] = map[Align]string{Left: "l", Right: "r", Center: "c"}[c.Align]
		sign, whole, part, numbers := "", 0, 0, 0
		for _, r := range t.Rows {
			if r.Heading || i >= len(r.Cells) {
				continue
			}
			if s, ok := siNumber(r.Cells[i]); ok {
				m := siunitxNumber.FindStringSubmatch(s)
				if m[1] != "" {
					sign = "+"
				}
				whole, part, numbers = max(whole, len(m[2])), max(part, len(m[3])), numbers+1
			}
		}
		if c.Align == Right && numbers > 0 {
			thousands := ""
			if whole > 3 {
				thousands = ",group-separator={,},group-minimum-digits=4"
			}
			kinds[i] = fmt.Sprintf("S[table-format=%s%d.%d%s]", sign, whole, part, thousands)
		}
	}
	return kinds
}

// cells writes a row. In a column of numbers everything else stands in braces.
func (x texWriter) cells(cells [][]Inline, columns []string) string {
	out := make([]string, len(columns))
	for i := range min(len(columns), len(cells)) {
		number, ok := siNumber(cells[i])
		switch text := x.inline(cells[i]); {
		case columns[i][0] == 'S' && ok:
			out[i] = number
		case columns[i][0] == 'S' && text != "":
			out[i] = "{" + text + "}"
		case strings.HasPrefix(text, "["):
			out[i] = "{}" + text // else it would be an option of the \\ before it
		default:
			out[i] = text
		}
	}
	return strings.Join(out, " & ")
}

// inline writes running text.
func (x texWriter) inline(ins []Inline) string {
	var b strings.Builder
	for _, in := range ins {
		switch v := in.(type) {
		case Text:
			b.WriteString(escapeTeX(string(v)))
		case Strong:
			b.WriteString("\\textbf{" + x.inline(v) + "}")
		case Emphasis:
			b.WriteString("\\emph{" + x.inline(v) + "}")
		case Symbol:
			b.WriteString("\\textit{" + escapeTeX(string(v)) + "}")
		case Result:
			b.WriteString(x.inline(v))
		case CodeSpan:
			b.WriteString("\\texttt{" + escapeTeX(string(v)) + "}")
		case Math:
			b.WriteString("$" + strings.ReplaceAll(clean(string(v)), "$", "") + "$")
		case Note:
			b.WriteString("\\textsuperscript{" + noteMark(int(v)) + "}")
		case Link:
			b.WriteString(x.inline(v.Text))
		case Cite:
			b.WriteString(x.cite("citep", v))
		case CiteText:
			b.WriteString(x.cite("citet", []string{string(v)}))
		case Ref:
			b.WriteString(x.ref(string(v)))
		}
	}
	return b.String()
}

// texKey is a key of a work that LaTeX takes as it is.
var texKey = regexp.MustCompile(`^[A-Za-z0-9:.+/-]+$`)

// cite cites works by a command of natbib's, if it is there.
func (x texWriter) cite(command string, keys []string) string {
	var words []string
	sound := true
	for _, k := range keys {
		c := x.n.cite[k]
		if words = append(words, escapeTeX(c.bracketed())); command == "citet" {
			words = []string{escapeTeX(c.text())}
		}
		sound = sound && texKey.MatchString(k)
	}
	spelled := strings.Join(words, "; ")
	if command == "citep" {
		spelled = "(" + spelled + ")"
	}
	if !sound {
		return spelled
	}
	return fmt.Sprintf(`\ifdefined\%s\%s{%s}\else %s\fi{}`, command, command, strings.Join(keys, ","), spelled)
}

// ref names another part of the document.
func (x texWriter) ref(id string) string {
	label := escapeTeX(x.n.label[id])
	if strings.HasPrefix(label, "Table ") {
		return "Table~\\ref{" + Slug(id) + "}"
	}
	return label
}

var texEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`,
	"^", `\textasciicircum{}`, "~", `\textasciitilde{}`, "<", `\textless{}`, ">", `\textgreater{}`, "|", `\textbar{}`, `"`, `\textquotedbl{}`,
	"≥", `$\ge$`, "≤", `$\le$`, "−", `$-$`, "–", "--", "—", "---", "α", `$\alpha$`, "\u00a0", "~", "\u2009", `\,`, "\u202f", `\,`)

// escapeTeX makes any text safe inside LaTeX.
func escapeTeX(s string) string { return texEscapes.Replace(clean(s)) }
