package show

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"

	"inertia/report/figure"
	"inertia/report/plaintext"
)

// Figure shows a figure with a caption below. The picture keeps its white paper
// in a dark theme; its plain text says what it shows.
//
//	show.Figure(study.HeatMap("paper-like"), "Persona by item.")
func Figure(f *figure.Figure, caption ...string) {
	b, err := figureBundle(f, strings.Join(caption, " "))
	Check(err)
	b.emit()
}

// pictures counts those that this cell showed: names inside a picture must
// differ from those of another on the same page.
var pictures atomic.Int64

func figureBundle(f *figure.Figure, caption string) (bundle, error) {
	if f == nil {
		return bundle{}, fmt.Errorf("there is no figure to show: the data do not hold what it needs")
	}
	svg, err := f.SVG()
	if err != nil {
		return bundle{}, err
	}
	var html strings.Builder
	html.WriteString("<figure class=\"inertia\"><style>" + strings.TrimSpace(outputStyle) + "</style>\n")
	html.WriteString(ownIDs(string(svg), fmt.Sprintf("%s-%d-", f.Name, pictures.Add(1))))
	if caption != "" {
		html.WriteString("<figcaption>" + escaped(caption) + "</figcaption>")
	}
	html.WriteString("</figure>")
	said := f.Alt
	if caption != "" {
		said = caption + "\n\n" + said
	}
	return bundle{html: html.String(), svg: string(svg), markdown: markdownEscaped(said) + "\n", text: "[figure " + f.Name + "] " + plaintext.Lines(said)}, nil
}

// svgNames are the names inside a picture, and the places that use them.
var svgNames = regexp.MustCompile(`( id="|url\(#|href="#)`)

// ownIDs puts a prefix before every name inside a picture.
func ownIDs(svg, prefix string) string {
	return svgNames.ReplaceAllString(svg, "${1}"+strings.ReplaceAll(prefix, "$", ""))
}
