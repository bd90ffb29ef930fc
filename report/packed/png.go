package packed

import (
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
	"math"
)

// PNG is an opaque picture as a PNG that says its resolution: typesetters read the printed size from it. Its rows are as they are, without
// a filter, since flat colours pack best so.
//
// Source: PNG specification, third edition (W3C, 2025), 5 and 11.
func PNG(img *image.RGBA, dpi float64) []byte {
	size := img.Rect.Size()
	rows := zlibOf(func(w io.Writer) {
		row := make([]byte, 0, 1+3*size.X)
		for y := range size.Y {
			row = append(row[:0], noFilter)
			for p := img.Pix[y*img.Stride:][:4*size.X]; len(p) > 0; p = p[4:] {
				row = append(row, p[0], p[1], p[2])
			}
			w.Write(row)
		}
	})
	perMetre := uint32(math.Round(dpi / .0254))
	resolution := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, perMetre), perMetre)
	out := appendHead(nil, size, trueColour)
	out = appendChunk(out, "pHYs", append(resolution, 1))
	out = appendChunk(out, "IDAT", rows)
	return appendChunk(out, "IEND", nil)
}

// How the pixels of a PNG are written, and how its rows are.
const (
	trueColour = 2
	byPalette  = 3
	noFilter   = 0
)

func appendHead(out []byte, size image.Point, pixels byte) []byte {
	const bits = 8
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(size.X)), uint32(size.Y))
	return appendChunk(append(out, "\x89PNG\r\n\x1a\n"...), "IHDR", append(header, bits, pixels, 0, 0, 0))
}

func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
