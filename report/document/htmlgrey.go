package document

import (
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strconv"

	"github.com/tdewolff/canvas"
)

// A figure's greys, from the black of its text to the white of its paper, are written as names such as var(--g00). In the light they
// are what they were; in the dark they run from light text to dark paper. Colours stay, as they are data, and so does text upon them.

// Greys of the dark page: what is black in the light, and what is white.
const (
	darkInk   = 0xe8
	darkPaper = 0x1a
)

var greyColours = regexp.MustCompile(`(fill="|fill:|stroke:|stroke=")(#[0-9a-f]{3,6})\b`)

// nameGreys puts names in place of the greys of some SVG.
func (h *htmlWriter) nameGreys(svg string) string {
	return greyColours.ReplaceAllStringFunc(svg, func(m string) string {
		parts := greyColours.FindStringSubmatch(m)
		return parts[1] + h.nameGrey(parts[2])
	})
}

// nameGrey gives a colour's name if it is a grey, else the colour.
func (h *htmlWriter) nameGrey(css string) string {
	full := css
	if len(css) == 4 {
		full = "#" + css[1:2] + css[1:2] + css[2:3] + css[2:3] + css[3:4] + css[3:4]
	}
	if len(full) != 7 || full[1:3] != full[3:5] || full[3:5] != full[5:7] {
		return css
	}
	v, err := strconv.ParseUint(full[1:3], 16, 8)
	if err != nil {
		return css
	}
	return h.grey(uint8(v))
}

// grey is the name of a grey; white is the page's own paper.
func (h *htmlWriter) grey(v uint8) string {
	if v == 255 {
		return "var(--paper)"
	}
	h.greys[v] = true
	return fmt.Sprintf("var(--g%02x,#%02[1]x%02[1]x%02[1]x)", v)
}

// greyStyle says what the names stand for. A browser that does not know light-dark takes the light ones.
func (h *htmlWriter) greyStyle() {
	var used []uint8
	for v := range h.greys {
		used = append(used, v)
	}
	if len(used) == 0 {
		return
	}
	slices.Sort(used)
	h.put("<style>@supports (color:light-dark(#000,#fff)){:root{")
	for _, v := range used {
		dark := darkInk + (darkPaper-darkInk)*int(v)/255
		h.put("--g%02x:light-dark(#%02[1]x%02[1]x%02[1]x,#%02[2]x%02[2]x%02[2]x);", v, dark)
	}
	h.put("}}</style>\n")
}

// ground is an opaque box that later text may lie on.
type ground struct {
	canvas.Rect
	coloured bool
}

// lay notes the boxes of a fill.
func (r *pageRenderer) lay(rects []canvas.Rect, style canvas.Style) {
	for _, b := range rects {
		c := style.Fill.Color
		r.grounds = append(r.grounds, ground{b, c.R != c.G || c.G != c.B})
	}
}

// onColour tells whether the uppermost box at a point is of a colour that is not grey.
func (r *pageRenderer) onColour(p canvas.Point) bool {
	for _, g := range slices.Backward(r.grounds) {
		if p.X > g.X0 && p.X < g.X1 && p.Y > g.Y0 && p.Y < g.Y1 {
			return g.coloured
		}
	}
	return false
}

func opaque(c color.RGBA) bool { return c.A == 255 }
