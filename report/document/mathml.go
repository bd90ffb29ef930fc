package document

import (
	"html"
	"strings"
	"unicode"
)

// mathML gives a formula as MathML, in the same part of TeX that the PDF sets.
func mathML(tex string, display bool) string {
	m := &mathWriter{src: []rune(clean(tex))}
	mode := ""
	if display {
		mode = ` display="block"`
	}
	return "<math" + mode + ">" + m.row(0) + "</math>"
}

// mathWriter reads TeX and gives MathML elements.
type mathWriter struct {
	src []rune
	at  int
}

func (m *mathWriter) ahead(s string) bool { return strings.HasPrefix(string(m.src[m.at:]), s) }

// row reads up to a closing brace or \right (until = 0: the end).
func (m *mathWriter) row(until rune) string {
	var out []string
	limits := false // the last element takes its limits above and below
	for m.at < len(m.src) {
		c := m.src[m.at]
		if c == until && until != 0 {
			m.at++
			break
		}
		if m.ahead(`\right`) {
			break
		}
		if unicode.IsSpace(c) {
			m.at++
			continue
		}
		if c == '^' || c == '_' {
			if len(out) == 0 {
				out = append(out, "<mrow></mrow>")
			}
			out[len(out)-1] = m.scripts(out[len(out)-1], limits)
			continue
		}
		limits = m.ahead(`\sum`) || m.ahead(`\prod`) || m.ahead(`\max`)
		out = append(out, m.atom())
	}
	return "<mrow>" + strings.Join(out, "") + "</mrow>"
}

func (m *mathWriter) scripts(base string, limits bool) string {
	sub, sup := "", ""
	for m.at < len(m.src) && (m.src[m.at] == '^' || m.src[m.at] == '_') {
		up := m.src[m.at] == '^'
		m.at++
		if s := m.argument(); up {
			sup = s
		} else {
			sub = s
		}
	}
	under, over, both := "msub", "msup", "msubsup"
	if limits {
		under, over, both = "munder", "mover", "munderover"
	}
	switch {
	case sub != "" && sup != "":
		return "<" + both + ">" + base + sub + sup + "</" + both + ">"
	case sup != "":
		return "<" + over + ">" + base + sup + "</" + over + ">"
	}
	return "<" + under + ">" + base + sub + "</" + under + ">"
}

func (m *mathWriter) argument() string {
	for m.at < len(m.src) && unicode.IsSpace(m.src[m.at]) {
		m.at++
	}
	if m.at >= len(m.src) {
		return "<mrow></mrow>"
	}
	return m.atom()
}

func (m *mathWriter) atom() string {
	c := m.src[m.at]
	start := m.at
	switch {
	case c == '{':
		m.at++
		return m.row('}')
	case c == '\\':
		return m.command()
	case unicode.IsLetter(c):
		for m.at < len(m.src) && unicode.IsLetter(m.src[m.at]) {
			m.at++
		}
		word := string(m.src[start:m.at])
		if len(word) > 1 {
			return `<mi mathvariant="italic">` + html.EscapeString(word) + "</mi>"
		}
		return "<mi>" + html.EscapeString(word) + "</mi>"
	case unicode.IsDigit(c) || c == '.':
		for m.at < len(m.src) && (unicode.IsDigit(m.src[m.at]) || m.src[m.at] == '.') {
			m.at++
		}
		return "<mn>" + string(m.src[start:m.at]) + "</mn>"
	}
	m.at++
	return operator(string(c))
}

func operator(s string) string {
	switch s {
	case "-":
		s = "−"
	case "*":
		s = "∗"
	}
	return "<mo>" + html.EscapeString(s) + "</mo>"
}

func (m *mathWriter) command() string {
	m.at++
	start := m.at
	for m.at < len(m.src) && unicode.IsLetter(m.src[m.at]) {
		m.at++
	}
	if m.at == start && m.at < len(m.src) {
		m.at++
	}
	name := string(m.src[start:m.at])
	switch name {
	case "frac":
		return "<mfrac>" + m.argument() + m.argument() + "</mfrac>"
	case "sqrt":
		return "<msqrt>" + m.argument() + "</msqrt>"
	case "hat", "bar", "tilde":
		mark := map[string]string{"hat": "^", "bar": "¯", "tilde": "~"}[name]
		return `<mover accent="true">` + m.argument() + "<mo>" + mark + "</mo></mover>"
	case "text", "mathrm", "operatorname":
		return "<mtext>" + html.EscapeString(m.braced()) + "</mtext>"
	case "left":
		open := m.fence()
		inner := m.row(0)
		m.at = min(len(m.src), m.at+len(`\right`))
		return `<mrow><mo stretchy="true">` + open + "</mo>" + inner + `<mo stretchy="true">` + m.fence() + "</mo></mrow>"
	case ",", ";", " ", "!":
		return `<mspace width=".2em"/>`
	case "quad", "qquad":
		return `<mspace width="1.2em"/>`
	}
	if mathWords[name] {
		return "<mi>" + name + "</mi>"
	}
	s, ok := mathSymbols[name]
	if !ok {
		return "<mtext>" + html.EscapeString(name) + "</mtext>"
	}
	if r := []rune(s); len(r) == 1 && unicode.IsLetter(r[0]) {
		return "<mi>" + s + "</mi>"
	}
	return operator(s)
}

// braced reads text in braces as it is.
func (m *mathWriter) braced() string {
	for m.at < len(m.src) && m.src[m.at] != '{' {
		m.at++
	}
	m.at = min(m.at+1, len(m.src))
	start := m.at
	for m.at < len(m.src) && m.src[m.at] != '}' {
		m.at++
	}
	s := string(m.src[start:m.at])
	m.at = min(m.at+1, len(m.src))
	return s
}

func (m *mathWriter) fence() string {
	if m.at >= len(m.src) {
		return ""
	}
	c := m.src[m.at]
	m.at++
	if c == '\\' && m.at < len(m.src) {
		c = m.src[m.at]
		m.at++
	}
	if c == '.' {
		return ""
	}
	return html.EscapeString(string(c))
}
