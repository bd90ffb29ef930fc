package document

import "strings"

const continued = " (continued)"

// FloatPlace says where the PDF puts a table or a figure, and where it is first spoken of. Pages count from 1.
type FloatPlace struct {
	Kind, Label   string // "table", "figure" or "listing" (of code; without a label); "Table 2", with "(continued)" for what a later page holds of it
	Page, Mention int
}

// Drift is how many pages lie between a table or figure and the words that speak of it first.
func (f FloatPlace) Drift() int { return max(f.Page-f.Mention, f.Mention-f.Page) }

// FloatPlaces lays a document out as WritePDF does and lists its tables and figures in order. What the appendix holds counts from the words of the
// appendix.
func FloatPlaces(d *Document) ([]FloatPlace, error) {
	p, err := layOut(d)
	if err != nil {
		return nil, err
	}
	pageOf := map[int]int{}
	for n, made := range p.pages {
		for _, b := range made {
			pageOf[b.box.order] = n + 1
		}
	}
	var out []FloatPlace
	for i, b := range p.boxes {
		if b.float == "" {
			continue
		}
		f := FloatPlace{Kind: b.float, Label: p.n.label[b.id], Page: pageOf[i], Mention: pageOf[p.mention[i]]}
		if n := len(out); b.id == "" && n > 0 && b.float != "listing" {
			f.Label = strings.TrimSuffix(out[n-1].Label, continued) + continued
		}
		out = append(out, f)
	}
	return out, nil
}
