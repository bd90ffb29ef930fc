package ipynb

import (
	"encoding/json"
	"fmt"
	"strings"
)

// The kinds of output.
const (
	Stream        = "stream"
	DisplayData   = "display_data"
	ExecuteResult = "execute_result"
	Error         = "error"
)

// Output is one thing that a cell put out. Which fields are set depends on the kind.
type Output struct {
	Kind string

	Stream string // stdout or stderr
	Text   string // of a stream

	Data     map[string]Data // by MIME type, of a display or result
	Metadata map[string]json.RawMessage
	Count    int // of a result

	Name      string // of an error
	Value     string
	Traceback []string
}

// Data is the content of one MIME type: text (as which base64 counts), or JSON for
// the types application/json and +json.
type Data struct {
	Text string
	JSON json.RawMessage
}

// isJSON tells whether a MIME type's content is stored as JSON and not as text.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// UnmarshalJSON takes text as one string or a list of lines, and JSON where the
// content is neither.
func (d *Data) UnmarshalJSON(raw []byte) error {
	var t Text
	if err := t.UnmarshalJSON(raw); err == nil {
		*d = Data{Text: string(t)}
		return nil
	}
	*d = Data{JSON: append(json.RawMessage(nil), raw...)}
	return nil
}

// MarshalJSON is what the format stores.
func (d Data) MarshalJSON() ([]byte, error) {
	if d.JSON != nil {
		return d.JSON, nil
	}
	return Text(d.Text).MarshalJSON()
}

// storedOutput is an output as the format has it.
type storedOutput struct {
	Kind      string                     `json:"output_type"`
	Stream    string                     `json:"name,omitempty"`
	Text      *Text                      `json:"text,omitempty"`
	Data      map[string]Data            `json:"data,omitempty"`
	Metadata  map[string]json.RawMessage `json:"metadata,omitempty"`
	Count     *int                       `json:"execution_count,omitempty"`
	Name      string                     `json:"ename,omitempty"`
	Value     string                     `json:"evalue,omitempty"`
	Traceback []string                   `json:"traceback,omitempty"`
}

// UnmarshalJSON reads an output as the format stores it, and as a message of the
// kernel has it but for the kind.
func (o *Output) UnmarshalJSON(raw []byte) error {
	var s storedOutput
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	switch s.Kind {
	case Stream, DisplayData, ExecuteResult, Error:
	default:
		return fmt.Errorf("an output of the kind %q", s.Kind)
	}
	*o = Output{Kind: s.Kind, Stream: s.Stream, Data: s.Data, Metadata: s.Metadata, Name: s.Name, Value: s.Value, Traceback: s.Traceback}
	if s.Text != nil {
		o.Text = string(*s.Text)
	}
	if s.Count != nil {
		o.Count = *s.Count
	}
	return nil
}

// MarshalJSON writes each kind with the fields that the format demands of it.
func (o Output) MarshalJSON() ([]byte, error) {
	fields := map[string]any{"output_type": o.Kind}
	switch o.Kind {
	case Stream:
		fields["name"], fields["text"] = o.Stream, Text(o.Text)
	case Error:
		fields["ename"], fields["evalue"], fields["traceback"] = o.Name, o.Value, notNil(o.Traceback)
	default:
		data := map[string]any{}
		for mime, d := range o.Data {
			data[mime] = d
			if d.JSON == nil && isJSON(mime) {
				data[mime] = d.Text // a JSON string, which is not cut into lines
			}
		}
		metadata := o.Metadata
		if metadata == nil {
			metadata = map[string]json.RawMessage{}
		}
		fields["data"], fields["metadata"] = data, metadata
		if o.Kind == ExecuteResult {
			fields["execution_count"] = count(o.Count)
		}
	}
	return marshal(fields)
}

func notNil(lines []string) []string {
	if lines == nil {
		return []string{}
	}
	return lines
}

// count is null where a cell was not run.
func count(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
