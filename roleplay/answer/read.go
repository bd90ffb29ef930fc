package answer

import (
	"strings"

	"inertia/datasets"
)

// Read finds the option that a text chooses: its place 1..K among the labels
// shown. The place is 0, with the reason refusal or unparsed, where the text
// declines, or names no option or several.
//
// Reasoning that ends before the answer is left out. Tried in this order, the first that names exactly one place wins: the text as a
// whole; an answer in JSON; what follows the last words such as "final answer:"; a
// boxed answer; a first line that is nothing but an answer; the options mentioned anywhere, rejected ones and lists of all of
// them left out.
func Read(text string, shown []string) (place int, missing datasets.Missing) {
	r := newReader(shown)
	t := normal(AfterReasoning(text))
	if t == "" {
		return 0, datasets.Unparsed
	}
	if p := r.whole(t); p > 0 {
		return p, datasets.Answered
	}
	if p, found := r.fromJSON(t); found {
		return orUnparsed(p)
	}
	if p, found := r.marked(t); found {
		if p > 0 {
			return p, datasets.Answered
		}
	}
	if p := r.firstLine(t); p > 0 {
		return p, datasets.Answered
	}
	if places := r.mentions(t); len(places) == 1 {
		return places[0], datasets.Answered
	} else if len(places) > 1 {
		return 0, datasets.Unparsed
	}
	if refuses(t) {
		return 0, datasets.Refusal
	}
	return 0, datasets.Unparsed
}

func orUnparsed(place int) (int, datasets.Missing) {
	if place > 0 {
		return place, datasets.Answered
	}
	return 0, datasets.Unparsed
}

// reader knows the labels in one spelling.
type reader struct {
	labels []string
}

func newReader(shown []string) *reader {
	r := &reader{}
	for _, s := range shown {
		r.labels = append(r.labels, words(normal(s)))
	}
	return r
}

// whole reads a text that is nothing but an answer: a letter, a number or a label,
// in whatever quotes and brackets, or a letter with the label it stands for.
func (r *reader) whole(t string) int {
	bare := strings.Trim(t, " \n$*_`\"'“”‘’«»()[]{}<>.,:;!#|-–—=")
	for _, lead := range []string{"option ", "choice ", "answer ", "letter ", "number "} {
		if len(bare) > len(lead) && strings.EqualFold(bare[:len(lead)], lead) {
			bare = strings.Trim(bare[len(lead):], " *_`\"'()[]:.")
		}
	}
	if p := r.token(bare); p > 0 {
		return p
	}
	if p := r.label(bare); p > 0 {
		return p
	}
	head, rest, ok := cutToken(bare)
	if p := r.token(head); ok && p > 0 && r.label(rest) == p {
		return p
	}
	return 0
}

// firstLine reads an answer with an explanation below it; no other line may be
// another answer.
func (r *reader) firstLine(t string) int {
	first := 0
	for line := range strings.SplitSeq(t, "\n") {
		p := r.whole(line)
		switch {
		case first == 0 && p == 0:
			return 0
		case first == 0:
			first = p
		case p > 0 && p != first:
			return 0
		}
	}
	return first
}

// token is the place that one letter or number names; 0 for anything else.
func (r *reader) token(s string) int {
	if len(s) != 1 {
		return 0
	}
	p := 0
	switch c := s[0]; {
	case 'A' <= c && c <= 'Z':
		p = int(c-'A') + 1
	case 'a' <= c && c <= 'z':
		p = int(c-'a') + 1
	case '1' <= c && c <= '9':
		p = int(c - '0')
	}
	if p > len(r.labels) {
		return 0
	}
	return p
}

// label is the place whose label s is, but for case and punctuation.
func (r *reader) label(s string) int {
	w := words(s)
	for i, l := range r.labels {
		if w != "" && w == l {
			return i + 1
		}
	}
	return 0
}

// cutToken parts "C. somewhat relevant" into "C" and the rest.
func cutToken(s string) (head, rest string, ok bool) {
	if len(s) < 3 || !strings.ContainsRune(".):-,=", rune(s[1])) && s[1] != ' ' {
		return "", "", false
	}
	return s[:1], s[2:], true
}
