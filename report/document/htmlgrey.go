package document

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
)

// A figure's greys, from the black of its text to the white of its paper, are written as names such as var(--g00). In the light they
// are what they were; in the dark they run from light text to dark paper. Colours stay, as they are data, and so does text upon them;
// text on paper in a colour that the dark would swallow has a name too, and a box in such a colour gets an edge.

// Ends of the dark page's greys: what is black in the light, and what is white, the page's own paper.
var (
	darkInk   = color.RGBA{0xe8, 0xe8, 0xe8, 0xff}
	darkPaper = color.RGBA{0x15, 0x17, 0x1b, 0xff}
)

const (
	legible = 4.5 // least contrast of text and its ground, by WCAG 2.2
	seen    = 1.5 // contrast below which a box is lost in the dark paper
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

// inkName is the name of a text's colour, grey or not.
func (h *htmlWriter) inkName(c color.RGBA) string {
	css := hex(c)
	if name := h.nameGrey(css); name != css || !opaque(c) || contrast(c, darkPaper) >= legible {
		return name
	}
	h.inks[c] = true
	return fmt.Sprintf("var(--t%s,%s)", css[1:], css)
}

// greyStyle says what the names stand for. A browser that does not know light-dark takes the light ones.
func (h *htmlWriter) greyStyle() {
	var names []string
	for v := range h.greys {
		names = append(names, fmt.Sprintf("--g%02x:light-dark(#%02[1]x%02[1]x%02[1]x,%s);", v, hex(between(darkInk, darkPaper, float64(v)/255))))
	}
	for c := range h.inks {
		names = append(names, fmt.Sprintf("--t%s:light-dark(%s,%s);", hex(c)[1:], hex(c), hex(lightened(c))))
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	h.put("<style>@supports (color:light-dark(#000,#fff)){:root{%s}}</style>\n", strings.Join(names, ""))
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func between(a, b color.RGBA, t float64) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + t*(float64(b)-float64(a)))) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// lightened is a colour with as much white as makes it legible on dark paper.
func lightened(c color.RGBA) color.RGBA {
	for t := 0.; ; t += .02 {
		if light := between(c, color.RGBA{255, 255, 255, 255}, min(t, 1)); t >= 1 || contrast(light, darkPaper) >= legible {
			return light
		}
	}
}

// contrast is that of two opaque colours by WCAG 2.2, from 1 to 21: (L1 + .05)/(L2 + .05) with the lighter's luminance L1.
func contrast(a, b color.RGBA) float64 {
	luminance := func(c color.RGBA) float64 {
		linear := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= .04045 {
				return s / 12.92
			}
			return math.Pow((s+.055)/1.055, 2.4)
		}
		return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
	}
	l, m := luminance(a)+.05, luminance(b)+.05
	return max(l, m) / min(l, m)
}

// ground is an opaque box that later text may lie on.
type ground struct {
	canvas.Rect
	coloured bool
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

func grey(c color.RGBA) bool { return c.R == c.G && c.G == c.B }
