package ipynb

import (
	"bytes"
	"encoding/json"
	"maps"
)

// Encode is the notebook as a file: keys in order, one space of indent, a line end at
// the end, as Jupyter writes it.
func (nb *Notebook) Encode() ([]byte, error) {
	cells := []any{}
	for _, c := range nb.Cells {
		cells = append(cells, c.stored(nb.Minor))
	}
	metadata := nb.Metadata
	if metadata == nil {
		metadata = map[string]json.RawMessage{}
	}
	compact, err := marshal(map[string]any{"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": nb.Minor})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", " "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// stored gives the fields that the format demands of a cell of this kind.
func (c *Cell) stored(minor int) map[string]any {
	f := map[string]any{}
	for k, v := range maps.All(c.Other) {
		f[k] = v
	}
	f["cell_type"], f["source"] = c.Kind, Text(c.Source)
	f["metadata"] = map[string]json.RawMessage{}
	if c.Metadata != nil {
		f["metadata"] = c.Metadata
	}
	if c.ID != "" && minor >= 5 {
		f["id"] = c.ID
	}
	if c.Attachments != nil {
		f["attachments"] = c.Attachments
	}
	if c.Kind == Code {
		f["execution_count"] = count(c.Count)
		f["outputs"] = []Output{}
		if c.Outputs != nil {
			f["outputs"] = c.Outputs
		}
	}
	return f
}

// marshal is json.Marshal with <, > and & left as they are.
func marshal(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}
