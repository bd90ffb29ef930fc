package document

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"inertia/report/pdfobjects"
	"inertia/report/timeless"
)

// place is where a link leads: a page, from 0, and a point on it, in mm from its lower left corner.
type place struct {
	page int
	x, y float64
}

var (
	innerLink = regexp.MustCompile(`/A<<[^<>]*/URI\(#([A-Za-z0-9._-]+)\)[^<>]*>>|/Contents\(#[A-Za-z0-9._-]+\)`)
	pageKids  = regexp.MustCompile(`/Kids\[([0-9 R]*)\]`)
)

// finish adds to a drawn PDF what its writer does not know: its fonts and images, links from place to place, bookmarks, the language; takes the time
// out, and packs it.
func (p *pdfSetter) finish(b []byte) ([]byte, error) {
	f, err := pdfobjects.Read(b)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(p.fonts.Mend(f), p.images.Mend(f)); err != nil {
		return nil, err
	}
	pages, catalog, err := skeleton(f)
	if err != nil {
		return nil, err
	}
	for i := range f.Objects {
		o := &f.Objects[i]
		if bytes.HasPrefix(o.Text, []byte("<<")) && bytes.Contains(o.Text, []byte("/URI(#")) {
			o.Text = innerLink.ReplaceAllFunc(o.Text, func(link []byte) []byte {
				id := string(innerLink.FindSubmatch(link)[1])
				at, ok := p.places[id]
				if id == "" || !ok {
					return nil
				}
				return []byte("/Dest" + at.destination(pages))
			})
		}
	}
	add := fmt.Sprintf("<</Lang(%s)/ViewerPreferences<</DisplayDocTitle true>>", language)
	if n := p.outline(f, pages); n > 0 {
		add += fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", n)
	}
	for i := range f.Objects {
		if f.Objects[i].Number == catalog {
			f.Objects[i].Text = bytes.Replace(f.Objects[i].Text, []byte("<<"), []byte(add), 1)
		}
	}
	timeless.PDF(f)
	f.Pack()
	return f.Bytes(), nil
}

// skeleton finds the numbers of the pages' objects, in order, and that of the catalog.
func skeleton(f *pdfobjects.File) (pages []string, catalog int, err error) {
	for _, o := range f.Objects {
		if bytes.Contains(o.Text, []byte("/Type/Catalog")) {
			catalog = o.Number
		}
		if m := pageKids.FindSubmatch(o.Text); m != nil && bytes.Contains(o.Text, []byte("/Type/Pages")) {
			for kid := range strings.SplitSeq(string(m[1]), " 0 R") {
				if kid = strings.TrimSpace(kid); kid != "" {
					pages = append(pages, kid)
				}
			}
		}
	}
	if catalog == 0 || len(pages) == 0 {
		return nil, 0, pdfobjects.ErrForm
	}
	return pages, catalog, nil
}

// destination is the place as a PDF writes it, a little above the point.
func (at place) destination(pages []string) string {
	point := func(v float64) string { return strconv.FormatFloat(v*72/25.4, 'f', 2, 64) }
	return fmt.Sprintf("[%s 0 R/XYZ %s %s null]", pages[at.page], point(max(0, at.x-4)), point(at.y+2))
}

// bookmark is an entry of the outline.
type bookmark struct {
	level int
	title string
	at    place
}

// bookmarks are the headings, in order.
func (p *pdfSetter) bookmarks() []bookmark {
	var out []bookmark
	add := func(level int, title, id string) {
		if at, ok := p.places[id]; ok {
			out = append(out, bookmark{level, title, at})
		}
	}
	add(1, "Abstract", "abstract")
	for i, b := range p.n.body {
		if i == p.n.appendix {
			add(1, "References", "references")
		}
		if h, ok := b.block.(Heading); ok {
			add(h.Level, b.number+" "+typographic(Plain(h.Text)), headingID(h, b.number))
		}
	}
	if p.n.appendix == len(p.n.body) {
		add(1, "References", "references")
	}
	return out
}

// outline adds the bookmarks and gives the number of their root; 0 without any.
func (p *pdfSetter) outline(f *pdfobjects.File, pages []string) int {
	marks := p.bookmarks()
	if len(marks) == 0 {
		return 0
	}
	root := len(f.Objects) + 1
	number := func(i int) int { return root + 1 + i }
	parent := func(i int) int {
		for j := i - 1; j >= 0; j-- {
			if marks[j].level < marks[i].level {
				return j
			}
		}
		return -1
	}
	children := map[int][]int{}
	for i := range marks {
		children[parent(i)] = append(children[parent(i)], i)
	}
	f.Add(fmt.Sprintf("<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", number(children[-1][0]), number(children[-1][len(children[-1])-1]), len(children[-1])))
	for i, m := range marks {
		up := parent(i)
		item := fmt.Sprintf("<</Title%s/Parent %d 0 R/Dest%s", textString(m.title), number(up), m.at.destination(pages))
		siblings := children[up]
		at := slices.Index(siblings, i)
		if at > 0 {
			item += fmt.Sprintf("/Prev %d 0 R", number(siblings[at-1]))
		}
		if at+1 < len(siblings) {
			item += fmt.Sprintf("/Next %d 0 R", number(siblings[at+1]))
		}
		if own := children[i]; len(own) > 0 { // closed, as a count below 0 says
			item += fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count -%d", number(own[0]), number(own[len(own)-1]), len(own))
		}
		f.Add(item + ">>")
	}
	return root
}

// textString is a text of any letters as a PDF writes it: UTF-16, in hexadecimal digits.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}
