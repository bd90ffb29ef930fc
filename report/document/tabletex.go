package document

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteTableTeX writes a table for LaTeX with the package booktabs: everything is
// escaped but formulas.
func WriteTableTeX(w io.Writer, t *Table) error {
	out := bufio.NewWriter(w)
	aligns := ""
	for _, c := range t.Columns {
		aligns += map[Align]string{Left: "l", Right: "r", Center: "c"}[c.Align]
	}
	fmt.Fprintf(out, "%% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\caption{%s}\n", texInline(t.Caption))
	if t.ID != "" {
		fmt.Fprintf(out, "\\label{%s}\n", Slug(t.ID))
	}
	fmt.Fprintf(out, "\\begin{tabular}{%s}\n\\toprule\n", aligns)
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
	fmt.Fprintf(out, "%s \\\\\n\\midrule\n", texCells(heads, len(t.Columns)))
	for i, r := range t.Rows {
		if r.RuleAbove && i > 0 {
			fmt.Fprintln(out, "\\midrule")
		}
		if r.Heading && len(r.Cells) > 0 {
			fmt.Fprintf(out, "\\multicolumn{%d}{l}{\\emph{%s}} \\\\\n", len(t.Columns), texInline(r.Cells[0]))
			continue
		}
		fmt.Fprintf(out, "%s \\\\\n", texCells(r.Cells, len(t.Columns)))
	}
	fmt.Fprint(out, "\\bottomrule\n\\end{tabular}\n")
	marked := t.marked()
	for i, note := range t.Notes {
		mark := ""
		if marked[i+1] {
			mark = fmt.Sprintf("\\textsuperscript{%s} ", noteMark(i+1))
		}
		fmt.Fprintf(out, "\n\\smallskip{\\footnotesize %s%s}\n", mark, texInline(note))
	}
	fmt.Fprint(out, "\\end{table}\n")
	return out.Flush()
}

func texCells(cells [][]Inline, n int) string {
	out := make([]string, n)
	for i := range min(n, len(cells)) {
		if out[i] = texInline(cells[i]); strings.HasPrefix(out[i], "[") {
			out[i] = "{}" + out[i] // else it would be an option of the \\ before it
		}
	}
	return strings.Join(out, " & ")
}

// texInline writes running text; references to other parts of the document are
// left out, since the table stands alone.
func texInline(ins []Inline) string {
	var b strings.Builder
	for _, in := range ins {
		switch v := in.(type) {
		case Text:
			b.WriteString(escapeTeX(string(v)))
		case Strong:
			b.WriteString("\\textbf{" + texInline(v) + "}")
		case Emphasis:
			b.WriteString("\\emph{" + texInline(v) + "}")
		case Result:
			b.WriteString(texInline(v))
		case CodeSpan:
			b.WriteString("\\texttt{" + escapeTeX(string(v)) + "}")
		case Math:
			b.WriteString("$" + strings.ReplaceAll(clean(string(v)), "$", "") + "$")
		case Note:
			b.WriteString("\\textsuperscript{" + noteMark(int(v)) + "}")
		case Link:
			b.WriteString(texInline(v.Text))
		}
	}
	return b.String()
}

var texEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "%", `\%`, "_", `\_`,
	"^", `\textasciicircum{}`, "~", `\textasciitilde{}`, "<", `\textless{}`, ">", `\textgreater{}`, "|", `\textbar{}`, `"`, `\textquotedbl{}`,
	"≥", `$\ge$`, "≤", `$\le$`, "−", `$-$`, "–", "--", "—", "---", "α", `$\alpha$`, "\u00a0", "~", "\u2009", `\,`, "\u202f", `\,`)

// escapeTeX makes any text safe inside LaTeX.
func escapeTeX(s string) string { return texEscapes.Replace(clean(s)) }
