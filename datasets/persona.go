package datasets

// Persona is a described respondent: an id and its attributes, such as
// "religion" = "Hindu".
type Persona struct {
	ID          string
	Seed        int64 // seed of the draw it belongs to; 0 = every seed
	Description string
	Attributes  map[string]string
}

// PersonaKey names a persona within its seed: the unit that is resampled.
type PersonaKey struct {
	Seed int64
	ID   string
}

// Personas is a table of personas with one column an attribute.
type Personas struct {
	Attributes []string // column order
	Rows       []Persona
}

// Index returns the rows by seed and id.
func (p *Personas) Index() map[PersonaKey]*Persona {
	m := make(map[PersonaKey]*Persona, len(p.Rows))
	for i := range p.Rows {
		r := &p.Rows[i]
		m[PersonaKey{r.Seed, r.ID}] = r
	}
	return m
}
