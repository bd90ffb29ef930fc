package document

import (
	"strings"
	"unicode"
)

// texKind is what a part of a formula is.
type texKind int

const (
	texRow     texKind = iota // parts side by side
	texLetters                // variables, set in italics
	texNumber
	texUpright // functions and text
	texSymbol  // operators, relations, brackets
	texBig     // sums and products
	texGreek
	texSpace   // Text holds its characters
	texFrac    // two parts
	texRoot    // one part
	texAccent  // one part under the mark in Text
	texFence   // a row between Open and Close, which grow with it
	texScripts // base, sub- and superscript; the latter two may be nil
)

// texNode is a part of a formula in the small part of TeX that papers here use.
type texNode struct {
	kind        texKind
	text        string
	open, close string
	limits      bool // scripts stand below and above
	parts       []*texNode
}

// mathSymbols are commands that stand for a character.
var mathSymbols = map[string]string{
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ",
	"pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "omega": "ω", "Phi": "Φ", "Delta": "Δ", "Omega": "Ω", "Sigma": "Σ",
	"ge": "≥", "geq": "≥", "le": "≤", "leq": "≤", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "in": "∈", "cdot": "·", "times": "×", "pm": "±", "mp": "∓",
	"mid": "∣", "|": "‖", "infty": "∞", "ldots": "…", "dots": "…", "to": "→", "#": "#", "%": "%", "{": "{", "}": "}", "$": "$", "_": "_",
}

// mathWords are functions, set upright.
var mathWords = map[string]bool{"log": true, "ln": true, "max": true, "min": true, "exp": true, "tanh": true, "atanh": true, "arg": true}

var (
	texSpaces  = map[string]string{",": "\u2009", ";": "\u2005", " ": " ", "quad": "\u2003", "qquad": "\u2003\u2003", "!": ""}
	texBigs    = map[string]string{"sum": "∑", "prod": "∏"}
	texAccents = map[string]string{"hat": "ˆ", "bar": "¯", "tilde": "˜"}
)

// parseTeX reads a formula. What it does not know it sets as upright text; it
// never fails.
func parseTeX(tex string) *texNode {
	p := &texParser{src: []rune(clean(tex))}
	return p.row(0)
}

// texFaults tells what in a formula would not be set as meant.
func texFaults(tex string) []string {
	p := &texParser{src: []rune(clean(tex))}
	p.row(0)
	if p.at < len(p.src) {
		p.faults = append(p.faults, `\right without \left`)
	}
	return p.faults
}

type texParser struct {
	src    []rune
	at     int
	faults []string
}

func (p *texParser) ahead(s string) bool { return strings.HasPrefix(string(p.src[p.at:]), s) }

func (p *texParser) skipSpace() {
	for p.at < len(p.src) && unicode.IsSpace(p.src[p.at]) {
		p.at++
	}
}

// row reads up to a closing brace or \right (until = 0: the end).
func (p *texParser) row(until rune) *texNode {
	row := &texNode{kind: texRow}
	limits := false // the last part takes its limits above and below
	for p.skipSpace(); p.at < len(p.src); p.skipSpace() {
		c := p.src[p.at]
		if c == until && until != 0 {
			p.at++
			return row
		}
		if p.ahead(`\right`) {
			break
		}
		if c == '^' || c == '_' {
			if len(row.parts) == 0 {
				row.parts = append(row.parts, &texNode{kind: texRow})
			}
			last := len(row.parts) - 1
			row.parts[last] = p.scripts(row.parts[last], limits)
			continue
		}
		limits = p.ahead(`\sum`) || p.ahead(`\prod`) || p.ahead(`\max`)
		row.parts = append(row.parts, p.atom())
	}
	if until != 0 {
		p.faults = append(p.faults, "a brace is not closed")
	}
	return row
}

// scripts reads what is attached to a part, in either order.
func (p *texParser) scripts(base *texNode, limits bool) *texNode {
	n := &texNode{kind: texScripts, limits: limits, parts: []*texNode{base, nil, nil}}
	for p.at < len(p.src) && (p.src[p.at] == '^' || p.src[p.at] == '_') {
		place := 1
		if p.src[p.at] == '^' {
			place = 2
		}
		p.at++
		n.parts[place] = p.argument()
	}
	return n
}

// argument reads a group in braces or a single part.
func (p *texParser) argument() *texNode {
	if p.skipSpace(); p.at >= len(p.src) {
		return &texNode{kind: texRow}
	}
	return p.atom()
}

func (p *texParser) while(holds func(rune) bool) string {
	start := p.at
	for p.at < len(p.src) && holds(p.src[p.at]) {
		p.at++
	}
	return string(p.src[start:p.at])
}

func (p *texParser) atom() *texNode {
	switch c := p.src[p.at]; {
	case c == '{':
		p.at++
		return p.row('}')
	case c == '\\':
		return p.command()
	case unicode.IsLetter(c):
		return &texNode{kind: texLetters, text: p.while(unicode.IsLetter)}
	case unicode.IsDigit(c) || c == '.':
		return &texNode{kind: texNumber, text: p.while(func(r rune) bool { return unicode.IsDigit(r) || r == '.' })}
	default:
		p.at++
		return &texNode{kind: texSymbol, text: strings.NewReplacer("-", "−", "*", "∗").Replace(string(c))}
	}
}

func (p *texParser) command() *texNode {
	p.at++
	name := p.while(unicode.IsLetter)
	if name == "" && p.at < len(p.src) {
		name = string(p.src[p.at])
		p.at++
	}
	switch name {
	case "frac":
		return &texNode{kind: texFrac, parts: []*texNode{p.argument(), p.argument()}}
	case "sqrt":
		return &texNode{kind: texRoot, parts: []*texNode{p.argument()}}
	case "text", "mathrm", "operatorname":
		return &texNode{kind: texUpright, text: p.braced()}
	case "left":
		n := &texNode{kind: texFence, open: p.fence()}
		n.parts = []*texNode{p.row(0)}
		p.at = min(len(p.src), p.at+len(`\right`))
		n.close = p.fence()
		return n
	}
	if mark, ok := texAccents[name]; ok {
		return &texNode{kind: texAccent, text: mark, parts: []*texNode{p.argument()}}
	}
	if !knownTeX(name) {
		p.faults = append(p.faults, `unknown command \`+name)
	}
	return namedTeX(name)
}

// knownTeX tells whether a command that takes nothing has a meaning here.
func knownTeX(name string) bool {
	_, isSpace := texSpaces[name]
	return isSpace || texBigs[name] != "" || mathSymbols[name] != "" || mathWords[name]
}

// namedTeX is a command that takes nothing.
func namedTeX(name string) *texNode {
	if s, ok := texSpaces[name]; ok {
		return &texNode{kind: texSpace, text: s}
	}
	if s, ok := texBigs[name]; ok {
		return &texNode{kind: texBig, text: s}
	}
	s, ok := mathSymbols[name]
	switch {
	case mathWords[name] || !ok:
		return &texNode{kind: texUpright, text: name}
	case unicode.IsLetter([]rune(s)[0]):
		return &texNode{kind: texGreek, text: s}
	}
	return &texNode{kind: texSymbol, text: s}
}

// braced reads text in braces as it is.
func (p *texParser) braced() string {
	p.while(func(r rune) bool { return r != '{' })
	p.at = min(p.at+1, len(p.src))
	s := p.while(func(r rune) bool { return r != '}' })
	p.at = min(p.at+1, len(p.src))
	return s
}

// fence is the bracket after \left or \right; empty for the invisible one.
func (p *texParser) fence() string {
	if p.at >= len(p.src) {
		return ""
	}
	c := p.src[p.at]
	p.at++
	if c == '\\' && p.at < len(p.src) {
		c = p.src[p.at]
		p.at++
	}
	if c == '.' {
		return ""
	}
	return string(c)
}
