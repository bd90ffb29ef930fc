package render

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"inertia/notebooks/ipynb"
)

// prose renders Markdown of a notebook.
type prose struct {
	dir      string
	markdown goldmark.Markdown
	ids      parser.IDs // over the whole notebook, so that no two headings share one
}

func newProse(nb Notebook) *prose {
	return &prose{
		dir: nb.Dir,
		markdown: goldmark.New(
			goldmark.WithExtensions(extension.GFM, extension.Footnote, formulas{}),
			goldmark.WithParserOptions(parser.WithAutoHeadingID()),
			goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(codeBlocks{}, 100))),
		),
		ids: parser.NewContext().IDs(),
	}
}

// html renders a Markdown cell with its pictures in it.
func (p *prose) html(c *ipynb.Cell) (string, error) {
	source := []byte(c.Source)
	tree := p.markdown.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(p.ids))))
	err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch v := n.(type) {
		case *ast.Link:
			v.Destination = []byte(relink(string(v.Destination), ".html"))
		case *ast.Image:
			inside, err := p.picture(string(v.Destination), c)
			if err != nil {
				return ast.WalkStop, err
			}
			v.Destination = []byte(inside)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = p.markdown.Renderer().Render(&out, source, tree)
	return out.String(), err
}

// text renders Markdown that a cell put out.
func (p *prose) text(source string) string {
	var out bytes.Buffer
	if p.markdown.Convert([]byte(source), &out) != nil {
		return ""
	}
	return out.String()
}

// relink points a link to another notebook at what that one is written as.
func relink(link, ending string) string {
	u, err := url.Parse(link)
	if err != nil || u.IsAbs() || !strings.HasSuffix(u.Path, ".ipynb") {
		return link
	}
	u.Path = strings.TrimSuffix(u.Path, ".ipynb") + ending
	return u.String()
}

var pictureTypes = map[string]string{".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml", ".webp": "image/webp"}

// picture gives a picture of a Markdown cell as data. One of the network stays a name,
// which the page does not load.
func (p *prose) picture(source string, c *ipynb.Cell) (string, error) {
	if name, ok := strings.CutPrefix(source, "attachment:"); ok {
		for mime, data := range c.Attachments[name] {
			return "data:" + mime + ";base64," + strings.Join(strings.Fields(string(data)), ""), nil
		}
		return "", fmt.Errorf("the picture %q is not attached to it", name)
	}
	u, err := url.Parse(source)
	if err != nil || u.IsAbs() || u.Host != "" {
		return source, nil
	}
	mime, known := pictureTypes[strings.ToLower(filepath.Ext(u.Path))]
	if !known {
		return source, nil
	}
	raw, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(u.Path)))
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("the picture %s is not there", u.Path)
	}
	if err != nil {
		return "", err
	}
	return "data:" + mime + ";base64," + base64.StdEncoding.EncodeToString(raw), nil
}

// codeBlocks renders Go in Markdown cells as code cells are.
type codeBlocks struct{}

func (codeBlocks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		block := n.(*ast.FencedCodeBlock)
		var code strings.Builder
		for i := range block.Lines().Len() {
			line := block.Lines().At(i)
			code.Write(line.Value(source))
		}
		shown := string(util.EscapeHTML([]byte(code.String())))
		if string(block.Language(source)) == "go" {
			shown = highlight(code.String())
		}
		fmt.Fprintf(w, "<pre><code>%s</code></pre>\n", shown)
		return ast.WalkSkipChildren, nil
	})
}
