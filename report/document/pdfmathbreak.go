package document

import (
	"slices"
	"strings"
)

// formulaParts sets a formula that stands in a line, cut where the line may be broken: after its relations.
func (t *typefaces) formulaParts(tex string, size float64) []mathBox {
	m := &mathSetter{t: t, size: size}
	var out []mathBox
	for _, part := range splitTeX(parseTeX(tex), func(n *texNode) bool { return n.kind == texSymbol && strings.Contains(mathBreaks, n.text) }) {
		out = append(out, m.row(part))
	}
	return out
}

// formulaRows sets a displayed formula in rows of at most the width: broken between formulas that a wide space parts, then before
// relations, and made smaller where even that is too wide.
func (t *typefaces) formulaRows(tex string, size, width float64) []mathBox {
	m := &mathSetter{t: t, size: size}
	root := parseTeX(tex)
	whole := m.set(root)
	if whole.width <= width {
		return []mathBox{whole}
	}
	var out []mathBox
	for _, part := range splitTeX(root, func(n *texNode) bool { return n.kind == texSpace && strings.Contains(n.text, "\u2003") }) {
		if b := m.row(part); b.width <= width {
			out = append(out, b)
			continue
		}
		out = append(out, m.rows(part, width)...)
	}
	return out
}

// rows fills rows with what stands between relations; all but the first begin with one.
func (m *mathSetter) rows(parts []*texNode, width float64) []mathBox {
	const within = 4. // mm by which later rows are moved in
	var out []mathBox
	var row []*texNode
	for _, part := range splitTeX(&texNode{kind: texRow, parts: parts}, nil) {
		for _, n := range part {
			isBreak := n.kind == texSymbol && strings.Contains(mathBreaks+"+−", n.text)
			if isBreak && len(row) > 0 && m.row(append(append([]*texNode(nil), row...), upToBreak(parts, n)...)).width > width {
				out = append(out, m.row(row))
				row = nil
			}
			row = append(row, n)
		}
	}
	if len(row) > 0 {
		out = append(out, m.row(row))
	}
	for i, b := range out {
		if i > 0 {
			out[i] = beside(space(within), b)
		}
		if out[i].width > width {
			return []mathBox{(&mathSetter{t: m.t, size: m.size * width / m.row(parts).width}).row(parts)}
		}
	}
	return out
}

// upToBreak is the part of a row from a relation up to the next one.
func upToBreak(parts []*texNode, from *texNode) []*texNode {
	at := slices.Index(parts, from)
	end := at + 1
	for end < len(parts) && !(parts[end].kind == texSymbol && strings.Contains(mathBreaks+"+−", parts[end].text)) {
		end++
	}
	return parts[at:end]
}

// splitTeX cuts a formula after the parts at which it may be broken.
func splitTeX(root *texNode, after func(*texNode) bool) [][]*texNode {
	if root.kind != texRow {
		return [][]*texNode{{root}}
	}
	out := [][]*texNode{nil}
	for i, n := range root.parts {
		out[len(out)-1] = append(out[len(out)-1], n)
		if after != nil && after(n) && i+1 < len(root.parts) {
			out = append(out, nil)
		}
	}
	return out
}

// row sets parts beside each other.
func (m *mathSetter) row(parts []*texNode) mathBox {
	var boxes []mathBox
	for i, n := range parts {
		if i > 0 && !m.script && functionGap(parts[i-1], n) {
			boxes = append(boxes, space(.17*m.em()))
		}
		if isSign(n) && (i == 0 || isOpening(parts[i-1])) {
			boxes = append(boxes, m.text(n.text, m.t.math, m.size))
			continue
		}
		boxes = append(boxes, m.set(n))
	}
	return beside(boxes...)
}

// isSign tells a plus or minus; one that begins a row or follows what isOpening tells is the sign of what comes, and stands close to it.
func isSign(n *texNode) bool { return n.kind == texSymbol && strings.Contains("+−±∓", n.text) }

func isOpening(n *texNode) bool {
	return n.kind == texSymbol && strings.Contains(mathBreaks+"([{,;", n.text)
}

// mathBreaks are the relations at which a formula may be broken.
const mathBreaks = "=<>≥≤≠≈∼∈→"
