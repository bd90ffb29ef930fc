package answer

import (
	"regexp"
	"slices"
	"strings"
)

// listed is a line of a list of options: a letter or number, a mark, a text.
var listed = regexp.MustCompile(`^[*\-•> ]*\(?([A-Za-z1-9])[.):]\s*(.+)$`)

// letter is a letter that stands for an option within a sentence: in brackets or
// quotes, with a mark behind it, or a capital alone that is no word.
var letter = regexp.MustCompile(`(?:^|[\s(\["'“‘*_])(?:[Oo]ption |[Cc]hoice |[Ll]etter )?([A-Z])(?:[)\]"'”’*_.,:;]|\s|$)`)

// mentions lists the places of the options that a text names, in their order,
// without those that it rejects. Lone letters within a sentence, which may be
// anything, name nothing by themselves but put another answer in doubt.
func (r *reader) mentions(t string) []int {
	t = r.withoutList(t)
	named, doubtful := r.labelMentions(t), map[int]bool{}
	for _, at := range letter.FindAllStringSubmatchIndex(t, -1) {
		p := r.token(t[at[2]:at[3]])
		if p == 0 || t[at[2]] == 'I' || rejects(t[:at[2]], "") {
			continue
		}
		switch {
		case at[3] == len(t) || t[at[3]] != ' ' || followed(t[at[3]:]):
			named[p] = true
		case t[at[2]] != 'A':
			doubtful[p] = true
		}
	}
	if len(named) > 0 {
		for p := range doubtful {
			named[p] = true
		}
	}
	var out []int
	for p := range named {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// followed reports whether what follows a letter makes it an option and no word.
func followed(rest string) bool {
	next, _, _ := strings.Cut(strings.ToLower(rest[1:]), " ")
	return slices.Contains([]string{"or", "and", "because", "since"}, strings.Trim(next, ".,;:"))
}

// labelMentions finds labels in a text: the longest at each place, so that "not
// very relevant" is not "very relevant".
func (r *reader) labelMentions(t string) map[int]bool {
	named := map[int]bool{}
	for sentence := range strings.FieldsFuncSeq(t, func(c rune) bool { return strings.ContainsRune(".!?;\n", c) }) {
		w := words(sentence)
		for at := 0; at < len(w); {
			p := r.labelAt(w[at:])
			if p > 0 {
				if !rejects(w[:at], "") {
					named[p] = true
				}
				at += len(r.labels[p-1])
			}
			next := strings.IndexByte(w[at:], ' ')
			if next < 0 {
				break
			}
			at += next + 1
		}
	}
	return named
}

// withoutList drops lines that repeat the options, when they are most of them.
func (r *reader) withoutList(t string) string {
	lines := strings.Split(t, "\n")
	var at []int
	places := map[int]bool{}
	for i, line := range lines {
		m := listed.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if p := r.token(m[1]); p > 0 && r.labelAt(words(m[2])) == p {
			at, places[p] = append(at, i), true
		}
	}
	if len(places) < max(2, len(r.labels)-1) {
		return t
	}
	for _, i := range slices.Backward(at) {
		lines = slices.Delete(lines, i, i+1)
	}
	return strings.Join(lines, "\n")
}

// negation ends a phrase that rejects what comes next.
var negation = regexp.MustCompile(`(?i)(?:\bnot(?: (?:choose|pick|select|option|say|answer|go with))?|\bnever|\brather than|\binstead of|\bneither|\bnor|\bn['’]?t (?:choose|pick|select|say|be|go with|answer)|\bcannot (?:choose|pick|say)|\bexclude|\breject|\brule out)\s*["'“‘(*]*(?:option |choice )?["'“‘(*]*$`)

// rejects reports whether the text before a mention rejects it.
func rejects(before, mention string) bool {
	return negation.MatchString(strings.TrimRight(before, " ")+" ") || negation.MatchString(mention)
}
