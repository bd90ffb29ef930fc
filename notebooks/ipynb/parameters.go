package ipynb

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The tags of papermill.
const (
	parametersTag = "parameters"
	injectedTag   = "injected-parameters"
)

// Setting is a parameter's value from outside, as text.
type Setting struct{ Name, Value string }

// ParseSetting reads name=value.
func ParseSetting(s string) (Setting, error) {
	name, value, ok := strings.Cut(s, "=")
	if !ok || name == "" {
		return Setting{}, fmt.Errorf("%q is not name=value", s)
	}
	return Setting{Name: name, Value: value}, nil
}

// SetParameters puts a cell with the settings after the cell that is tagged
// "parameters", in place of one that an earlier run injected. Each setting has the kind
// (whole number, number, truth, text) of the variable of that name in the tagged cell.
// An error says which setting cannot be, and what can.
func (nb *Notebook) SetParameters(settings []Setting) error {
	nb.Cells = slices.DeleteFunc(nb.Cells, func(c *Cell) bool { return c.HasTag(injectedTag) })
	if len(settings) == 0 {
		return nil
	}
	at := slices.IndexFunc(nb.Cells, func(c *Cell) bool { return c.Kind == Code && c.HasTag(parametersTag) })
	if at < 0 {
		return errors.New("no cell is tagged \"parameters\", so nothing can be set; tag the cell that declares the variables")
	}
	known, err := readDeclared(nb.Cells[at].Source)
	if err != nil {
		return fmt.Errorf("cell %d, tagged \"parameters\": %w", at+1, err)
	}
	var source strings.Builder
	source.WriteString("// Set from outside.\n")
	for _, s := range settings {
		line, err := assign(known, s)
		if err != nil {
			return err
		}
		source.WriteString(line)
	}
	injected := &Cell{Kind: Code, Source: strings.TrimSuffix(source.String(), "\n"), Metadata: map[string]json.RawMessage{"tags": json.RawMessage(`["` + injectedTag + `"]`)}}
	if nb.Minor >= 5 {
		injected.ID = nb.freeID(injectedTag)
	}
	nb.Cells = slices.Insert(nb.Cells, at+1, injected)
	return nil
}

func (nb *Notebook) freeID(want string) string {
	id := want
	for n := 2; slices.ContainsFunc(nb.Cells, func(c *Cell) bool { return c.ID == id }); n++ {
		id = fmt.Sprintf("%s-%d", want, n)
	}
	return id
}

// assign is the declaration that gives a known variable its new value.
func assign(known []declared, s Setting) (string, error) {
	at := slices.IndexFunc(known, func(d declared) bool { return d.name == s.Name })
	if at < 0 {
		var names []string
		for _, d := range known {
			names = append(names, d.name)
		}
		if len(names) == 0 {
			return "", fmt.Errorf("%s cannot be set: the cell tagged \"parameters\" declares no variable", s.Name)
		}
		return "", fmt.Errorf("%s is no parameter; known are %s", s.Name, strings.Join(names, ", "))
	}
	d := known[at]
	value, err := d.literal(s.Value)
	if err != nil {
		return "", err
	}
	typ := ""
	if d.typ != "" {
		typ = " " + d.typ
	}
	return fmt.Sprintf("%s %s%s = %s\n", d.keyword, d.name, typ, value), nil
}

// literal is a value as Go of the variable's kind.
func (d declared) literal(value string) (string, error) {
	wrong := fmt.Errorf("%s is %s, which %q is not", d.name, d.kind, value)
	switch d.kind {
	case whole:
		n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		if err != nil {
			return "", wrong
		}
		return strconv.FormatInt(n, 10), nil
	case decimal:
		f, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			return "", wrong
		}
		text := strconv.FormatFloat(f, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0" // a whole number would make the variable an int
		}
		return text, nil
	case truth:
		b, err := strconv.ParseBool(strings.ToLower(strings.TrimSpace(value)))
		if err != nil {
			return "", wrong
		}
		return strconv.FormatBool(b), nil
	case words:
		return strconv.Quote(value), nil
	}
	return "", fmt.Errorf("%s is neither a number, a truth nor a text in the cell tagged \"parameters\", and cannot be set from outside", d.name)
}
