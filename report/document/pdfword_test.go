package document

import (
	"slices"
	"strings"
	"testing"
)

// setterOf is a setter of the style, to set single pieces with.
func setterOf(t *testing.T, style string) *pdfSetter {
	t.Helper()
	p, err := layOut(&Document{Title: "Pieces", Style: style, Body: []Block{Paragraph{T("Text.")}}})
	if err != nil {
		t.Fatal(err)
	}
	p.measure = p.column()
	return p
}

// A word may be broken after a dash, an underscore or a slash only where both sides can stand alone.
func TestWhereWordsMayBreak(t *testing.T) {
	for word, want := range map[string]string{
		"":                                   "",
		"persona":                            "persona",
		"MFQ-30":                             "MFQ-30",   // a name and its number
		"PVQ-RR),":                           "PVQ-RR),", // two letters alone
		"Top-2":                              "Top-2",
		"1/K":                                "1/K",
		"366–385.":                           "366–385.", // a range of numbers
		"role-plays":                         "role-|plays",
		"item-by-item":                       "item-by-|item",
		"gemma-3-270m":                       "gemma-?|3-270m", // a long name, if need be
		"gpt-4o-mini":                        "gpt-4o-|mini",
		"claude-haiku-4-5":                   "claude-|haiku-4-5",
		"bedrock_llama3_8b_inst":             "bedrock_|llama3_|8b_|inst",
		"--measures":                         "--measures",
		"tables/measures.csv":                "tables/|measures.csv",
		"https://doi.org/10.1037/a0021847":   "https://doi.org/|10.1037/|a0021847",
		"Kruskal–Wallis":                     "Kruskal–|Wallis",
		"that—however":                       "that—|however",
		"-":                                  "-",
		"\u2013\u2013":                       "\u2013\u2013",
		"10.1002/j.1538-7305.1948.tb01338.x": "10.1002/|j.1538-?|7305.1948.tb01338.x",
	} {
		var parts []string
		from := 0
		for _, part := range wordParts(word) {
			text := word[from:part.end]
			if part.line == parted {
				text += "?"
			}
			parts = append(parts, text)
			from = part.end
		}
		if got := strings.Join(parts, "|"); got != want {
			t.Errorf("%q is parted as %q, want %q", word, got, want)
		}
	}
}

// Only words are hyphenated: names, addresses and numbers are not, and an ending stays with its word.
func TestOnlyWordsAreHyphenated(t *testing.T) {
	p := setterOf(t, "acl")
	for text, want := range map[string]string{
		"questionnaire":          "ques-tion-naire",
		"dimension's":            "dimen-sion's",
		"(counterfactual),":      "(coun-ter-fac-tual),",
		"openai_chatgpt":         "openai_chatgpt",
		"deepseek-v3.1":          "deepseek-v3.1",
		"measurement@university": "measurement@university",
		"isn'tquestionnaire":     "isn'tquestionnaire", // too short before the apostrophe
	} {
		var b strings.Builder
		for _, q := range p.words(text, inlineStyle{size: 10}) {
			b.WriteString(q.text)
			if q.hyphen {
				b.WriteString("-")
			}
		}
		if got := b.String(); got != want {
			t.Errorf("%q is hyphenated as %q, want %q", text, got, want)
		}
	}
}

// No line ends between a relation and its sides.
func TestRelationsAreNotParted(t *testing.T) {
	p := setterOf(t, "acl")
	var broken []string
	last := ""
	for _, q := range p.words("when p ≤ 0.05 and n = 60, seed 111 ~ 333 differ", inlineStyle{size: 10}) {
		if q.space && q.after {
			broken = append(broken, last)
		}
		last = q.text
	}
	if want := []string{"when", "0.05", "and", "60,", "seed", "333"}; !slices.Equal(broken, want) {
		t.Errorf("lines may end after %q, want %q", broken, want)
	}
}

// The same holds in text for other typesetters.
func TestTied(t *testing.T) {
	for text, want := range map[string]string{
		"p ≤ 0.05, n = 60": "p\u00a0≤\u00a00.05, n\u00a0=\u00a060",
		" = 3 ":            "\u00a0=\u00a03 ",
		"a  b":             "a  b",
	} {
		if got := tied(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// All lines of a justified paragraph fill the measure, the first of one with a hanging indent too; a line whose spaces would become
// holes ends early instead.
func TestLinesFillTheMeasure(t *testing.T) {
	p := setterOf(t, "acl")
	p.boxes = nil
	p.text(T(strings.Repeat(lorem, 2)), paragraphStyle{inlineStyle: inlineStyle{size: 9}, justify: true, hanging: 4})
	for i, b := range p.boxes[:len(p.boxes)-1] {
		if i < len(p.boxes)-1 && (b.full < p.measure-.1 || b.full > p.measure+.1) {
			t.Errorf("line %d of a hanging paragraph is %.1f mm wide in %.1f", i+1, b.full, p.measure)
		}
	}
	p.boxes = nil
	p.text(T("The same items were also asked in another way. The mean options of the items correlate between the two ways with Pearson's r from −0.901 (gemma-3-270m) to 1.000 (persona-driven). The order of the dimensions keeps a Spearman's rho from −0.900 (gemma-3-270m) to 1.000 (persona-driven)."), p.body())
	short := 0
	for _, b := range p.boxes[:len(p.boxes)-1] {
		if b.full < p.measure-.1 {
			short++
		}
	}
	if short > 0 {
		t.Errorf("%d lines end early", short)
	}
	wide := p.setLines(p.pieces(T("All of it is in ", strings.Repeat("1", 38), " and here."), inlineStyle{size: 10}), paragraphStyle{justify: true})
	if first := p.widthOf(wide[0]); first > p.measure-10 {
		t.Errorf("spaces are stretched to fill %.1f of %.1f mm", first, p.measure)
	}
}
