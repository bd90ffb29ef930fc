package pdffonts

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

var errCFF = errors.New("font with PostScript outlines cut off or broken")

// Operators of a CFF's dictionaries; those of two bytes have 12 as the first.
const (
	opFontBBox    = 5
	opCharset     = 15
	opCharStrings = 17
	opPrivate     = 18
	opSubrs       = 19
	opFontMatrix  = 12<<8 | 7
	opROS         = 12<<8 | 30
	opCIDCount    = 12<<8 | 34
	opFDArray     = 12<<8 | 36
	opFDSelect    = 12<<8 | 37
)

// SubsetCFF is a CFF font with these glyphs of another, in this order and keyed by it, as PDF calls a CIDFontType0C. Outlines are
// taken over byte by byte, with the subroutines that they call in their place, or with all of them where an outline cannot be followed. Fonts of several dictionaries, as Chinese ones have, are an error.
//
// Source: Adobe Technical Note 5176, The Compact Font Format Specification.
func SubsetCFF(cff []byte, glyphs []uint16) ([]byte, error) {
	if len(cff) < 4 {
		return nil, errCFF
	}
	at := int(cff[2])
	var parts [4][][]byte // names, top dictionaries, strings, global subroutines
	var ends [5]int
	ends[0] = at
	for i := range parts {
		var err error
		if parts[i], ends[i+1], err = readIndex(cff, ends[i]); err != nil {
			return nil, err
		}
	}
	if len(parts[0]) != 1 || len(parts[1]) != 1 {
		return nil, errCFF
	}
	top, err := readDict(parts[1][0])
	if err != nil {
		return nil, err
	}
	if _, ok := top.number(opROS, 0); ok {
		return nil, errors.New("font of several dictionaries: its outlines are PostScript and keyed by CID")
	}
	charStrings, ok := top.number(opCharStrings, 0)
	if !ok {
		return nil, errCFF
	}
	outlines, _, err := readIndex(cff, charStrings)
	if err != nil {
		return nil, err
	}
	kept := make([][]byte, len(glyphs))
	for i, g := range glyphs {
		if int(g) >= len(outlines) {
			return nil, fmt.Errorf("%w: no glyph %d", errCFF, g)
		}
		kept[i] = outlines[g]
	}
	private, err := privateOf(cff, top)
	if err != nil {
		return nil, err
	}
	s := &subroutines{private.subrs, parts[3]}
	flat := make([][]byte, len(kept))
	for i, outline := range kept {
		if flat[i], err = s.flat(outline); err != nil {
			return assemble(parts[0][0], top, parts[3], kept, private), nil // with all subroutines
		}
	}
	private.subrs = nil
	return assemble(parts[0][0], top, nil, flat, private), nil
}

// privateDict is a font's private dictionary without its subroutines, and these.
type privateDict struct {
	dict  []byte
	subrs [][]byte
}

func privateOf(cff []byte, top dict) (out privateDict, err error) {
	size, ok := top.number(opPrivate, 0)
	offset, also := top.number(opPrivate, 1)
	if !ok || !also || size < 0 || offset < 0 || offset+size > len(cff) {
		return out, errCFF
	}
	entries, err := readDict(cff[offset : offset+size])
	if err != nil {
		return out, err
	}
	if subrs, ok := entries.number(opSubrs, 0); ok {
		if out.subrs, _, err = readIndex(cff, offset+subrs); err != nil {
			return out, err
		}
	}
	for _, e := range entries {
		if e.operator != opSubrs {
			out.dict = append(out.dict, e.bytes...)
		}
	}
	return out, nil
}

// assemble writes a font keyed by CID.
func assemble(name []byte, top dict, global, outlines [][]byte, private privateDict) []byte {
	n := len(outlines)
	globalSubrs, localSubrs := appendIndex(nil, global...), []byte(nil)
	if len(private.subrs) > 0 {
		private.dict = appendEntry(private.dict, opSubrs, len(private.dict)+6) // behind itself
		localSubrs = appendIndex(nil, private.subrs...)
	}
	charset := []byte{0}
	if n > 1 { // one range: glyph 1 has CID 1, and so on
		charset = binary.BigEndian.AppendUint16([]byte{2, 0, 1}, uint16(n-2))
	}
	fdSelect := binary.BigEndian.AppendUint16([]byte{3, 0, 1, 0, 0, 0}, uint16(n))
	charStrings := appendIndex(nil, outlines...)
	strings := appendIndex(nil, []byte("Adobe"), []byte("Identity"))
	out := appendIndex([]byte{1, 0, 4, 4}, name)

	// Numbers have five bytes whatever they are, so the dictionary's length is known before them.
	dictOf := func(charsetAt, selectAt, charStringsAt, arrayAt int) []byte {
		const firstString = 391 // the number of the first string that is not a standard one
		b := appendEntry(nil, opROS, firstString, firstString+1, 0)
		for _, e := range top {
			if e.operator == opFontMatrix || e.operator == opFontBBox {
				b = append(b, e.bytes...)
			}
		}
		b = appendEntry(b, opCIDCount, n)
		b = appendEntry(b, opCharset, charsetAt)
		b = appendEntry(b, opFDSelect, selectAt)
		b = appendEntry(b, opCharStrings, charStringsAt)
		return appendEntry(b, opFDArray, arrayAt)
	}
	charsetAt := len(out) + len(appendIndex(nil, dictOf(0, 0, 0, 0))) + len(strings) + len(globalSubrs)
	selectAt := charsetAt + len(charset)
	charStringsAt := selectAt + len(fdSelect)
	arrayAt := charStringsAt + len(charStrings)
	privateAt := arrayAt + len(appendIndex(nil, appendEntry(nil, opPrivate, 0, 0)))

	out = appendIndex(out, dictOf(charsetAt, selectAt, charStringsAt, arrayAt))
	array := appendIndex(nil, appendEntry(nil, opPrivate, len(private.dict), privateAt))
	return slices.Concat(out, strings, globalSubrs, charset, fdSelect, charStrings, array, private.dict, localSubrs)
}

// readIndex reads an INDEX and tells where it ends.
func readIndex(b []byte, at int) (items [][]byte, end int, err error) {
	if at < 0 || at+2 > len(b) {
		return nil, 0, errCFF
	}
	count := int(binary.BigEndian.Uint16(b[at:]))
	if count == 0 {
		return nil, at + 2, nil
	}
	if at+3 > len(b) {
		return nil, 0, errCFF
	}
	size := int(b[at+2])
	data := at + 3 + size*(count+1) - 1 // offsets count from 1
	if size < 1 || size > 4 || data > len(b) {
		return nil, 0, errCFF
	}
	offset := func(i int) int {
		n := 0
		for _, c := range b[at+3+i*size:][:size] {
			n = n<<8 | int(c)
		}
		return data + n
	}
	for i := range count {
		from, to := offset(i), offset(i+1)
		if from > to || to > len(b) {
			return nil, 0, errCFF
		}
		items = append(items, b[from:to])
	}
	return items, offset(count), nil
}

// appendIndex writes an INDEX.
func appendIndex(b []byte, items ...[]byte) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(len(items)))
	if len(items) == 0 {
		return b
	}
	total := 1
	for _, i := range items {
		total += len(i)
	}
	size := 1
	for total>>(8*size) > 0 {
		size++
	}
	b = append(b, byte(size))
	offset := 1
	put := func() {
		for k := size - 1; k >= 0; k-- {
			b = append(b, byte(offset>>(8*k)))
		}
	}
	put()
	for _, i := range items {
		offset += len(i)
		put()
	}
	return append(b, slices.Concat(items...)...)
}

// dict is a dictionary's entries in their order.
type dict []dictEntry

type dictEntry struct {
	operator int
	operands []int  // real numbers as 0
	bytes    []byte // operands and operator as they stand
}

// number is an operand of an operator.
func (d dict) number(operator, i int) (int, bool) {
	for _, e := range d {
		if e.operator == operator && i < len(e.operands) {
			return e.operands[i], true
		}
	}
	return 0, false
}

func readDict(b []byte) (dict, error) {
	var out dict
	var operands []int
	start := 0
	for i := 0; i < len(b); {
		n, length := 0, 1
		rest := b[i:]
		switch c := rest[0]; {
		case c <= 21:
			operator := int(c)
			if c == 12 {
				if length = 2; len(rest) < 2 {
					return nil, errCFF
				}
				operator = 12<<8 | int(rest[1])
			}
			i += length
			out = append(out, dictEntry{operator, operands, b[start:i]})
			operands, start = nil, i
			continue
		case c == 28 && len(rest) >= 3:
			n, length = int(int16(binary.BigEndian.Uint16(rest[1:]))), 3
		case c == 29 && len(rest) >= 5:
			n, length = int(int32(binary.BigEndian.Uint32(rest[1:]))), 5
		case c == 30:
			end := slices.IndexFunc(rest[1:], func(c byte) bool { return c&0xf == 0xf || c>>4 == 0xf })
			if end < 0 {
				return nil, errCFF
			}
			length = end + 2
		case c >= 32 && c <= 246:
			n = int(c) - 139
		case c >= 247 && c <= 250 && len(rest) >= 2:
			n, length = (int(c)-247)*256+int(rest[1])+108, 2
		case c >= 251 && c <= 254 && len(rest) >= 2:
			n, length = -(int(c)-251)*256-int(rest[1])-108, 2
		default:
			return nil, errCFF
		}
		operands = append(operands, n)
		i += length
	}
	return out, nil
}

// appendEntry writes an entry, each operand in five bytes.
func appendEntry(b []byte, operator int, operands ...int) []byte {
	for _, n := range operands {
		b = binary.BigEndian.AppendUint32(append(b, 29), uint32(int32(n)))
	}
	if operator >= 12<<8 {
		b = append(b, 12)
	}
	return append(b, byte(operator))
}
