package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/nickng/bibtex"
)

// parsing is held while BibTeX is read: its parser keeps its state in variables of the package.
var parsing sync.Mutex

// bareValue is a value that is an abbreviation. The parser would end the program at one that it does not know.
var bareValue = regexp.MustCompile(`[=#]\s*(?:[0-9]+[^0-9\s,}]|[^\s{"0-9])[^\s]*`)

// ReadBibTeX reads a bibliography that is part of a program (its parser does not stand every broken file) and formats its entries in one author-year style, that of the APA. Names are "Family, Given" or
// "Given Family"; an entry without author, year or title is an error that names it.
func ReadBibTeX(r io.Reader) ([]Reference, error) {
	parsing.Lock()
	defer parsing.Unlock()
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if m := bareValue.Find(text); m != nil {
		return nil, fmt.Errorf("BibTeX: %q: put the value in braces; abbreviations are not known here", m)
	}
	_, _ = bibtex.Parse(strings.NewReader(",")) // a comma ends the state that a broken file before left behind
	bib, err := bibtex.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("BibTeX: %w", err)
	}
	if len(bib.Entries) == 0 {
		return nil, errors.New("BibTeX: no entry; a comment is written @comment{...}, not with %")
	}
	var out []Reference
	for _, e := range bib.Entries {
		fields := bibFields{}
		for name, value := range e.Fields {
			fields[strings.ToLower(name)] = plainBib(value.String())
		}
		ref, err := fields.reference(strings.ToLower(e.Type), e.CiteName)
		if err != nil {
			return nil, err
		}
		out = append(out, ref)
	}
	return out, nil
}

var bibMarks = strings.NewReplacer("---", "—", "--", "–", `\&`, "&", `\%`, "%", `\_`, "_", "~", "\u00a0", "{", "", "}", "")

// plainBib takes the few marks of TeX out that a bibliography in Unicode holds.
func plainBib(s string) string { return strings.Join(strings.Fields(bibMarks.Replace(s)), " ") }

// bibFields are an entry's fields, by lower-case name.
type bibFields map[string]string

func (f bibFields) reference(kind, key string) (Reference, error) {
	for _, need := range []string{"author", "year", "title"} {
		if f[need] == "" {
			return Reference{}, fmt.Errorf("BibTeX entry %s has no %s; an entry needs author, year and title", key, need)
		}
	}
	r := Reference{Key: key, Year: f["year"], URL: f.url()}
	people := bibPeople(f["author"])
	for _, p := range people {
		r.Names = append(r.Names, p.family)
	}
	r.Authors = authorList(people)
	r.Text = f.text(kind)
	return r, nil
}

func (f bibFields) url() string {
	switch {
	case f["doi"] != "":
		return "https://doi.org/" + f["doi"]
	case f["eprint"] != "":
		return "https://arxiv.org/abs/" + f["eprint"]
	}
	return f["url"]
}

// text is what follows the year: the title and where it was published.
func (f bibFields) text(kind string) []Inline {
	sentence := func(s string) string {
		if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
			return s
		}
		return s + "."
	}
	var out []Inline
	switch kind {
	case "book":
		out = T(Emphasis(T(f["title"])))
		if f["edition"] != "" {
			out = append(out, T(" ("+f["edition"]+" ed.)")...)
		}
		out = append(out, Text("."))
	case "article":
		out = T(sentence(f["title"]), " ", Emphasis(T(f["journal"])))
		if f["volume"] != "" {
			out = append(out, T(", ", Emphasis(T(f["volume"])))...)
		}
		if f["number"] != "" {
			out = append(out, Text("("+f["number"]+")"))
		}
		if f["pages"] != "" {
			out = append(out, Text(", "+f["pages"]))
		}
		out = append(out, Text("."))
	case "incollection", "inproceedings":
		out = T(sentence(f["title"]), " In ", f.editors(), Emphasis(T(f["booktitle"])))
		if f["pages"] != "" {
			out = append(out, Text(" (pp. "+f["pages"]+")"))
		}
		out = append(out, Text("."))
	default:
		out = T(Emphasis(T(f["title"])))
		if !strings.HasSuffix(f["title"], "!") && !strings.HasSuffix(f["title"], "?") {
			out = append(out, Text("."))
		}
	}
	for _, place := range []string{f["publisher"], f["institution"], f["howpublished"]} {
		if place != "" {
			out = append(out, Text(" "+sentence(place)))
		}
	}
	if f["eprint"] != "" {
		out = append(out, Text(" arXiv:"+f["eprint"]+"."))
	}
	return out
}

// editors are named before the book that they edited, given names first.
func (f bibFields) editors() string {
	people := bibPeople(f["editor"])
	if len(people) == 0 {
		return ""
	}
	mark, names := " (Ed.), ", make([]string, len(people))
	for i, p := range people {
		names[i] = strings.TrimSpace(p.initials + " " + p.family)
	}
	if len(people) > 1 {
		mark = " (Eds.), "
	}
	last := names[len(names)-1]
	switch {
	case last == othersName:
		return strings.Join(names[:len(names)-1], ", ") + " et al." + mark
	case len(names) == 1:
		return last + mark
	}
	return strings.Join(names[:len(names)-1], ", ") + " & " + last + mark
}

// othersName stands for authors that an entry does not name.
const othersName = "others"

type bibPerson struct{ family, initials string }

func bibPeople(field string) []bibPerson {
	var out []bibPerson
	for name := range strings.SplitSeq(field, " and ") {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		family, given, comma := strings.Cut(name, ",")
		if !comma {
			given, family = "", name
			if i := strings.LastIndexByte(name, ' '); i > 0 {
				given, family = name[:i], name[i+1:]
			}
		}
		out = append(out, bibPerson{strings.TrimSpace(family), initials(given)})
	}
	return out
}

// initials shortens given names: "Pierre-Yves A." becomes "P.-Y. A.".
func initials(given string) string {
	var parts []string
	for name := range strings.FieldsSeq(given) {
		var letters []string
		for part := range strings.SplitSeq(name, "-") {
			for _, r := range part {
				if unicode.IsLetter(r) {
					letters = append(letters, string(unicode.ToUpper(r))+".")
					break
				}
			}
		}
		parts = append(parts, strings.Join(letters, "-"))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// authorList names the authors as the list of references does.
func authorList(people []bibPerson) string {
	names := make([]string, len(people))
	for i, p := range people {
		if names[i] = p.family; p.initials != "" {
			names[i] += ", " + p.initials
		}
	}
	n := len(names)
	switch {
	case n > 1 && names[n-1] == othersName:
		return strings.Join(names[:n-1], ", ") + ", et al."
	case n > 1:
		return strings.Join(names[:n-1], ", ") + ", & " + names[n-1]
	}
	return names[0]
}
