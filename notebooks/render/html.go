package render

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"strings"

	"inertia/notebooks/ipynb"
)

//go:embed page.css
var pageStyle string

// policy lets nothing be loaded: styles and scripts only from the page itself,
// pictures only from data in it.
const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:"

// HTML is the notebook as one page. The error is that of a Markdown cell whose picture
// cannot be read.
func HTML(nb Notebook) ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	fmt.Fprintf(&out, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy)
	fmt.Fprintf(&out, "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", html.EscapeString(title(nb)), pageStyle)
	p := newProse(nb)
	for i, c := range nb.Cells {
		var err error
		switch c.Kind {
		case ipynb.Markdown:
			var text string
			if text, err = p.html(c); err == nil {
				fmt.Fprintf(&out, "<section class=\"prose\">\n%s</section>\n", text)
			}
		case ipynb.Code:
			codeCell(&out, p, c, i+1)
		}
		if err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
	}
	out.WriteString("</main>\n</body>\n</html>\n")
	return out.Bytes(), nil
}

// title is the first heading, or the name.
func title(nb Notebook) string {
	for _, c := range nb.Cells {
		if c.Kind != ipynb.Markdown {
			continue
		}
		for line := range strings.Lines(c.Source) {
			if heading, ok := strings.CutPrefix(line, "# "); ok {
				return strings.TrimSpace(heading)
			}
		}
	}
	return nb.Name
}

// codeCell writes a code cell and what it put out.
func codeCell(out *bytes.Buffer, p *prose, c *ipynb.Cell, number int) {
	if strings.TrimSpace(c.Source) == "" {
		return
	}
	class := "cell"
	if c.HasTag("injected-parameters") {
		class += " injected"
	}
	fmt.Fprintf(out, "<section class=\"%s\">\n", class)
	label := "&nbsp;"
	if c.Count > 0 {
		label = fmt.Sprint(c.Count)
	}
	fmt.Fprintf(out, "<div class=\"input\"><span class=\"count\" aria-label=\"cell %s\">[%s]</span><pre><code>%s</code></pre></div>\n", label, label, highlight(c.Source))
	for i, o := range c.Outputs {
		writeOutput(out, p, o, fmt.Sprintf("c%d-%d-", number, i+1))
	}
	out.WriteString("</section>\n")
}
