package figure

import (
	"encoding/binary"
	"errors"
	"slices"

	cfont "github.com/tdewolff/font"

	"inertia/report/pdffonts"
)

// subset is the file of a font with these glyphs only, ascending from 0: outlines as in a PDF, and of each other table that a browser asks for what is about them.
//
// Source: OpenType 1.9, "hhea", "hmtx", "maxp", "post".
func subset(file *cfont.SFNT, glyphs []uint16) ([]byte, error) {
	outlines, err := pdffonts.SubsetCFF(file.Tables["CFF "], glyphs)
	if err != nil {
		return nil, err
	}
	of, widths := map[rune]uint16{}, []byte(nil)
	for i, g := range glyphs {
		if r := file.Cmap.ToUnicode(g); r != 0 {
			of[r] = uint16(i)
		}
		widths = binary.BigEndian.AppendUint16(widths, file.Hmtx.Advance(g))
		widths = binary.BigEndian.AppendUint16(widths, uint16(file.Hmtx.LeftSideBearing(g)))
	}
	part := cfont.SFNT{IsCFF: true, Tables: map[string][]byte{
		"CFF ": outlines, "cmap": characterMap(of), "hmtx": widths, "hhea": slices.Clone(file.Tables["hhea"]), "post": slices.Clone(file.Tables["post"]),
		"maxp": binary.BigEndian.AppendUint16([]byte{0, 0, 0x50, 0}, uint16(len(glyphs))),
	}}
	for _, name := range []string{"head", "name", "OS/2"} {
		part.Tables[name] = file.Tables[name]
	}
	const metrics, post, noNames = 34, 32, 0x00030000 // where hhea says how many widths follow; how long post is without names
	if len(part.Tables["hhea"]) < metrics+2 || len(part.Tables["post"]) < post {
		return nil, errors.New("font with broken tables hhea or post")
	}
	binary.BigEndian.PutUint16(part.Tables["hhea"][metrics:], uint16(len(glyphs)))
	part.Tables["post"] = part.Tables["post"][:post]
	binary.BigEndian.PutUint32(part.Tables["post"], noNames)
	return part.Write(), nil
}

// characterMap is a font's table from characters to glyphs, with a group a character.
//
// Source: OpenType 1.9, "cmap", format 12.
func characterMap(glyph map[rune]uint16) []byte {
	const header, start, group = 12, 16, 12
	var runes []rune
	for r := range glyph {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	var b []byte
	for _, v := range []uint16{0, 1, 3, 10} { // version, one table: for Windows, all of Unicode
		b = binary.BigEndian.AppendUint16(b, v)
	}
	b = binary.BigEndian.AppendUint32(b, header)
	b = binary.BigEndian.AppendUint16(b, 12)
	b = binary.BigEndian.AppendUint16(b, 0)
	for _, v := range []uint32{start + group*uint32(len(runes)), 0, uint32(len(runes))} { // length, language, groups
		b = binary.BigEndian.AppendUint32(b, v)
	}
	for _, r := range runes {
		for _, v := range []uint32{uint32(r), uint32(r), uint32(glyph[r])} {
			b = binary.BigEndian.AppendUint32(b, v)
		}
	}
	return b
}
