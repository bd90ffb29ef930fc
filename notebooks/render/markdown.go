package render

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"inertia/notebooks/ipynb"
)

// markdown is the notebook as Markdown, and its pictures.
func markdown(nb Notebook) ([]byte, []file) {
	w := &markdownWriter{nb: nb}
	for i, c := range nb.Cells {
		switch {
		case c.Kind == ipynb.Markdown:
			w.prose(c, i+1)
		case c.Kind == ipynb.Code && strings.TrimSpace(c.Source) != "":
			w.fence("go", c.Source)
			for n, o := range c.Outputs {
				w.output(o, i+1, n+1)
			}
		}
	}
	return []byte(strings.TrimSuffix(w.out.String(), "\n")), w.pictures
}

type markdownWriter struct {
	nb       Notebook
	out      strings.Builder
	pictures []file
}

// block writes a block and the empty line after it.
func (w *markdownWriter) block(text string) {
	if text = strings.Trim(text, "\n"); text != "" {
		w.out.WriteString(text + "\n\n")
	}
}

// fence writes text between fences longer than any in it.
func (w *markdownWriter) fence(language, text string) {
	marks := "```"
	for strings.Contains(text, marks) {
		marks += "`"
	}
	if text = strings.TrimRight(text, "\n"); strings.TrimSpace(text) != "" {
		w.block(marks + language + "\n" + text + "\n" + marks)
	}
}

var (
	attachmentLink = regexp.MustCompile(`\(attachment:([^)\s]+)`)
	notebookLink   = regexp.MustCompile(`\]\(([^)\s:]+)\.ipynb`)
)

// prose writes a Markdown cell: attached pictures become files, links to notebooks
// links to their Markdown.
func (w *markdownWriter) prose(c *ipynb.Cell, cell int) {
	text := attachmentLink.ReplaceAllStringFunc(c.Source, func(link string) string {
		name := attachmentLink.FindStringSubmatch(link)[1]
		for mime, data := range c.Attachments[name] {
			if path := w.picture(mime, string(data), fmt.Sprintf("cell-%d-%s", cell, name)); path != "" {
				return "(" + path
			}
		}
		return link
	})
	w.block(notebookLink.ReplaceAllString(text, "](${1}.md"))
}

// markdownOrder is the order in which forms of an output are preferred.
var markdownOrder = []string{"text/markdown", "text/latex", "text/plain", "text/html"}

// onlySVG is HTML that is nothing but one picture.
var onlySVG = regexp.MustCompile(`(?s)^\s*(?:<div[^>]*>\s*)?(<svg\b.*</svg>)\s*(?:</div>)?\s*$`)

func (w *markdownWriter) output(o ipynb.Output, cell, n int) {
	switch o.Kind {
	case ipynb.Stream:
		w.fence("", terminal(o.Text))
		return
	case ipynb.Error:
		w.fence("", terminal(errorText(o)))
		return
	}
	name := fmt.Sprintf("cell-%d-%d", cell, n)
	shown := false
	if mime, data := preferred(o, []string{"image/svg+xml", "image/png", "image/jpeg", "image/gif"}); mime != "" {
		shown = w.figure(mime, data.Text, name)
	} else if svg := onlySVG.FindStringSubmatch(o.Data["text/html"].Text); svg != nil {
		w.figure("image/svg+xml", svg[1], name)
		return
	}
	mime, data := preferred(o, markdownOrder)
	switch {
	case mime == "text/markdown", mime == "text/latex":
		w.block(data.Text)
	case shown: // plain text and HTML say what the picture shows
	case mime == "text/plain":
		w.fence("", terminal(data.Text))
	case mime == "text/html":
		w.block(blankLines.ReplaceAllString(data.Text, "\n")) // a blank line would end the HTML
	}
}

var blankLines = regexp.MustCompile(`\n\s*\n`)

// figure writes a picture and the link to it.
func (w *markdownWriter) figure(mime, data, name string) bool {
	path := w.picture(mime, data, name)
	if path != "" {
		w.block("![](" + path + ")")
	}
	return path != ""
}

// picture keeps a picture as a file and gives its path from the document; "" where its
// data cannot be read.
func (w *markdownWriter) picture(mime, data, name string) string {
	raw := []byte(data)
	if mime != "image/svg+xml" || !strings.Contains(data, "<") {
		var err error
		if raw, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), "")); err != nil {
			return ""
		}
	}
	name = safeName(name)
	if ending := strings.TrimSuffix(strings.TrimPrefix(mime, "image/"), "+xml"); !strings.HasSuffix(name, "."+ending) {
		name += "." + ending
	}
	w.pictures = append(w.pictures, file{name, raw})
	return strings.ReplaceAll(filesFolder(w.nb), " ", "%20") + "/" + name
}

var unsafeInName = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

func safeName(s string) string { return strings.TrimLeft(unsafeInName.ReplaceAllString(s, "-"), ".") }
