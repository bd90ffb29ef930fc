package datasets

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

// Compare puts two data sets side by side as two studies. Each model gets the name
// of its study behind its own, so that a model that answered in both is there
// twice, and Compared says which names belong together. Personas of the same seed
// and number are the same respondent in both, unless their attributes say
// otherwise; those of the second study then get names of their own.
func Compare(a, b *Dataset) *Dataset {
	names := [2]string{a.Name, b.Name}
	if a.Name == b.Name {
		names = [2]string{a.Name + ", first", b.Name + ", second"}
	}
	ds := &Dataset{Name: names[0] + " and " + names[1], Layout: a.Layout, Compared: &names, Personas: &Personas{}, Weights: a.Weights}
	if b.Layout != a.Layout {
		ds.Layout += " and " + b.Layout
	}
	for i, part := range []*Dataset{a, b} {
		for _, f := range part.Files {
			f.Name = names[i] + "/" + f.Name
			ds.Files = append(ds.Files, f)
		}
		for _, model := range part.Simulated {
			ds.Simulated = append(ds.Simulated, Labelled(model, names[i]))
		}
		for _, r := range part.Replications {
			r.Model = Labelled(r.Model, names[i])
			ds.Replications = append(ds.Replications, r)
		}
	}
	apart := personasDiffer(a.Personas, b.Personas)
	ds.Responses = func(yield func(Response, error) bool) {
		ds.Notices, *ds.Personas = nil, Personas{}
		if apart {
			ds.Notices = append(ds.Notices, fmt.Sprintf("personas of the same number are not the same in %s and %s: the two are compared as independent draws", names[0], names[1]))
		}
		for i, part := range []*Dataset{a, b} {
			rename := ""
			if i == 1 && apart {
				rename = names[1] + ": "
			}
			if !part.labelled(names[i], rename, yield) {
				return
			}
			for _, n := range part.Notices {
				if !strings.HasPrefix(n, names[i]+":") { // which a study of one file says itself
					n = names[i] + ": " + n
				}
				ds.Notices = append(ds.Notices, n)
			}
			ds.Personas.join(part.Personas, rename)
		}
	}
	return ds
}

// Labelled is how a model is named that answered in one of two studies.
func Labelled(model, study string) string { return model + " (" + study + ")" }

// labelled streams the answers under the study's name; false = the reader stopped.
func (ds *Dataset) labelled(study, rename string, yield func(Response, error) bool) bool {
	for r, err := range ds.Responses {
		if err == nil {
			r.Model = Labelled(r.Model, study)
			if r.Persona != "" {
				r.Persona = rename + r.Persona
			}
		}
		if !yield(r, err) {
			return false
		}
	}
	return true
}

// personasDiffer reports whether two tables give one persona different attributes.
func personasDiffer(a, b *Personas) bool {
	if a == nil || b == nil {
		return false
	}
	index := a.Index()
	for i := range b.Rows {
		row := &b.Rows[i]
		have := index[PersonaKey{row.Seed, row.ID}]
		if have == nil {
			continue
		}
		for name, value := range row.Attributes {
			if other, ok := have.Attributes[name]; ok && other != value {
				return true
			}
		}
	}
	return false
}

// join adds the rows of another table that are not there yet.
func (p *Personas) join(other *Personas, rename string) {
	if other == nil {
		return
	}
	known := map[string]bool{}
	for _, a := range p.Attributes {
		known[a] = true
	}
	for _, a := range other.Attributes {
		if !known[a] {
			p.Attributes = append(p.Attributes, a)
		}
	}
	index := p.Index()
	more := make([]Persona, 0, len(other.Rows))
	for _, row := range other.Rows {
		row.ID = rename + row.ID
		if have := index[PersonaKey{row.Seed, row.ID}]; have != nil {
			all := maps.Clone(have.Attributes)
			maps.Copy(all, row.Attributes)
			have.Attributes = all
			continue
		}
		more = append(more, row)
	}
	p.Rows = append(p.Rows, more...)
}

// AreStudies reports whether two paths are studies of their own, to be compared,
// and not parts of one: folders, but for the shards of a collected study.
func AreStudies(paths []string) bool {
	if len(paths) != 2 {
		return false
	}
	shards := 0
	for _, p := range paths {
		if st, err := os.Stat(p); err != nil || !st.IsDir() {
			return false
		}
		if isShard(p) {
			shards++
		}
	}
	return shards < 2
}

// isShard reports whether a folder is a part of a collected study, as its
// study.json says.
func isShard(dir string) bool {
	raw, err := os.ReadFile(filepath.Join(dir, "study.json"))
	var study struct{ Shard string }
	return err == nil && json.Unmarshal(raw, &study) == nil && study.Shard != ""
}
