package datasets

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// readReport gives the option counts by dimension of a report.txt: those of its
// last section, since the score sections of a PVQ-RR report repeat names. What
// the counts lack of (items x role-plays) is missing.
func (f *nutcrackerFile) readReport(instruments []*Instrument, yield func(Response, error) bool) bool {
	fail := func(line int, format string, args ...any) bool {
		return yield(Response{}, &RowError{File: f.name, Line: line, Err: fmt.Errorf(format, args...)})
	}
	i := slices.IndexFunc(instruments, func(in *Instrument) bool { return in.ID == f.run.instrument })
	if i < 0 {
		return fail(0, "counts of %s, which is not among the instruments", f.run.instrument)
	}
	key := instruments[i].Finest()
	file, err := os.Open(f.path)
	if err != nil {
		return fail(0, "%w", err)
	}
	defer file.Close()
	counted := map[string]float64{}
	name, line := "", 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line++
		what, text, ok := strings.Cut(lines.Text(), ": ")
		if !ok {
			continue
		}
		if what == "Foundation" || what == "Value" {
			name = strings.TrimSpace(text)
			continue
		}
		count, ok := reportCount(text)
		if !ok || len(what) != 1 || what < "A" || what > "F" {
			continue
		}
		n, err := strconv.ParseFloat(count, 64)
		if err != nil {
			if !fail(line, "count %q: %w", count, err) {
				return false
			}
			continue
		}
		counted[name] += n
		if n == 0 {
			continue
		}
		r := f.counts(line, name, n)
		r.Option = int(what[0]-'A') + 1
		if !yield(r, nil) {
			return false
		}
	}
	if err := lines.Err(); err != nil {
		return fail(line, "%w", err)
	}
	if len(counted) == 0 {
		return fail(0, "no option counts in it; was the file cut off?")
	}
	for _, d := range key.Dimensions {
		if lost := float64(len(d.Items)*f.run.rolePlays) - counted[d.Name]; lost > 0 {
			r := f.counts(0, d.Name, lost)
			r.Missing = Unparsed
			if !yield(r, nil) {
				return false
			}
		}
	}
	return true
}

// reportCount finds the digits in "words of the option - 12 (3.45%)".
func reportCount(text string) (string, bool) {
	text = text[:max(0, strings.LastIndex(text, " ("))]
	at := strings.LastIndex(text, " - ")
	if at < 0 {
		return "", false
	}
	digits := text[at+len(" - "):]
	return digits, digits != "" && strings.Trim(digits, "0123456789") == ""
}

func (f *nutcrackerFile) counts(line int, dimension string, n float64) Response {
	r := f.response(line)
	r.Instrument, r.Dimension, r.N, r.Pooled = f.run.instrument, dimension, n, !f.run.baseline
	return r
}
