package document

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"

	"github.com/tdewolff/canvas/renderers/svg"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

// WriteHTML writes the document as one self-contained HTML file: the Markdown
// rendered, its figures put in as vectors.
func WriteHTML(w io.Writer, d *Document) error {
	var text, body bytes.Buffer
	if err := WriteMarkdown(&text, d); err != nil {
		return err
	}
	// The Markdown is our own and everything from data is escaped in it, so its
	// anchors may pass.
	g := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(ghtml.WithUnsafe()))
	if err := g.Convert(text.Bytes(), &body); err != nil {
		return err
	}
	page := body.String()
	for i, b := range append(append([]Block(nil), d.Abstract...), d.Body...) {
		f, ok := plainBlock(b).(Figure)
		if !ok || f.Picture == nil {
			continue
		}
		var pic bytes.Buffer
		r := svg.New(&pic, f.Picture.W, f.Picture.H, &svg.Options{})
		f.Picture.RenderTo(r)
		if err := r.Close(); err != nil {
			return err
		}
		img := regexp.MustCompile(`<img src="` + regexp.QuoteMeta(f.File+".svg") + `"[^>]*>`)
		page = img.ReplaceAllLiteralString(page, strings.ReplaceAll(pic.String(), "<svg ", fmt.Sprintf(`<svg role="img" id="figure-%d" aria-label="%s" `, i, html.EscapeString(f.Alt))))
	}
	_, err := fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n%s</main>\n</body>\n</html>\n",
		html.EscapeString(clean(d.Title)), pageStyle, strings.NewReplacer("<table>", `<div class="wide"><table>`, "</table>", "</table></div>").Replace(page))
	return err
}

const pageStyle = `
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#999;--soft:#f3f4f6;--link:#1f4e8c}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16181c;--line:#777;--soft:#23262c;--link:#8ab4f8}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 "STIX Two Text",Georgia,"Times New Roman",serif}
main{max-width:46rem;margin:2rem auto;padding:0 1.2rem}
h1{line-height:1.2;text-align:center}h2{margin-top:2.2em}a{color:var(--link)}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:1em auto;font-size:.86em;border-top:2px solid;border-bottom:2px solid}
thead{border-bottom:1px solid}th,td{padding:.2em .7em}th{font-weight:600}
svg{max-width:100%;height:auto;background:#fff;display:block;margin:1em auto}
pre{background:var(--soft);padding:.8em;overflow-x:auto;font-size:.85em}code{font-size:.85em}blockquote{margin:1em 0;padding:.1em 1em;border-left:3px solid var(--line)}
`
