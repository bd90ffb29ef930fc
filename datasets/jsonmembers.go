package datasets

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// jsonMembers gives the members of a JSON object in turn, names and values as
// they are written; the object is known to be valid.
func jsonMembers(object []byte, take func(name, value []byte)) {
	b := jsonText(object)[1:]
	for {
		b = jsonText(b)
		switch b[0] {
		case '}':
			return
		case ',':
			b = b[1:]
			continue
		}
		end := jsonEnd(b)
		name := b[:end]
		b = jsonText(jsonText(b[end:])[1:]) // past the colon
		end = jsonEnd(b)
		take(name, b[:end])
		b = b[end:]
	}
}

// jsonText is what follows white space.
func jsonText(b []byte) []byte { return bytes.TrimLeft(b, " \t\r\n") }

// jsonEnd is where the value ends with which the rest of a valid object begins.
func jsonEnd(b []byte) int {
	depth := 0
	for i := 0; ; i++ {
		switch b[i] {
		case '"':
			for i++; b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
}

// jsonString is the text of a valid string, which may be a part of raw.
func jsonString(raw []byte) []byte {
	if text := raw[1 : len(raw)-1]; bytes.IndexByte(text, '\\') < 0 && utf8.Valid(text) {
		return text
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		panic(err) // it is valid
	}
	return []byte(s)
}
