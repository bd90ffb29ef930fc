package figure

import (
	"encoding/binary"
	"hash/crc32"
	"image"
	"math"

	"inertia/report/packed"
)

// pngOf is an opaque picture as a PNG that says its resolution: typesetters read the printed size from it. Its rows are as they are, without
// a filter, since flat colours pack best so.
//
// Source: PNG specification, third edition (W3C, 2025), 5 and 11.
func pngOf(img *image.RGBA, dpi float64) []byte {
	size := img.Rect.Size()
	rows := make([]byte, 0, size.Y*(1+3*size.X))
	for y := range size.Y {
		rows = append(rows, 0) // no filter
		for p := img.Pix[y*img.Stride:][:4*size.X]; len(p) > 0; p = p[4:] {
			rows = append(rows, p[0], p[1], p[2])
		}
	}
	const bits, rgb = 8, 2
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(size.X)), uint32(size.Y))
	perMetre := uint32(math.Round(dpi / .0254))
	resolution := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, perMetre), perMetre)
	out := []byte("\x89PNG\r\n\x1a\n")
	out = appendChunk(out, "IHDR", append(header, bits, rgb, 0, 0, 0))
	out = appendChunk(out, "pHYs", append(resolution, 1))
	out = appendChunk(out, "IDAT", packed.Zlib(rows))
	return appendChunk(out, "IEND", nil)
}

func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
