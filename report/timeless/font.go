package timeless

import (
	"encoding/binary"
	"errors"
)

// Font sets a font's time of change to its time of creation and makes
// the two sums over it right again.
//
// Source: OpenType 1.9, "head" and "Calculating Checksums".
func Font(data []byte) error {
	const directory, record = 12, 16
	if len(data) < directory {
		return errors.New("font cut off")
	}
	tables := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < directory+record*tables {
		return errors.New("font cut off in its list of tables")
	}
	for i := range tables {
		r := data[directory+record*i:][:record]
		if string(r[:4]) != "head" {
			continue
		}
		from, size := int(binary.BigEndian.Uint32(r[8:])), int(binary.BigEndian.Uint32(r[12:]))
		if size < 54 || from+size > len(data) {
			return errors.New("font with a broken table head")
		}
		head := data[from : from+size]
		copy(head[28:36], head[20:28])
		clear(head[8:12])
		binary.BigEndian.PutUint32(r[4:], sum(head))
		binary.BigEndian.PutUint32(head[8:], 0xB1B0AFBA-sum(data))
		return nil
	}
	return errors.New("font without a table head")
}

// sum adds up big-endian words, the last one filled with zeros.
func sum(b []byte) uint32 {
	var s uint32
	for ; len(b) >= 4; b = b[4:] {
		s += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return s + binary.BigEndian.Uint32(last[:])
}
