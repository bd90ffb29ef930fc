package figure

import (
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Colours that are not data.
var (
	paper     = color.NRGBA{255, 255, 255, 255}
	black     = color.NRGBA{0, 0, 0, 255}
	softText  = color.NRGBA{89, 89, 89, 255}
	gridGrey  = color.NRGBA{224, 224, 224, 255}
	bandGrey  = color.NRGBA{245, 245, 245, 255}
	missing   = color.NRGBA{200, 200, 200, 255} // no step of the sequential palette is grey
	noValue   = color.NRGBA{120, 120, 120, 255}
	simulated = color.NRGBA{168, 66, 0, 255}
)

// okabeIto is the palette of Okabe and Ito (2008), which people with any common
// colour blindness can tell apart; its yellow comes last, being weak on white.
var okabeIto = []color.NRGBA{
	{0, 114, 178, 255}, {213, 94, 0, 255}, {0, 158, 115, 255}, {204, 121, 167, 255},
	{230, 159, 0, 255}, {86, 180, 233, 255}, {0, 0, 0, 255}, {184, 170, 20, 255},
}

// qualitative gives the i-th colour of a set without order.
func qualitative(i int) color.NRGBA { return okabeIto[i%len(okabeIto)] }

// viridis by Smith, van der Walt and Firing (2015), nine anchors: lightness
// grows evenly, so it survives a grey copy and colour blindness.
var viridis = []color.NRGBA{
	{68, 1, 84, 255}, {71, 45, 123, 255}, {59, 82, 139, 255}, {44, 114, 142, 255}, {33, 145, 140, 255},
	{40, 174, 128, 255}, {94, 201, 98, 255}, {173, 220, 48, 255}, {253, 231, 37, 255},
}

// sequential gives step i of n in a palette with order.
func sequential(i, n int) color.NRGBA {
	at := .5
	if n > 1 {
		at = math.Min(math.Max(float64(i)/float64(n-1), 0), 1)
	}
	at *= float64(len(viridis) - 1)
	lo := min(int(at), len(viridis)-2)
	t := at - float64(lo)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-t) + float64(b)*t)) }
	a, b := viridis[lo], viridis[lo+1]
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// depth is a shade for a value between nothing, which is light, and the most, which
// is dark.
func depth(v, most float64) color.NRGBA {
	const steps = 64
	at := 0
	if most > 0 {
		at = int(math.Round(math.Max(0, v) / most * steps))
	}
	return sequential(steps-at, steps+1)
}

// textOn is the text colour that reads on a fill.
func textOn(fill color.NRGBA) color.NRGBA {
	if contrast(black, fill) > contrast(paper, fill) {
		return black
	}
	return paper
}

// contrast is the contrast ratio of two colours, 1 to 21 (WCAG 2.2).
func contrast(a, b color.NRGBA) float64 {
	x, y := light(a)+.05, light(b)+.05
	return math.Max(x, y) / math.Min(x, y)
}

// light is a colour's relative luminance, 0 to 1 (WCAG 2.2).
func light(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > .04045 {
			return math.Pow((s+.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}

// Sizes of type in points, the same at every width of a figure.
const (
	labelSize = vg.Length(8.5) // axes, rows, heads of panels
	tickSize  = vg.Length(7.5) // numbers along axes, legends, values in cells
	smallSize = vg.Length(7)   // notes, and numbers where room is short
)

// descent is how far a text reaches below its base line, in units of the size.
func descent(text string) vg.Length {
	if strings.ContainsAny(text, "gjpqyQ,;()[]{}_|/§") {
		return .22
	}
	return .02
}

// face is a typeface at a size in a colour.
type face struct {
	typeface font.Typeface
	size     vg.Length
	colour   color.NRGBA
}

var (
	titleFace     = face{bold, labelSize, black}
	headFace      = face{bold, tickSize, black}
	labelFace     = face{regular, labelSize, black}
	tickFace      = face{regular, tickSize, black}
	softFace      = face{regular, tickSize, softText}
	smallFace     = face{regular, smallSize, softText}
	simulatedFace = face{italic, smallSize, simulated}
)

func (f face) font() font.Face {
	return measures().Lookup(font.Font{Typeface: f.typeface}, f.size)
}

// width is the printed width of a line.
func (f face) width(s string) vg.Length {
	return setLine(f.typeface, f.size, color.RGBA{f.colour.R, f.colour.G, f.colour.B, f.colour.A}, s).width
}

// rise is the height of a capital.
func (f face) rise() vg.Length { return f.size * capHeight }

// style is the face as gonum's axes want it.
func (f face) style(x, y float64) text.Style {
	return text.Style{
		Color: f.colour, Font: font.Font{Typeface: f.typeface, Size: f.size},
		XAlign: text.XAlignment(x), YAlign: text.YAlignment(y), Handler: text.Plain{Fonts: measures()},
	}
}

// Lines.
var (
	axisLine = draw.LineStyle{Color: black, Width: .5}
	gridLine = draw.LineStyle{Color: gridGrey, Width: .4}
	zeroLine = draw.LineStyle{Color: noValue, Width: .5}
)

func dashed(l draw.LineStyle, pattern ...vg.Length) draw.LineStyle {
	l.Dashes = pattern
	return l
}

const mm = vg.Millimeter
