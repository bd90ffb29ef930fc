package render

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"inertia/report/document"
)

// formulas reads $...$ and $$...$$ as Jupyter does and writes them as MathML. A lone
// dollar is a dollar: what opens is followed by no space, what closes comes after no
// space and before no digit.
type formulas struct{}

// formula is one in the text.
type formula struct {
	ast.BaseInline
	tex     string
	display bool
}

var kindFormula = ast.NewNodeKind("Formula")

func (*formula) Kind() ast.NodeKind { return kindFormula }

func (f *formula) Dump(source []byte, level int) {
	ast.DumpHelper(f, source, level, map[string]string{"TeX": f.tex}, nil)
}

// Extend adds formulas to Markdown.
func (formulas) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(formulas{}, 150))) // before emphasis
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(formulas{}, 150)))
}

// Trigger is what may open a formula.
func (formulas) Trigger() []byte { return []byte{'$'} }

// Parse reads one, which may go over the lines of a paragraph.
func (formulas) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	at, place := block.Position()
	line, _ := block.PeekLine()
	mark := "$"
	if strings.HasPrefix(string(line), "$$") {
		mark = "$$"
	}
	block.Advance(len(mark))
	var tex strings.Builder
	for {
		line, _ := block.PeekLine()
		if line == nil {
			block.SetPosition(at, place)
			return nil
		}
		end, closes := closing(string(line), mark, tex.String())
		if closes {
			tex.WriteString(string(line[:end]))
			block.Advance(end + len(mark))
			break
		}
		tex.Write(line)
		block.AdvanceLine()
	}
	if strings.TrimSpace(tex.String()) == "" || mark == "$" && strings.HasPrefix(tex.String(), " ") {
		block.SetPosition(at, place)
		return nil
	}
	return &formula{tex: strings.TrimSpace(tex.String()), display: mark == "$$"}
}

// closing finds the mark that closes a formula in a line; before is what stands in
// earlier ones.
func closing(line, mark, before string) (int, bool) {
	for from := 0; ; {
		i := strings.Index(line[from:], mark)
		if i < 0 {
			return 0, false
		}
		i += from
		previous := before + line[:i]
		after := line[i+len(mark):]
		escaped := strings.HasSuffix(previous, `\`)
		spaced := mark == "$" && (previous == "" || strings.HasSuffix(previous, " ") || after != "" && after[0] >= '0' && after[0] <= '9')
		if !escaped && !spaced {
			return i, true
		}
		from = i + len(mark)
	}
}

// RegisterFuncs says how a formula is written.
func (formulas) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindFormula, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f := n.(*formula)
			w.WriteString(document.MathML(f.tex, f.display))
		}
		return ast.WalkSkipChildren, nil
	})
}
