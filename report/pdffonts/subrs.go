package pdffonts

import (
	"encoding/binary"
	"errors"
)

// subroutines are the pieces that outlines share.
type subroutines struct{ local, global [][]byte }

// errUnknown says that an outline holds what cannot be followed.
var errUnknown = errors.New("outline of an unknown form")

const (
	maxDepth   = 10    // of calls, as the format allows
	mostLength = 65535 // of an outline, as the format allows
)

// trace is the state of following one outline: the numbers on the stack and where in out they begin, how many stems were declared, and the
// outline so far.
type trace struct {
	stack, begin []int
	stems, read  int // read is how many bytes were followed
	out          []byte
}

func (t *trace) clear() { t.stack, t.begin = t.stack[:0], t.begin[:0] }

// flat is an outline with the subroutines that it calls in the place of the calls.
//
// Source: Adobe Technical Note 5177, The Type 2 Charstring Format.
func (s *subroutines) flat(outline []byte) ([]byte, error) {
	t := &trace{}
	_, err := s.walk(outline, t, 0)
	return t.out, err
}

// walk reports whether the outline is at its end.
func (s *subroutines) walk(code []byte, t *trace, depth int) (bool, error) {
	if depth > maxDepth {
		return false, errUnknown
	}
	if t.read += len(code); t.read > mostLength {
		return false, errUnknown
	}
	for i := 0; i < len(code); {
		if n, length := charNumber(code[i:]); length > 0 {
			t.stack, t.begin = append(t.stack, n), append(t.begin, len(t.out))
			t.out = append(t.out, code[i:i+length]...)
			i += length
			continue
		}
		c, from := code[i], i
		i++
		switch c {
		case 1, 3, 18, 23, 19, 20: // stems, masks
			t.stems += len(t.stack) / 2
			if c == 19 || c == 20 {
				i += (t.stems + 7) / 8
			}
		case 10, 29:
			called := s.local
			if c == 29 {
				called = s.global
			}
			n, err := t.call(called)
			if err != nil {
				return false, err
			}
			if done, err := s.walk(called[n], t, depth+1); done || err != nil {
				return done, err
			}
			continue
		case 11:
			return false, nil
		case 14:
			if len(t.stack) > 1 { // made of two other glyphs
				return false, errUnknown
			}
			t.out = append(t.out, c)
			return true, nil
		case 12:
			if i >= len(code) || code[i] < 34 || code[i] > 37 { // flex is known, arithmetic is not
				return false, errUnknown
			}
			i++
		case 4, 5, 6, 7, 8, 21, 22, 24, 25, 26, 27, 30, 31:
		default:
			return false, errUnknown
		}
		if i > len(code) {
			return false, errUnknown
		}
		t.out = append(t.out, code[from:i]...)
		t.clear()
	}
	return false, nil
}

// call takes the number of a subroutine from the stack, and out of the outline, and gives its place.
func (t *trace) call(called [][]byte) (int, error) {
	last := len(t.stack) - 1
	if last < 0 {
		return 0, errUnknown
	}
	n := t.stack[last] + bias(len(called))
	if n < 0 || n >= len(called) {
		return 0, errUnknown
	}
	t.out = t.out[:t.begin[last]]
	t.stack, t.begin = t.stack[:last], t.begin[:last]
	return n, nil
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
