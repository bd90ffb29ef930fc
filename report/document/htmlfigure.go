package document

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/svg"

	"inertia/report/packed"
)

// figure writes a picture as SVG within the page, with its caption below.
func (h *htmlWriter) figure(f Figure, number string) error {
	h.figures++
	id := f.ID
	if id == "" {
		id = fmt.Sprintf("figure.%d", h.figures)
	}
	class := ""
	if f.Wide {
		class = " class=\"wide\""
	}
	h.put("<figure id=\"%s\"%s>\n", id, class)
	if f.Picture == nil {
		h.put("<p class=\"absent\">%s</p>\n", escapeHTML(f.Alt))
	} else {
		picture, err := h.picture(f.Picture, h.data.parts(f.Parts))
		if err != nil {
			return err
		}
		h.put("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"%s.caption\"><div class=\"frame\" style=\"--wide:%.4gmm\"><svg id=\"%s.picture\" role=\"img\" aria-label=\"%s\" fill=\"%s\" ", id, f.Picture.W, id, escapeHTML(f.Alt), h.grey(0))
		h.w.WriteString(picture) // not through a format: it holds whatever the figure's text holds
		h.put("</div></div>\n")
		h.data.Figures[id] = figureData{Family: f.Family, Member: clean(f.Member), Marks: h.data.marks(f.Marks), Veiled: slices.ContainsFunc(f.Marks, func(m Mark) bool { return !m.Drawn })}
	}
	h.put("<figcaption id=\"%s.caption\"><strong>%s</strong> <span>%s</span></figcaption>\n</figure>\n", id, selfLink(id, "", "Figure "+number+"."), h.inline(f.Caption))
	return nil
}

// gradientIDs come before the names of gradients; each picture's get a prefix of its own.
var gradientIDs = regexp.MustCompile(` id="|url\(#`)

// picture gives a canvas as SVG, without the "<svg " it begins with.
func (h *htmlWriter) picture(c *canvas.Canvas, parts []picturePart) (string, error) {
	var b bytes.Buffer
	r := &pageRenderer{SVG: svg.New(&b, c.W, c.H, &svg.Options{SizeUnits: "mm"}), out: &b, height: c.H, page: h, parts: parts}
	c.RenderTo(r)
	r.at()
	if err := r.Close(); err != nil {
		return "", err
	}
	text := strings.TrimPrefix(b.String(), "<svg ")
	if len(r.shapes) > 0 {
		head, body, _ := strings.Cut(text, ">")
		text = head + "><defs>" + strings.Join(r.shapes, "") + "</defs>" + body
	}
	for _, c := range r.kept {
		text = strings.ReplaceAll(text, h.grey(c.R), hex(c))
	}
	return text, nil
}

// pageRenderer draws a picture for a page: text as outlines of its glyphs, as a page that holds no fonts looks the same everywhere, and
// greys by name, so that the page can turn them about in the dark.
type pageRenderer struct {
	*svg.SVG
	out     *bytes.Buffer
	height  float64
	page    *htmlWriter
	shapes  []string // outlines not written before
	grounds []ground
	parts   []picturePart
	drawn   int          // of what the picture is drawn of
	ends    []int        // of the parts that are open
	kept    []color.RGBA // greys within images, which cannot be turned about: in this picture they stay everywhere
}

// RenderPath writes a path.
func (r *pageRenderer) RenderPath(p *canvas.Path, style canvas.Style, m canvas.Matrix) {
	r.next()
	box, ok := boxOf(p, style, m)
	if !ok {
		r.path(p, style, m)
		return
	}
	r.box(box, p, style, m)
	r.grounds = append(r.grounds, ground{box, !grey(style.Fill.Color)})
}

// RenderImage writes an image of few colours, such as the cells of a heat map.
func (r *pageRenderer) RenderImage(img image.Image, m canvas.Matrix) {
	r.next()
	few, ok := img.(*packed.Image)
	if !ok {
		r.SVG.RenderImage(img, m)
		return
	}
	for _, c := range few.Palette {
		if c := color.RGBAModel.Convert(c).(color.RGBA); opaque(c) && grey(c) {
			r.kept = append(r.kept, c)
		}
	}
	size := few.Bounds().Size()
	view := canvas.Identity.ReflectYAbout(r.height / 2).Mul(m).ReflectYAbout(float64(size.Y) / 2)
	fmt.Fprintf(r.out, `<image width="%d" height="%d" preserveAspectRatio="none" transform="matrix(%s)" href="data:image/png;base64,%s"/>`,
		size.X, size.Y, matrixNumbers(view), base64.StdEncoding.EncodeToString(few.PNG()))
}

// path writes a path as it is, its greys by name and its gradients by names that no other picture of the page has.
func (r *pageRenderer) path(p *canvas.Path, style canvas.Style, m canvas.Matrix) {
	start := r.out.Len()
	r.SVG.RenderPath(p, style, m)
	text := r.page.nameGreys(string(r.out.Bytes()[start:]))
	text = gradientIDs.ReplaceAllString(text, fmt.Sprintf("${0}f%d.", r.page.figures))
	r.out.Truncate(start)
	switch {
	case strings.Contains(text, ` d=""`): // a stroke of no length
	case arc.MatchString(text): // whose flags stand before a number without a space
		r.out.WriteString(text)
	default:
		r.out.WriteString(fine.ReplaceAllStringFunc(text, rounded))
	}
}

var arc = regexp.MustCompile(` d="[^"]*A`)

// fine are numbers that are finer than a thousandth of a millimetre.
var fine = regexp.MustCompile(`\d*\.\d{4,}`)

func rounded(number string) string {
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	s := strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
	if strings.HasPrefix(s, "0.") {
		return s[1:]
	}
	return s
}
