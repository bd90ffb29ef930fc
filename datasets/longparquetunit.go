package datasets

// sameUnit gives the end, at most n, of the run of rows from i that are of one
// respondent and persona.
func (g *groupRows) sameUnit(i, n int) int {
	for _, c := range g.who {
		n = min(n, c.runEnd(i))
	}
	return n
}

// runEnd is where the rows from i on that hold the same end.
func (c *columnReader) runEnd(i int) int {
	if c.run <= i {
		c.run = i + runLength(c.codes[i:])
	}
	return c.run
}

// runLength counts the codes that are equal to the first.
func runLength(codes []int32) int {
	first, k := codes[0], 0
	for ; k+8 <= len(codes); k += 8 { // eight at a time: most runs are long
		c := codes[k : k+8 : k+8]
		if (c[0]^first)|(c[1]^first)|(c[2]^first)|(c[3]^first)|(c[4]^first)|(c[5]^first)|(c[6]^first)|(c[7]^first) != 0 {
			break
		}
	}
	for k < len(codes) && codes[k] == first {
		k++
	}
	return k
}

func (p *longParser) unit(g *groupRows, i int) (u Unit, odd bool) {
	u = Unit{Model: p.model, Variant: p.variant, Seed: p.seed}
	if n := len(p.header.attributes); n > 0 {
		u.attributes = make([]string, n)
	}
	for _, c := range g.who {
		f := c.at(i)
		odd = odd || f.odd
		switch c.kind {
		case columnModel:
			u.Model = f.text
		case columnVariant:
			u.Variant = f.text
		case columnSeed:
			u.Seed = int64(f.whole)
		case columnPersona:
			u.Persona = f.text
		case columnPooled:
			u.Pooled = f.whole == 1
		case columnAttribute:
			u.attributes[c.index] = f.text
		}
	}
	return u, odd || u.Pooled && u.Persona != ""
}
