package datasets

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// ReadInstrument reads a questionnaire from a JSON file shaped like the bundled
// ones in datasets/instruments.
func ReadInstrument(path string) (*Instrument, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseInstrument(raw, path)
}

func parseInstrument(raw []byte, name string) (*Instrument, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	in := &Instrument{}
	if err := dec.Decode(in); err != nil {
		return nil, fmt.Errorf("%s:%d: not an instrument in JSON: %w; docs/design.md shows one", name, jsonErrorLine(raw, dec, err), err)
	}
	if err := in.Validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return in, nil
}

// jsonErrorLine finds the line at which decoding stopped.
func jsonErrorLine(raw []byte, dec *json.Decoder, err error) int {
	at := dec.InputOffset()
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	if errors.As(err, &syntax) {
		at = syntax.Offset
	} else if errors.As(err, &kind) {
		at = kind.Offset
	} else if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		at = int64(len(raw))
	}
	return 1 + bytes.Count(raw[:min(int(at), len(raw))], []byte("\n"))
}
