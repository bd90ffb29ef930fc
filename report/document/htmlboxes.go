package document

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"

	"github.com/tdewolff/canvas"
)

// boxes is a path of nothing but upright boxes in one opaque colour.
type boxes struct {
	rects []canvas.Rect
	path  *canvas.Path
	style canvas.Style
	view  canvas.Matrix
	over  bool // it lies on another colour, as the steps of a colour bar do
}

// boxesOf gives a filled path's boxes where it consists of these alone, else nil.
func boxesOf(p *canvas.Path, style canvas.Style, m canvas.Matrix) []canvas.Rect {
	if style.HasStroke() || !style.Fill.IsColor() || !opaque(style.Fill.Color) {
		return nil
	}
	var out []canvas.Rect
	moved := p.Copy().Transform(m)
	if !moved.Flat() {
		return nil
	}
	for _, sub := range moved.Split() {
		c := sub.Coords()
		if len(c) < 4 || len(c) > 5 {
			return nil
		}
		for i := 1; i < len(c); i++ {
			if c[i].X != c[i-1].X && c[i].Y != c[i-1].Y {
				return nil
			}
		}
		out = append(out, sub.FastBounds())
	}
	return out
}

// manyBoxes is how many boxes make an image smaller than their outlines.
const manyBoxes = 400

// flush writes the boxes that wait: as they are, or as images where they are very many.
func (r *pageRenderer) flush() {
	waiting, n := r.boxes, r.count
	r.boxes, r.count = nil, 0
	if n >= manyBoxes && len(waiting) < 256 { // an image's palette holds as many
		r.images(waiting)
		return
	}
	for _, b := range waiting {
		r.box(b)
	}
}

// box writes boxes as they are, with an edge in the dark where they would be lost in it.
func (r *pageRenderer) box(b boxes) {
	if c := b.style.Fill.Color; b.over || grey(c) || contrast(c, darkPaper) >= seen {
		r.path(b.path, b.style, b.view)
		return
	}
	r.out.WriteString(`<g class="lost">`)
	r.path(b.path, b.style, b.view)
	r.out.WriteString("</g>")
}

// columnDensity is the number of samples a millimetre across; they repeat, and cost next to nothing.
const columnDensity = 8

// images writes boxes that stand in rows, such as the cells of a heat map, as one image for each run of rows without a gap. A row is
// a pixel high, so that an image is as small as what it shows; it lies on its side, a line of it being a column of the picture.
func (r *pageRenderer) images(all []boxes) {
	var rects []canvas.Rect
	var colours []uint8
	palette := color.Palette{color.RGBA{}}
	for _, b := range all {
		c := b.style.Fill.Color
		at := slices.Index(palette, color.Color(c))
		switch {
		case c == canvas.White: // the page's paper shows, whatever its colour
			at = 0
		case at < 0:
			at, palette = len(palette), append(palette, c)
			if grey(c) {
				r.kept = append(r.kept, c)
			}
		}
		for _, q := range b.rects {
			rects, colours = append(rects, canvas.Rect{X0: q.X0, Y0: r.height - q.Y1, X1: q.X1, Y1: r.height - q.Y0}), append(colours, uint8(at))
		}
	}
	left, right := math.Inf(1), math.Inf(-1)
	for _, q := range rects {
		left, right = min(left, q.X0), max(right, q.X1)
	}
	columns := max(1, int(math.Round((right-left)*columnDensity)))
	for _, run := range runsOf(rects) {
		img := image.NewPaletted(image.Rect(0, 0, run.rows, columns), palette)
		for i, q := range rects {
			if q.Y0 < run.top-edge || q.Y1 > run.bottom+edge {
				continue
			}
			x0, x1 := int(math.Round((q.X0-left)*columnDensity)), int(math.Round((q.X1-left)*columnDensity))
			for y := run.row(q.Y0); y < run.row(q.Y1); y++ {
				for x := x0; x < min(x1, columns); x++ {
					img.SetColorIndex(y, x, colours[i])
				}
			}
		}
		r.image(img, left, run.top, (right-left)/float64(columns), (run.bottom-run.top)/float64(run.rows))
	}
}

// image writes an image that lies on its side; dx and dy are the width and height of its pixels in the picture.
func (r *pageRenderer) image(img *image.Paletted, x, y, dx, dy float64) {
	var b strings.Builder
	text := base64.NewEncoder(base64.StdEncoding, &b)
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(text, img); err != nil {
		panic(err) // an image in memory of a size above zero can always be encoded
	}
	text.Close()
	size := img.Bounds().Size()
	fmt.Fprintf(r.out, `<image width="%d" height="%d" preserveAspectRatio="none" transform="matrix(0 %.6g %.6g 0 %.5g %.5g)" href="data:image/png;base64,%s"/>`,
		size.X, size.Y, dy, dx, x, y, b.String())
}

// edge is how far apart in mm two edges may lie that are one.
const edge = .004

// rowRun is rows without a gap between them: their edges, and the row that begins at each.
type rowRun struct {
	top, bottom float64
	edges       []float64
	begins      []int
	rows        int
}

func (u *rowRun) row(y float64) int {
	i, _ := slices.BinarySearchFunc(u.edges, y, func(a, b float64) int {
		switch {
		case a < b-edge:
			return -1
		case a > b+edge:
			return 1
		}
		return 0
	})
	return u.begins[min(i, len(u.begins)-1)]
}

// runsOf finds the runs of rows. A row is as high as most distances between edges are; edges that lie further apart have several
// rows between them.
func runsOf(rects []canvas.Rect) []rowRun {
	sorted := slices.Clone(rects)
	slices.SortFunc(sorted, func(a, b canvas.Rect) int { return cmp.Compare(a.Y0, b.Y0) })
	var runs []rowRun
	var ends []float64
	for _, q := range sorted {
		if n := len(runs); n > 0 && q.Y0 <= runs[n-1].bottom+edge {
			runs[n-1].bottom = max(runs[n-1].bottom, q.Y1)
		} else {
			runs = append(runs, rowRun{top: q.Y0, bottom: q.Y1})
		}
		ends = append(ends, q.Y0, q.Y1)
	}
	slices.Sort(ends)
	ends = slices.CompactFunc(ends, func(a, b float64) bool { return math.Abs(b-a) < edge })
	for i := range runs {
		runs[i].measure(ends)
	}
	return runs
}

// measure counts the rows between the run's edges.
func (u *rowRun) measure(ends []float64) {
	var gaps []float64
	for _, y := range ends {
		if y > u.top-edge && y < u.bottom+edge {
			if n := len(u.edges); n > 0 {
				gaps = append(gaps, y-u.edges[n-1])
			}
			u.edges = append(u.edges, y)
		}
	}
	sorted := slices.Sorted(slices.Values(gaps))
	usual := sorted[len(sorted)/2]
	fine := 1 // pixels a row: more where rows are high, as a browser smooths them
	if usual > .3 {
		fine = int(math.Ceil(usual * columnDensity))
	}
	u.begins = []int{0}
	for _, g := range gaps {
		u.rows += fine * max(1, int(math.Round(g/usual)))
		u.begins = append(u.begins, u.rows)
	}
}
