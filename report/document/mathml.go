package document

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MathML is a formula in the small part of TeX that papers here use, as MathML, set
// apart or in the line; a command it does not know stands as upright text.
func MathML(tex string, display bool) string { return mathML(tex, display) }

// mathML gives a formula as MathML.
func mathML(tex string, display bool) string {
	mode := ""
	if display {
		mode = ` display="block"`
	}
	return "<math" + mode + ">" + mathElement(parseTeX(tex)) + "</math>"
}

func mathElement(n *texNode) string {
	text := html.EscapeString(n.text)
	switch n.kind {
	case texLetters:
		var b strings.Builder // a letter an element: MathML sets only these in italics
		for _, letter := range n.text {
			b.WriteString("<mi>" + html.EscapeString(string(letter)) + "</mi>")
		}
		if utf8.RuneCountInString(n.text) > 1 {
			return "<mrow>" + b.String() + "</mrow>"
		}
		return b.String()
	case texGreek:
		return "<mi>" + text + "</mi>"
	case texNumber:
		return "<mn>" + text + "</mn>"
	case texUpright:
		if mathWords[n.text] {
			return "<mi>" + text + "</mi>"
		}
		return "<mtext>" + text + "</mtext>"
	case texSymbol:
		return mathSymbol(n, "")
	case texBig:
		return "<mo>" + text + "</mo>"
	case texSpace:
		if strings.Contains(n.text, "\u2003") {
			return `<mspace width="1.2em"/>`
		}
		return `<mspace width=".2em"/>`
	case texFrac:
		return "<mfrac>" + mathElement(n.parts[0]) + mathElement(n.parts[1]) + "</mfrac>"
	case texRoot:
		return "<msqrt>" + mathElement(n.parts[0]) + "</msqrt>"
	case texAccent:
		return `<mover accent="true">` + mathElement(n.parts[0]) + "<mo stretchy=\"" + strconv.FormatBool(n.text == "¯") + "\">" + accentMarks.Replace(n.text) + "</mo></mover>"
	case texFence:
		return `<mrow><mo stretchy="true">` + html.EscapeString(n.open) + "</mo>" + mathElement(n.parts[0]) +
			`<mo stretchy="true">` + html.EscapeString(n.close) + "</mo></mrow>"
	case texScripts:
		return mathScripts(n)
	}
	var b strings.Builder
	b.WriteString("<mrow>")
	for i, p := range n.parts {
		if i > 0 && functionGap(n.parts[i-1], p) {
			b.WriteString(`<mspace width=".17em"/>`)
		}
		if p.kind == texSymbol {
			b.WriteString(mathSymbol(p, operatorForm(n.parts, i)))
			continue
		}
		b.WriteString(mathElement(p))
	}
	return b.String() + "</mrow>"
}

// mathSymbol gives an operator; its form says which spaces stand beside it, empty for what its place in the row tells.
func mathSymbol(n *texNode, form string) string {
	if n.text == "#" { // a number of, not between two things
		return "<mi>#</mi>"
	}
	attributes := ""
	if form != "" {
		attributes = ` form="` + form + `"`
	}
	if strings.Contains("()[]{}|‖", n.text) {
		attributes += ` stretchy="false"` // it grows between \left and \right only
	}
	return "<mo" + attributes + ">" + html.EscapeString(n.text) + "</mo>"
}

// operatorForm is the form of an operator where its place in the row misleads: a sign behind a relation is that of a number, and bars
// open behind an operator and close before one.
func operatorForm(row []*texNode, i int) string {
	opens := i > 0 && isOperator(row[i-1]) && (row[i-1].text == "" || !strings.Contains(")]}|", row[i-1].text))
	closes := i+1 == len(row) || isOperator(row[i+1])
	switch {
	case strings.Contains("+−-±", row[i].text) && opens:
		return "prefix"
	case strings.Contains("|‖", row[i].text) && opens:
		return "prefix"
	case strings.Contains("|‖", row[i].text) && closes:
		return "postfix"
	}
	return ""
}

// isOperator tells a sign or a sum, with or without limits.
func isOperator(n *texNode) bool {
	return n.kind == texSymbol || n.kind == texBig || n.kind == texScripts && n.limits && isOperator(n.parts[0])
}

// functionGap tells whether a thin space stands between two neighbours, since one is a function that is taken of the other or times it.
func functionGap(left, right *texNode) bool {
	return isFunction(left) && !isSymbol(right) || isFunction(right) && !isSymbol(left)
}

// isFunction tells the name of a function, such as a logarithm with its base, or another upright word from what it is taken of.
func isFunction(n *texNode) bool {
	return n.kind == texUpright && utf8.RuneCountInString(n.text) > 1 || n.kind == texScripts && isFunction(n.parts[0])
}

func isSymbol(n *texNode) bool {
	return n.kind == texSymbol || n.kind == texSpace || n.kind == texFence
}

func mathScripts(n *texNode) string {
	under, over, both := "msub", "msup", "msubsup"
	if n.limits {
		under, over, both = "munder", "mover", "munderover"
	}
	tag, inside := both, mathElement(n.parts[0])
	switch {
	case n.parts[2] == nil:
		tag = under
	case n.parts[1] == nil:
		tag = over
	}
	for _, p := range n.parts[1:] {
		if p != nil {
			inside += mathElement(p)
		}
	}
	return "<" + tag + ">" + inside + "</" + tag + ">"
}

// accentMarks are the characters that MathML's operator dictionary knows as accents.
var accentMarks = strings.NewReplacer("ˆ", "^", "¯", "‾", "˜", "~")
