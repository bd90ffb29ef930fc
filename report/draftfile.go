package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// DraftFile holds the draft as it came, with what was struck, beside the manifest.
const DraftFile = "draft.json"

// keptDraft is the file of a draft.
type keptDraft struct {
	Draft
	Struck []Struck `json:"struck"`
}

// keepDraft has the draft written beside the manifest.
func (p *Paper) keepDraft(d Draft, struck []Struck) {
	p.Manifest.Draft = d.Model
	p.Attach(func(dir string) error {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(keptDraft{d, append([]Struck{}, struck...)}); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, DraftFile), b.Bytes(), 0o666)
	})
}

// ReadDraft reads the draft that lies in a report's folder.
func ReadDraft(dir string) (Draft, error) {
	raw, err := os.ReadFile(filepath.Join(dir, DraftFile))
	if err != nil {
		return Draft{}, err
	}
	var d keptDraft
	if err := json.Unmarshal(raw, &d); err != nil {
		return Draft{}, fmt.Errorf("%s: %w", DraftFile, err)
	}
	return d.Draft, nil
}
