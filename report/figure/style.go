package figure

import (
	"image/color"
	"math"
	"strings"
	"sync"

	"github.com/tdewolff/canvas"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
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

// textOn is the text colour that reads on a fill.
func textOn(fill color.NRGBA) color.NRGBA {
	if .299*float64(fill.R)+.587*float64(fill.G)+.114*float64(fill.B) > 140 {
		return black
	}
	return paper
}

// The faces are Liberation Sans, whose widths are those of Arial and Helvetica:
// journals ask for these in figures, and an SVG needs no font inside. A
// typeface's name is a CSS font list, because canvas copies it into SVG.
const (
	fontList  = "Liberation Sans,Arial,Helvetica,sans-serif"
	regular   = font.Typeface(fontList + ",Plain")
	bold      = font.Typeface(fontList + ",Bold")
	italic    = font.Typeface(fontList + ",Italic")
	labelSize = vg.Length(8) // points
	tickSize  = vg.Length(7)
	smallSize = vg.Length(6)
)

// canvasStyle reads weight and slant off a face's name.
func canvasStyle(name string) canvas.FontStyle {
	switch {
	case strings.HasPrefix(name, string(bold)):
		return canvas.FontBold
	case strings.HasPrefix(name, string(italic)):
		return canvas.FontRegular | canvas.FontItalic
	}
	return canvas.FontRegular
}

var fonts = sync.OnceValue(func() *font.Cache {
	named := func(t font.Typeface, f font.Face) font.Face {
		return font.Face{Font: font.Font{Typeface: t}, Face: f.Face}
	}
	faces := make(font.Collection, 0, 3)
	for _, f := range liberation.Collection() {
		heavy, slanted := f.Font.Weight != 0, f.Font.Style != 0
		switch {
		case f.Font.Variant != "Sans":
		case !heavy && !slanted: // the first is the one taken for unknown faces
			faces = append(font.Collection{named(regular, f)}, faces...)
		case heavy && !slanted:
			faces = append(faces, named(bold, f))
		case slanted && !heavy:
			faces = append(faces, named(italic, f))
		}
	}
	return font.NewCache(faces)
})

// capHeight is the height of a Liberation Sans capital in units of the size.
const capHeight = 1409. / 2048

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
	simulatedFace = face{italic, labelSize, simulated}
)

func (f face) font() font.Face {
	return fonts().Lookup(font.Font{Typeface: f.typeface}, f.size)
}

// width is the printed width of a line.
func (f face) width(s string) vg.Length {
	ff := f.font()
	return ff.Width(s)
}

// rise is the height of a capital.
func (f face) rise() vg.Length { return f.size * capHeight }

// style is the face as gonum's axes want it.
func (f face) style(x, y float64) text.Style {
	return text.Style{
		Color: f.colour, Font: font.Font{Typeface: f.typeface, Size: f.size},
		XAlign: text.XAlignment(x), YAlign: text.YAlignment(y), Handler: text.Plain{Fonts: fonts()},
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
