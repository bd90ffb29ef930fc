package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
)

// block is a run of neighbouring columns of one dimension, or of rows of one
// seed.
type block struct {
	name     string
	from, to int // to is behind the last
}

func blocksOf(names []string) []block {
	var b []block
	for i, n := range names {
		n = clean(n)
		if len(b) == 0 || b[len(b)-1].name != n {
			b = append(b, block{n, i, i})
		}
		b[len(b)-1].to = i + 1
	}
	return b
}

func blockNames(b []block) []string {
	var names []string
	for i := range b {
		index(&names, b[i].name)
	}
	return names
}

const (
	blockGap = 1.2 * mm
	slant    = 40.0 // degrees of labels that do not fit upright
)

// edges spreads n cells in blocks over lo..hi with a gap between blocks and
// gives each cell's two edges.
func edges(blocks []block, lo, hi, gap vg.Length) [][2]vg.Length {
	n := blocks[len(blocks)-1].to
	gap = min(gap, (hi-lo)/vg.Length(4*len(blocks)))
	size := (hi - lo - gap*vg.Length(len(blocks)-1)) / vg.Length(n)
	out := make([][2]vg.Length, 0, n)
	for b, bl := range blocks {
		for i := bl.from; i < bl.to; i++ {
			x := lo + size*vg.Length(i) + gap*vg.Length(b)
			out = append(out, [2]vg.Length{snap(x), snap(x + size)})
		}
	}
	return out
}

// heads are the names above blocks of columns: upright where all fit, else
// slanted or on end; where nothing fits, letters.
type heads struct {
	names    []string
	degrees  float64   // 0 where all fit upright
	room     vg.Length // height they take
	lettered bool      // names are letters
	note     string    // what the letters mean; empty without
}

func headsFor(blocks []block, width vg.Length) heads {
	h := heads{room: headFace.rise() + 1.8*mm}
	n := blocks[len(blocks)-1].to
	size := (width - blockGap*vg.Length(len(blocks)-1)) / vg.Length(n)
	for _, b := range blocks {
		name := headFace.cutName(b.name, 34*mm)
		h.names = append(h.names, name)
		if headFace.width(name) > size*vg.Length(b.to-b.from)+blockGap/2 {
			h.degrees = slant
		}
	}
	if h.degrees > 0 {
		for _, b := range blocks { // too close for slanted lines
			room := size * vg.Length(b.to-b.from)
			if room*vg.Length(math.Sin(slant*math.Pi/180)) < headFace.size*.95 {
				h.degrees = 90
			}
			h.lettered = h.lettered || room+blockGap/2 < headFace.size*.95 && len(blocks) <= 26
		}
		if h.lettered {
			return h.letters(blocks)
		}
		sin, cos := math.Sincos(h.degrees * math.Pi / 180)
		h.room = headFace.widest(h.names)*vg.Length(sin) + headFace.rise()*vg.Length(cos) + 1.2*mm
	}
	return h
}

// letters puts a letter above each block, where not even names on end fit, and the
// names in a note.
func (h heads) letters(blocks []block) heads {
	var words []string
	for i, b := range blocks {
		letter := string(rune('a' + i))
		h.names[i] = letter
		words = append(words, letter+" "+b.name)
	}
	h.degrees, h.room, h.note = 0, headFace.rise()+1.8*mm, strings.Join(words, ", ")
	return h
}

// overhang is how far the last slanted name leans over the right edge.
func (h heads) overhang(blocks []block, width vg.Length) vg.Length {
	if h.degrees == 0 {
		return 0
	}
	last := len(blocks) - 1
	half := width / vg.Length(blocks[last].to) * vg.Length(blocks[last].to-blocks[last].from) / 2
	lean := headFace.width(h.names[last]) * vg.Length(math.Cos(h.degrees*math.Pi/180))
	return max(0, lean-half+1.5*mm)
}

func (h heads) draw(c ink, blocks []block, cols [][2]vg.Length, y vg.Length) {
	for i, b := range blocks {
		if !h.lettered {
			c.standsFor(h.names[i], b.name)
		}
		c.named(b.name, func() { h.drawName(c, i, (cols[b.from][0]+cols[b.to-1][1])/2, y+1*mm) })
	}
}

func (h heads) drawName(c ink, i int, middle, y vg.Length) {
	switch {
	case h.degrees == 90:
		c.turned(headFace, middle, y, 0, .5, 90, h.names[i])
	case h.degrees > 0:
		c.turned(headFace, middle, y, 0, 0, h.degrees, h.names[i])
	case h.lettered:
		c.text(smallItem, middle, y, .5, 0, h.names[i])
	default:
		c.text(headFace, middle, y, .5, 0, h.names[i])
	}
}

// shortItems cuts what all item ids share off their front, up to the last
// hyphen or the like, and leading zeros: "mfq30-01" becomes "1".
func shortItems(items []string) []string {
	prefix := ""
	if len(items) > 0 {
		prefix = items[0]
	}
	for _, id := range items {
		for !strings.HasPrefix(id, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	prefix = prefix[:strings.LastIndexAny(prefix, "-_.:/ ")+1]
	out := make([]string, len(items))
	for i, id := range items {
		s := strings.TrimPrefix(id, prefix)
		if t := strings.TrimLeft(s, "0"); t != "" && t[0] >= '1' && t[0] <= '9' {
			s = t
		}
		out[i] = clean(s)
	}
	return out
}

// itemLabels writes ids under columns: upright if they fit, else turned, else
// only every n-th.
func itemLabels(c ink, labels []string, cols [][2]vg.Length, y vg.Length) {
	size := cols[0][1] - cols[0][0]
	turned := smallItem.widest(labels) > size-.3*mm
	every := 1
	if turned {
		every = max(1, int(math.Ceil(float64((smallItem.rise()+.4*mm)/size))))
	}
	for i, s := range labels {
		middle := (cols[i][0] + cols[i][1]) / 2
		switch {
		case i%every != 0:
		case turned:
			c.turned(smallItem, middle, y-1*mm, 1, .5, 90, s)
		default:
			c.text(smallItem, middle, y-1*mm, .5, 1, s)
		}
	}
}

var smallItem = face{regular, smallSize, black}

// itemRoom is the height itemLabels needs.
func itemRoom(labels []string, size vg.Length) vg.Length {
	if w := smallItem.widest(labels); w > size-.3*mm {
		return w + 1.6*mm
	}
	return smallItem.rise() + 1.8*mm
}

// optionNames writes "1 not at all relevant" for each option, "1" where names
// are not known.
func optionNames(k int, labels []string) []string {
	names := make([]string, k)
	for i := range names {
		names[i] = fmt.Sprint(i + 1)
		if i < len(labels) && labels[i] != "" {
			names[i] += " " + clean(labels[i])
		}
	}
	return names
}
