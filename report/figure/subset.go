package figure

import (
	"encoding/binary"
	"slices"

	cfont "github.com/tdewolff/font"
)

// subsetTables are those that a browser needs of a font with PostScript outlines,
// the table of characters excepted.
var subsetTables = []string{"CFF ", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"}

// subset is the file of a font with these glyphs only, ascending from 0. Its table
// of characters is made here: the library's own loses characters whose glyphs come to
// be numbered as they are. Some outlines the library cannot cut out either; the font
// is then left whole. The parsed font is not to be used again: the library changes it.
func subset(file *cfont.SFNT, whole []byte, glyphs []uint16) []byte {
	of := map[rune]uint16{}
	for i, g := range glyphs {
		if r := file.Cmap.ToUnicode(g); r != 0 {
			of[r] = uint16(i)
		}
	}
	part, err := file.Subset(glyphs, cfont.SubsetOptions{Tables: subsetTables})
	if err != nil {
		return slices.Clone(whole)
	}
	part.Tables["cmap"] = characterMap(of)
	data := part.Write()
	if !finds(data, of) {
		return slices.Clone(whole)
	}
	return data
}

// finds reports whether a font's file can be read and leads each character to its glyph.
func finds(data []byte, glyph map[rune]uint16) bool {
	font, err := cfont.ParseSFNT(data, 0)
	if err != nil {
		return false
	}
	for r, g := range glyph {
		if font.GlyphIndex(r) != g {
			return false
		}
	}
	return true
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
