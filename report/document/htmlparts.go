package document

import (
	"fmt"
	"slices"
)

// Parts of a picture are groups in its SVG that name the places of their model and dimension among the page's, so that the script can
// make those faint that a reader did not pick, lines and names included.

// picturePart is a part that is about one of the page's models, dimensions or both.
type picturePart struct {
	from, to int
	group    string
}

// parts are those of the page's models and dimensions.
func (d *pageData) parts(parts []Part) []picturePart {
	var out []picturePart
	for _, p := range parts {
		group := ""
		if i := slices.Index(d.Models, clean(p.Model)); i >= 0 {
			group += fmt.Sprintf(" data-m=\"%d\"", i)
		}
		if i := slices.Index(d.Dimensions, clean(p.Dimension)); i >= 0 {
			group += fmt.Sprintf(" data-d=\"%d\"", i)
		}
		if group != "" && p.To > p.From {
			out = append(out, picturePart{p.From, p.To, "<g" + group + ">"})
		}
	}
	return out
}

// at ends the parts that go no further and begins those that begin here.
func (r *pageRenderer) at() {
	for n := len(r.ends); n > 0 && r.ends[n-1] <= r.drawn; n-- {
		r.out.WriteString("</g>")
		r.ends = r.ends[:n-1]
	}
	for len(r.parts) > 0 && r.parts[0].from <= r.drawn {
		r.out.WriteString(r.parts[0].group)
		r.ends = append(r.ends, r.parts[0].to)
		r.parts = r.parts[1:]
	}
}

// next comes before each thing that is drawn.
func (r *pageRenderer) next() {
	r.at()
	r.drawn++
}
