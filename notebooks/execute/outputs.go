package execute

import (
	"encoding/json"
	"regexp"

	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
)

// outputs turns the messages of a run into the outputs of its cells. A message belongs
// to the cell whose request is its parent, also when it comes late.
type outputs struct {
	cells    map[string]*ipynb.Cell // by the id of the request
	clear    map[*ipynb.Cell]bool   // cleared when the next output comes
	displays map[string][]place     // by display id
	exited   string                 // how a program of the last cell ended, if not well
}

// place is where a display is shown, to be updated.
type place struct {
	cell *ipynb.Cell
	at   int
}

func newOutputs() *outputs {
	return &outputs{cells: map[string]*ipynb.Cell{}, clear: map[*ipynb.Cell]bool{}, displays: map[string][]place{}}
}

// begin says which request runs which cell.
func (o *outputs) begin(id string, c *ipynb.Cell) {
	o.cells[id] = c
	o.exited = ""
}

// GoNB does not fail a cell whose program, or whose shell command, ended badly: it
// writes how it ended to standard error, as a message of its own.
var programEnd = regexp.MustCompile(`^(?:\^C\n)?((?:exit status [1-9]\d*|signal: .+))\n$`)

// take takes in a message.
func (o *outputs) take(m kernel.Message) {
	cell := o.cells[m.Parent.ID]
	if cell == nil {
		return
	}
	switch m.Header.Type {
	case "clear_output":
		var content struct {
			Wait bool `json:"wait"`
		}
		json.Unmarshal(m.Content, &content) // without it, at once
		if content.Wait {
			o.clear[cell] = true
		} else {
			o.empty(cell)
		}
	case "update_display_data":
		if out, id, ok := readOutput(ipynb.DisplayData, m.Content); ok {
			o.update(out, id)
		}
	case ipynb.Stream, ipynb.DisplayData, ipynb.ExecuteResult, ipynb.Error:
		if out, id, ok := readOutput(m.Header.Type, m.Content); ok {
			o.add(cell, out, id)
		}
	}
}

// add appends an output; what is written to the same stream in a row is one.
func (o *outputs) add(cell *ipynb.Cell, out ipynb.Output, display string) {
	if o.clear[cell] {
		o.empty(cell)
	}
	if out.Kind == ipynb.Stream {
		if end := programEnd.FindStringSubmatch(out.Text); out.Stream == "stderr" && end != nil {
			o.exited = end[1]
		}
		if n := len(cell.Outputs); n > 0 && cell.Outputs[n-1].Kind == ipynb.Stream && cell.Outputs[n-1].Stream == out.Stream {
			cell.Outputs[n-1].Text += out.Text
			return
		}
	}
	cell.Outputs = append(cell.Outputs, out)
	if display != "" {
		o.displays[display] = append(o.displays[display], place{cell, len(cell.Outputs) - 1})
	}
}

// update replaces a display wherever it is shown.
func (o *outputs) update(out ipynb.Output, display string) {
	for _, p := range o.displays[display] {
		if p.at < len(p.cell.Outputs) {
			p.cell.Outputs[p.at].Data, p.cell.Outputs[p.at].Metadata = out.Data, out.Metadata
		}
	}
}

// empty takes a cell's outputs away, and with them the places of its displays.
func (o *outputs) empty(cell *ipynb.Cell) {
	cell.Outputs = nil
	delete(o.clear, cell)
	for id, places := range o.displays {
		var kept []place
		for _, p := range places {
			if p.cell != cell {
				kept = append(kept, p)
			}
		}
		o.displays[id] = kept
	}
}

// readOutput reads a message's content, which has the fields of the format but for the
// kind, and its display id.
func readOutput(kind string, content json.RawMessage) (out ipynb.Output, display string, ok bool) {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(content, &fields) != nil {
		return out, "", false
	}
	var transient struct {
		Display string `json:"display_id"`
	}
	json.Unmarshal(fields["transient"], &transient) // most have none
	fields["output_type"], _ = json.Marshal(kind)
	raw, err := json.Marshal(fields)
	if err != nil || json.Unmarshal(raw, &out) != nil {
		return out, "", false
	}
	return out, transient.Display, true
}
