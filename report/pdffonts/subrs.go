package pdffonts

import (
	"encoding/binary"
	"errors"
)

// subroutines are the pieces that outlines share, and those that were called.
type subroutines struct {
	local, global         [][]byte
	localUsed, globalUsed map[int]bool
}

// errUnknown says that an outline holds what cannot be followed.
var errUnknown = errors.New("outline of an unknown form")

const maxDepth = 10 // of calls, as the format allows

// trace is the state of following one outline: the numbers on the stack, and how many stems were declared.
type trace struct {
	stack []int
	stems int
}

// follow marks every subroutine that an outline calls.
//
// Source: Adobe Technical Note 5177, The Type 2 Charstring Format.
func (s *subroutines) follow(outline []byte) error {
	_, err := s.walk(outline, &trace{}, 0)
	return err
}

// walk reports whether the outline is at its end.
func (s *subroutines) walk(code []byte, t *trace, depth int) (bool, error) {
	if depth > maxDepth {
		return false, errUnknown
	}
	for i := 0; i < len(code); {
		c := code[i]
		if n, length := charNumber(code[i:]); length > 0 {
			t.stack = append(t.stack, n)
			i += length
			continue
		}
		i++
		switch c {
		case 1, 3, 18, 23, 19, 20: // stems, masks
			t.stems += len(t.stack) / 2
			t.stack = t.stack[:0]
			if c == 19 || c == 20 {
				i += (t.stems + 7) / 8
			}
		case 10, 29:
			called, used := s.local, s.localUsed
			if c == 29 {
				called, used = s.global, s.globalUsed
			}
			if len(t.stack) == 0 {
				return false, errUnknown
			}
			n := t.stack[len(t.stack)-1] + bias(len(called))
			t.stack = t.stack[:len(t.stack)-1]
			if n < 0 || n >= len(called) {
				return false, errUnknown
			}
			used[n] = true
			if done, err := s.walk(called[n], t, depth+1); done || err != nil {
				return done, err
			}
		case 11:
			return false, nil
		case 14:
			if len(t.stack) > 1 { // made of two other glyphs
				return false, errUnknown
			}
			return true, nil
		case 12:
			if i >= len(code) || code[i] < 34 || code[i] > 37 { // flex is known, arithmetic is not
				return false, errUnknown
			}
			i++
			t.stack = t.stack[:0]
		case 4, 5, 6, 7, 8, 21, 22, 24, 25, 26, 27, 30, 31:
			t.stack = t.stack[:0]
		default:
			return false, errUnknown
		}
	}
	return false, nil
}

// charNumber reads a number of an outline; its length is 0 where none stands.
func charNumber(b []byte) (n, length int) {
	switch c := b[0]; {
	case c == 28 && len(b) >= 3:
		return int(int16(binary.BigEndian.Uint16(b[1:]))), 3
	case c >= 32 && c <= 246:
		return int(c) - 139, 1
	case c >= 247 && c <= 250 && len(b) >= 2:
		return (int(c)-247)*256 + int(b[1]) + 108, 2
	case c >= 251 && c <= 254 && len(b) >= 2:
		return -(int(c)-251)*256 - int(b[1]) - 108, 2
	case c == 255 && len(b) >= 5:
		return int(int32(binary.BigEndian.Uint32(b[1:])) >> 16), 5
	}
	return 0, 0
}

// bias is added to the number of a subroutine, by how many there are.
func bias(count int) int {
	switch {
	case count < 1240:
		return 107
	case count < 33900:
		return 1131
	}
	return 32768
}

// only keeps the subroutines that are called; the others stay as empty ones, so that none is numbered anew.
func only(all [][]byte, used map[int]bool) [][]byte {
	out := make([][]byte, len(all))
	for i := range all {
		out[i] = []byte{11}
		if used[i] {
			out[i] = all[i]
		}
	}
	return out
}
