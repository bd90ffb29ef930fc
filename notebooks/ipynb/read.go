package ipynb

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"
)

// Open reads a notebook from a file; an error names it.
func Open(path string) (*Notebook, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: not there; check the path", path)
	}
	if err != nil {
		return nil, err
	}
	nb, err := Read(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return nb, nil
}

// Read reads a notebook. An error says what is wrong and in which cell, from 1.
func Read(raw []byte) (*Notebook, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) {
		return nil, errors.New("not a notebook: it is not UTF-8")
	}
	var stored struct {
		Cells    *[]json.RawMessage         `json:"cells"`
		Metadata map[string]json.RawMessage `json:"metadata"`
		Format   int                        `json:"nbformat"`
		Minor    int                        `json:"nbformat_minor"`
	}
	if err := json.Unmarshal(raw, &stored); err != nil {
		return nil, fmt.Errorf("not a notebook: %s", explain(raw, err))
	}
	switch {
	case stored.Format != 0 && stored.Format != 4:
		return nil, fmt.Errorf("a notebook of format %d; formats 4.x are read: open it in JupyterLab and save it", stored.Format)
	case stored.Cells == nil:
		return nil, errors.New("not a notebook: it has no list of cells")
	case stored.Format == 0:
		return nil, errors.New("not a notebook: it does not say its nbformat")
	}
	nb := &Notebook{Metadata: stored.Metadata, Minor: stored.Minor}
	ids := map[string]int{}
	for i, r := range *stored.Cells {
		c, err := readCell(r)
		if err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
		if first, twice := ids[c.ID]; twice && c.ID != "" {
			return nil, fmt.Errorf("cell %d has the id %q of cell %d; give it one of its own", i+1, c.ID, first)
		}
		ids[c.ID] = i + 1
		nb.Cells = append(nb.Cells, c)
	}
	return nb, nil
}

// storedCell is a cell as the format has it; what has no field here goes to Other.
type storedCell struct {
	Kind        string                     `json:"cell_type"`
	ID          string                     `json:"id"`
	Source      *Text                      `json:"source"`
	Metadata    map[string]json.RawMessage `json:"metadata"`
	Attachments map[string]map[string]Text `json:"attachments"`
	Outputs     []Output                   `json:"outputs"`
	Count       *int                       `json:"execution_count"`
}

var knownFields = []string{"cell_type", "id", "source", "metadata", "attachments", "outputs", "execution_count"}

func readCell(raw json.RawMessage) (*Cell, error) {
	var s storedCell
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, errors.New(explain(raw, err))
	}
	switch s.Kind {
	case Code, Markdown, Raw:
	case "":
		return nil, errors.New("it does not say its cell_type")
	default:
		return nil, fmt.Errorf("cell_type %q; known are code, markdown, raw", s.Kind)
	}
	if s.Source == nil {
		return nil, errors.New("it has no source")
	}
	c := &Cell{Kind: s.Kind, ID: s.ID, Source: string(*s.Source), Metadata: s.Metadata, Attachments: s.Attachments, Outputs: s.Outputs}
	if s.Count != nil {
		c.Count = *s.Count
	}
	if err := json.Unmarshal(raw, &c.Other); err != nil {
		return nil, err
	}
	for _, f := range knownFields {
		delete(c.Other, f)
	}
	return c, nil
}

// explain puts an error of encoding/json into words of the format, with the line where
// the text itself is broken.
func explain(raw []byte, err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		line := 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
		return fmt.Sprintf("line %d: %s", line, strings.TrimPrefix(err.Error(), "json: "))
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		return fmt.Sprintf("%s is a JSON %s", kind.Field, kind.Value)
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}
