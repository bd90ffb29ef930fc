package collect

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"time"

	"inertia/datasets"
)

// lineStart is how every line of a ledger begins; the key follows.
const lineStart = `{"request":"`

// appendLine writes an answer as a line of the long layout in JSON. Every column
// stands in every line: a reader knows the columns by the first lines. options > 0
// adds the columns p1..pK and p_other.
func appendLine(b []byte, r *datasets.Response, shown []int, options int) []byte {
	b = append(append(append(b, lineStart...), r.Request...), '"')
	b = appendText(b, "model", r.Model)
	b = appendText(b, "variant", r.Variant)
	b = appendWhole(b, "seed", int(r.Seed), true)
	b = appendText(b, "persona", r.Persona)
	b = appendText(b, "item", r.Item)
	b = appendWhole(b, "repeat", r.Repeat, true)
	b = appendWhole(b, "position", r.Position, false)
	b = append(b, `,"shown":"`...)
	for i, option := range shown {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(option), 10)
	}
	b = append(b, '"')
	b = appendWhole(b, "option", r.Option, false)
	b = appendText(b, "missing", string(r.Missing))
	b = appendText(b, "text", r.Text)
	if options > 0 {
		b = appendProbabilities(b, r, options)
	}
	b = append(b, `,"latency_ms":`...)
	b = strconv.AppendFloat(b, math.Round(10*r.LatencyMS)/10, 'f', -1, 64)
	b = appendWhole(b, "prompt_tokens", r.PromptTokens, true)
	b = appendWhole(b, "completion_tokens", r.CompletionTokens, true)
	b = append(b, `,"at":"`...)
	b = r.At.UTC().AppendFormat(b, "2006-01-02T15:04:05.000Z")
	return append(b, "\"}\n"...)
}

func appendName(b []byte, name string) []byte {
	return append(append(append(b, `,"`...), name...), `":`...)
}

func appendText(b []byte, name, text string) []byte {
	b = appendName(b, name)
	if plain(text) {
		return append(append(append(b, '"'), text...), '"')
	}
	quoted, _ := json.Marshal(text) // a string always can be
	return append(b, quoted...)
}

// plain reports whether a text needs no escaping, as names and letters do not.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// appendWhole writes a number; 0 is null unless it is a value.
func appendWhole(b []byte, name string, n int, zero bool) []byte {
	b = appendName(b, name)
	if n == 0 && !zero {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func appendProbabilities(b []byte, r *datasets.Response, options int) []byte {
	number := func(name string, v float64) {
		if b = appendName(b, name); r.P == nil {
			b = append(b, "null"...)
			return
		}
		b = strconv.AppendFloat(b, v, 'g', 6, 64)
	}
	for k := range options {
		p := 0.
		if k < len(r.P) {
			p = r.P[k]
		}
		number("p"+strconv.Itoa(k+1), p)
	}
	number("p_other", r.POther)
	return b
}

// lineKey reads the key of a whole line.
func lineKey(line []byte) (Key, bool) {
	rest, ok := bytes.CutPrefix(line, []byte(lineStart))
	if !ok || len(rest) < 33 || rest[32] != '"' || !bytes.HasSuffix(rest, []byte("}\n")) {
		return Key{}, false
	}
	return parseKey(rest[:32])
}

// lineWhole reads a number behind its name, from the end of a line, where no text
// can be mistaken for it.
func lineWhole(line []byte, name string) int {
	at := bytes.LastIndex(line, []byte(name))
	if at < 0 {
		return 0
	}
	n := 0
	for _, c := range line[at+len(name):] {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// now is the time as a line holds it.
func now() time.Time { return time.Now().UTC() }
