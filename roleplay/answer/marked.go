package answer

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// answerKeys are the names under which JSON holds an answer.
var answerKeys = []string{"answer", "final_answer", "choice", "option", "letter", "response", "selection", "rating"}

// fromJSON reads the last JSON object of a text that has an answer in it; found
// says that there is one.
func (r *reader) fromJSON(t string) (place int, found bool) {
	for end := strings.LastIndexByte(t, '}'); end >= 0; end = strings.LastIndexByte(t[:end], '}') {
		for start := strings.LastIndexByte(t[:end], '{'); start >= 0; start = strings.LastIndexByte(t[:start], '{') {
			var object map[string]any
			if json.Unmarshal([]byte(t[start:end+1]), &object) != nil {
				continue
			}
			for name, value := range object {
				if slices.Contains(answerKeys, strings.ToLower(name)) {
					return r.value(value), true
				}
			}
		}
	}
	return 0, false
}

func (r *reader) value(v any) int {
	switch x := v.(type) {
	case string:
		return r.whole(normal(x))
	case float64:
		return r.token(strconv.FormatFloat(x, 'f', -1, 64))
	}
	return 0
}

// boxed is an answer set apart as mathematics does.
var boxed = regexp.MustCompile(`\\boxed\s*\{\s*(?:\\text\s*\{)?\s*([^{}]{1,60}?)\s*\}`)

// markers announce an answer; the last one counts.
var markers = regexp.MustCompile(`(?i)(?:\b(?:(?:my|the|final|best|correct)\s+)*(?:answer|choice|response|selection|rating)\b(?:\s+(?:would\s+be|is|here\s+is))?|\bi(?:'d| would| will|'ll)?\s+(?:choose|pick|select|go with|answer|say)|\bantwort(?:\s+ist)?|\bréponse(?:\s+est)?|\brespuesta(?:\s+es)?|\bответ|答案(?:是)?|回答(?:は)?|답(?:은)?)\s*(?:\*\*)?\s*[:=：>]?\s*`)

// marked reads what follows the last announcement of an answer. found says that
// there is an announcement with something to read.
func (r *reader) marked(t string) (place int, found bool) {
	if all := boxed.FindAllStringSubmatch(t, -1); all != nil {
		return r.whole(all[len(all)-1][1]), true
	}
	all := markers.FindAllStringIndex(t, -1)
	for _, at := range slices.Backward(all) {
		if rejects(t[:at[0]], t[at[0]:at[1]]) {
			continue
		}
		rest, _, _ := strings.Cut(t[at[1]:], "\n")
		if rest == "" { // the answer stands on the next line
			rest, _, _ = strings.Cut(strings.TrimPrefix(t[at[1]:], "\n"), "\n")
		}
		if p := r.opening(rest); p > 0 {
			return p, true
		}
	}
	return 0, false
}

// opening reads an answer at the start of a sentence: a letter or number that
// stands alone, or a label.
func (r *reader) opening(s string) int {
	s = strings.TrimLeft(s, " $*_`\"'“”‘’(<[")
	for _, lead := range []string{"option ", "choice ", "letter ", "number ", "die ", "la ", "l'"} {
		if len(s) > len(lead) && strings.EqualFold(s[:len(lead)], lead) {
			s = strings.TrimLeft(s[len(lead):], " *_`\"'“”‘’(<[")
		}
	}
	if s == "" {
		return 0
	}
	if p := r.token(s[:1]); p > 0 && (len(s) == 1 || alone(s)) {
		if other := r.labelAt(words(s[1:])); other > 0 && other != p && s[0] > '9' {
			return 0 // the letter and the label disagree
		}
		return p
	}
	return r.labelAt(words(s))
}

// alone reports whether the first letter of s is no part of a word or number: the
// article of "a somewhat relevant matter" is none.
func alone(s string) bool {
	c := s[1]
	if c == ' ' {
		return s[0] != 'a' && (s[0] != 'A' || len(s) > 2 && !('a' <= s[2] && s[2] <= 'z'))
	}
	if c == '.' && len(s) > 2 && '0' <= s[2] && s[2] <= '9' {
		return false // 4.5
	}
	return strings.IndexByte(".):,;]$*_`\"'<>-=!?\n", c) >= 0 || c >= 0x80
}

// labelAt is the place of the longest label that w begins with.
func (r *reader) labelAt(w string) int {
	best, length := 0, 0
	for i, l := range r.labels {
		if len(l) > length && (w == l || strings.HasPrefix(w, l+" ")) {
			best, length = i+1, len(l)
		}
	}
	return best
}
