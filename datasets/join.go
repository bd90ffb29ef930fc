package datasets

import (
	"fmt"
	"slices"
)

// Join puts data sets one after another as one study. A persona, known by its seed and
// number, may be in several; it is an error when they describe it differently.
func Join(name string, parts ...*Dataset) (*Dataset, error) {
	out := &Dataset{Name: name, Layout: LayoutLong, Personas: &Personas{}}
	for _, p := range parts {
		if personasDiffer(out.Personas, p.Personas) {
			return nil, fmt.Errorf("%s: personas of the same seed and number are not those of the data before it; give its draw another seed", p.Name)
		}
		out.Personas.join(p.Personas, "")
		out.Simulated = append(out.Simulated, p.Simulated...)
		out.Files = append(out.Files, p.Files...)
		out.tell(p.Notices)
	}
	out.Responses = func(yield func(Response, error) bool) {
		for _, p := range parts {
			for r, err := range p.Responses {
				if !yield(r, err) {
					return
				}
			}
			// What only reading tells: notices, and personas described in columns.
			out.tell(p.Notices)
			out.Personas.join(p.Personas, "")
		}
	}
	return out, nil
}

// tell adds notices that are not there yet.
func (ds *Dataset) tell(notices []string) {
	for _, n := range notices {
		if !slices.Contains(ds.Notices, n) {
			ds.Notices = append(ds.Notices, n)
		}
	}
}
