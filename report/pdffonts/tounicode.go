package pdffonts

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// mostMappings is the most that a block of a table may hold.
const mostMappings = 100

// toUnicode is the table that tells of each glyph, by its number in the file, the text that it stands for.
//
// Source: ISO 32000-2:2020, 9.10.3; Adobe Technical Note 5411.
func toUnicode(texts []string) []byte {
	var b strings.Builder
	b.WriteString(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF> endcodespacerange`)
	var lines []string
	for i, s := range texts {
		if s == "" {
			continue
		}
		line := fmt.Sprintf("<%04X> <", i)
		for _, u := range utf16.Encode([]rune(s)) {
			line += fmt.Sprintf("%04X", u)
		}
		lines = append(lines, line+">")
	}
	for len(lines) > 0 {
		n := min(mostMappings, len(lines))
		fmt.Fprintf(&b, "\n%d beginbfchar\n%s\nendbfchar", n, strings.Join(lines[:n], "\n"))
		lines = lines[n:]
	}
	b.WriteString("\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
