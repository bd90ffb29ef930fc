package ipynb

import (
	"encoding/json"
	"slices"
	"strings"
)

// The kinds of cell.
const (
	Code     = "code"
	Markdown = "markdown"
	Raw      = "raw"
)

// Notebook is one of format 4.
type Notebook struct {
	Cells    []*Cell
	Metadata map[string]json.RawMessage
	Minor    int // of the format: 4.Minor
}

// Cell is one of a notebook's. Metadata, Attachments and Other are kept as they are.
type Cell struct {
	Kind        string
	ID          string // from format 4.5 on
	Source      string
	Metadata    map[string]json.RawMessage
	Attachments map[string]map[string]Text // of a Markdown cell: name, MIME type, base64
	Outputs     []Output                   // of a code cell
	Count       int                        // execution count of a code cell; 0 = was not run
	Other       map[string]json.RawMessage
}

// Tags are the cell's tags.
func (c *Cell) Tags() []string {
	var tags []string
	if raw, ok := c.Metadata["tags"]; ok && json.Unmarshal(raw, &tags) != nil {
		return nil
	}
	return tags
}

// HasTag tells whether the cell has a tag.
func (c *Cell) HasTag(tag string) bool { return slices.Contains(c.Tags(), tag) }

// FirstLine is the first line of the source that says something, to recognise the cell
// by: no empty line, no command to the kernel.
func (c *Cell) FirstLine() string {
	first := ""
	for line := range strings.Lines(c.Source) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case !IsCommand(line):
			return line
		case first == "":
			first = line
		}
	}
	return first
}

// IsCommand tells whether a line of a code cell is one to the kernel and not Go.
func IsCommand(line string) bool {
	return strings.HasPrefix(line, "%") || strings.HasPrefix(line, "!") || strings.HasPrefix(line, "//gonb:")
}

// ClearOutputs takes all outputs and execution counts away.
func (nb *Notebook) ClearOutputs() {
	for _, c := range nb.Cells {
		c.Outputs, c.Count = nil, 0
	}
}

// CodeCells counts the code cells that have any code.
func (nb *Notebook) CodeCells() int {
	n := 0
	for _, c := range nb.Cells {
		if c.Kind == Code && strings.TrimSpace(c.Source) != "" {
			n++
		}
	}
	return n
}
