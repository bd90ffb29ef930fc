package document

import "strings"

// typstMath is a formula in Typst's mathematics. Brackets and commas are escaped: unescaped they would end an argument.
func typstMath(n *texNode) string {
	switch n.kind {
	case texLetters:
		if len([]rune(n.text)) == 1 {
			return typstSymbol(n.text)
		}
		return "italic(" + typstString(n.text) + ")"
	case texGreek, texBig:
		return n.text
	case texNumber:
		return typstString(n.text)
	case texUpright:
		if isFunction(n) {
			return "op(" + typstString(n.text) + ")"
		}
		return "upright(" + typstString(n.text) + ")"
	case texSymbol:
		return typstSymbol(n.text)
	case texSpace:
		if strings.Contains(n.text, "\u2003") {
			return strings.TrimSpace(strings.Repeat("quad ", strings.Count(n.text, "\u2003")))
		}
		return "thin"
	case texFrac:
		return "frac(" + typstMath(n.parts[0]) + ", " + typstMath(n.parts[1]) + ")"
	case texRoot:
		return "sqrt(" + typstMath(n.parts[0]) + ")"
	case texAccent:
		return map[string]string{"ˆ": "hat", "¯": "overline", "˜": "tilde"}[n.text] + "(" + typstMath(n.parts[0]) + ")"
	case texFence:
		return "lr(" + typstSymbol(n.open) + " " + typstMath(n.parts[0]) + " " + typstSymbol(n.close) + ")"
	case texScripts:
		base := typstMath(n.parts[0])
		if n.limits {
			base = "limits(" + base + ")"
		}
		out := "attach(" + base
		for i, side := range []string{"b", "t"} {
			if p := n.parts[i+1]; p != nil {
				out += ", " + side + ": " + typstMath(p)
			}
		}
		return out + ")"
	}
	parts := make([]string, len(n.parts))
	for i, p := range n.parts {
		parts[i] = typstMath(p)
	}
	if len(parts) == 0 {
		return `""`
	}
	return strings.Join(parts, " ")
}

// typstSymbol is a character that stands for itself.
func typstSymbol(s string) string {
	if s == "" {
		return `""`
	}
	if strings.ContainsAny(s, "()[]{}|,;/_^&#$\"\\~'`*<>:=-!@.") {
		return `\` + s
	}
	return s
}
