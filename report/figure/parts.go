package figure

import (
	"image"

	"github.com/tdewolff/canvas"
)

// Part is a run of a picture's strokes and words that is about one model, one dimension or both, so that it can be told apart on a
// screen. From is the first of them, To the one behind the last, as Canvas holds them. Parts nest: an outer one stands before those
// within it. Model and Dimension are empty where it is about none; a name that may be either stands in both.
type Part struct {
	From, To         int
	Model, Dimension string
}

// counted counts what is drawn on a canvas.
type counted struct {
	*canvas.Canvas
	drawn int
}

func (c *counted) RenderPath(p *canvas.Path, style canvas.Style, m canvas.Matrix) {
	c.Canvas.RenderPath(p, style, m)
	c.drawn++
}

func (c *counted) RenderText(t *canvas.Text, m canvas.Matrix) {
	c.Canvas.RenderText(t, m)
	c.drawn++
}

func (c *counted) RenderImage(img image.Image, m canvas.Matrix) {
	c.Canvas.RenderImage(img, m)
	c.drawn++
}

// about draws what is about a model, a dimension or both.
func (c ink) about(model, dimension string, draw func()) {
	s := sheetOf(c.Canvas)
	i := len(s.parts)
	s.parts = append(s.parts, Part{From: s.count.drawn, Model: model, Dimension: dimension})
	s.within++
	draw()
	s.within--
	s.parts[i].To = s.count.drawn
}

// named draws what is about the model or the dimension that a name is of, if it is of any.
func (c ink) named(name string, draw func()) { c.about(clean(name), clean(name), draw) }
