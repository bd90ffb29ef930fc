package execute

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
)

// Failure is code that does not compile, or a program that ended badly.
type Failure struct {
	Message string // in one or a few lines, without colours
}

func (f *Failure) Error() string { return f.Message }

// failure is why a cell failed, or nil.
func failure(reply *kernel.Reply, exited string, outputs []ipynb.Output, cells map[int]int) *Failure {
	switch {
	case reply.Failed:
		return &Failure{Message: compileMessage(reply, cells)}
	case exited != "":
		return &Failure{Message: exitMessage(reply.Count, exited, outputs, cells)}
	}
	return nil
}

var (
	colour = regexp.MustCompile("\x1b\\[[0-9;?]*[ -/]*[@-~]")
	// GoNB heads an error of the compiler by the cell's execution count and line.
	errorPlace = regexp.MustCompile(`^Cell(?:\[(\d+)\]: Line| Line) (\d+)$`)
	// and writes a place into each line of a stack that is in a cell.
	stackPlace = regexp.MustCompile(`\[\[ Cell (?:\[(\d+)\] )?Line (\d+) \]\]`)
	// the compiler's own lines about the program that GoNB made of the cells
	goBuildNoise = regexp.MustCompile(`^(# \S+|exit status \d+|failed to run .*|note: module requires .*)$`)
)

// Plain is text without the colours of a terminal.
func Plain(s string) string { return colour.ReplaceAllString(s, "") }

// mostMessages is how many errors of one cell are told.
const mostMessages = 5

// compileMessage puts what GoNB says of a failed cell in lines such as
// "line 3: undefined: foo".
func compileMessage(reply *kernel.Reply, cells map[int]int) string {
	var told []string
	for _, entry := range reply.Traceback {
		lines := strings.Split(strings.TrimSpace(Plain(entry)), "\n")
		said := strings.TrimSpace(lines[len(lines)-1])
		if said == "" || goBuildNoise.MatchString(said) {
			continue
		}
		if place := errorPlace.FindStringSubmatch(lines[0]); place != nil {
			said = placeName(place[1], place[2], reply.Count, cells) + ": " + said
		}
		told = append(told, said)
	}
	if len(told) == 0 {
		said := strings.TrimSpace(Plain(reply.Value))
		if said == "" {
			said = "the kernel says that it failed, and not why"
		}
		return said
	}
	if more := len(told) - mostMessages; more > 0 {
		told = append(told[:mostMessages], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(told, "\n  ")
}

// placeName is a line of this cell, or of an earlier one by its number.
func placeName(count, line string, here int, cells map[int]int) string {
	n, err := strconv.Atoi(count)
	if err != nil || n == here {
		return "line " + line
	}
	if cell, ok := cells[n]; ok {
		return fmt.Sprintf("cell %d, line %s", cell, line)
	}
	return "line " + line
}

// exitMessage puts what a program wrote before it ended badly in one line.
func exitMessage(here int, exited string, outputs []ipynb.Output, cells map[int]int) string {
	var written strings.Builder
	for _, o := range outputs {
		if o.Kind == ipynb.Stream && o.Stream == "stderr" {
			written.WriteString(Plain(o.Text))
		}
	}
	text := written.String()
	if at := strings.LastIndex(text, "panic: "); at >= 0 {
		said, stack, _ := strings.Cut(text[at:], "\n")
		if place := stackPlace.FindStringSubmatch(stack); place != nil {
			return placeName(place[1], place[2], here, cells) + ": " + said
		}
		return said
	}
	var last []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && line != exited && line != "^C" {
			last = append(last, line)
		}
	}
	if len(last) == 0 {
		return "its program ended with " + exited + " and wrote no error"
	}
	return strings.Join(last[max(0, len(last)-mostMessages):], "\n  ") + " (" + exited + ")"
}
