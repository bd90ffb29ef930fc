package render

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"regexp"
	"strings"

	"inertia/notebooks/ipynb"
	"inertia/report/document"
)

// htmlOrder is the order in which forms of an output are preferred on a page.
var htmlOrder = []string{"text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/latex", "text/plain", "application/json"}

// writeOutput writes an output on the page; prefix parts its names from those of
// others.
func writeOutput(out *bytes.Buffer, p *prose, o ipynb.Output, prefix string) {
	switch o.Kind {
	case ipynb.Stream:
		if text := terminal(o.Text); strings.TrimSpace(text) != "" {
			fmt.Fprintf(out, "<pre class=\"output %s\">%s</pre>\n", streamClass(o.Stream), html.EscapeString(text))
		}
	case ipynb.Error:
		fmt.Fprintf(out, "<pre class=\"output stderr\">%s</pre>\n", html.EscapeString(terminal(errorText(o))))
	default:
		fmt.Fprintf(out, "<div class=\"output\">%s</div>\n", displayHTML(p, o, prefix))
	}
}

func streamClass(name string) string {
	if name == "stderr" {
		return "stderr"
	}
	return "stdout"
}

func errorText(o ipynb.Output) string {
	if len(o.Traceback) > 0 {
		return strings.Join(o.Traceback, "\n")
	}
	return o.Name + ": " + o.Value
}

// preferred gives the first of the types that an output has.
func preferred(o ipynb.Output, order []string) (string, ipynb.Data) {
	for _, mime := range order {
		if d, ok := o.Data[mime]; ok {
			return mime, d
		}
	}
	return "", ipynb.Data{}
}

func displayHTML(p *prose, o ipynb.Output, prefix string) string {
	mime, data := preferred(o, htmlOrder)
	switch mime {
	case "text/html":
		return ownNames(data.Text, prefix)
	case "image/svg+xml":
		return picture(mime, base64.StdEncoding.EncodeToString([]byte(data.Text)), o)
	case "image/png", "image/jpeg", "image/gif":
		return picture(mime, strings.Join(strings.Fields(data.Text), ""), o)
	case "text/markdown":
		return p.text(data.Text)
	case "text/latex":
		return document.MathML(strings.Trim(strings.TrimSpace(data.Text), "$"), true)
	case "text/plain":
		return "<pre>" + html.EscapeString(terminal(data.Text)) + "</pre>"
	case "application/json":
		text := data.Text
		if data.JSON != nil {
			text = string(data.JSON)
		}
		return "<pre>" + html.EscapeString(text) + "</pre>"
	}
	return "<p class=\"absent\">This output is shown in JupyterLab only.</p>"
}

// picture is an image with its data in it; its plain text, where there is one, says
// what it shows.
func picture(mime, data string, o ipynb.Output) string {
	return fmt.Sprintf("<img src=\"data:%s;base64,%s\" alt=\"%s\">", mime, data, html.EscapeString(strings.TrimSpace(o.Data["text/plain"].Text)))
}

// svgNames are the names inside a picture, and the places that use them.
var svgNames = regexp.MustCompile(`(\sid="|url\(#|href="#)`)

// ownNames puts a prefix before the names inside the pictures of an output, since each
// cell numbers its own from 1. An output with a script is left alone: the script may
// speak of its names.
func ownNames(text, prefix string) string {
	if !strings.Contains(text, "<svg") || strings.Contains(text, "<script") {
		return text
	}
	return svgNames.ReplaceAllString(text, "${1}"+prefix)
}
