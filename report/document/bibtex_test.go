package document

import (
	"strings"
	"testing"
)

func TestReadBibTeX(t *testing.T) {
	refs, err := ReadBibTeX(strings.NewReader(`@comment{anything}
@article{a, author = {Kovač, Grgur and Oudeyer, Pierre-Yves}, year = 2024, title = {Stick to your role!}, journal = {PLOS {ONE}}, volume = {19}, number = {8}, pages = {1--20}, doi = {10.1/x}}
@book{b, author = {Jacob Cohen}, year = {1988}, title = {Power Analysis}, edition = {2nd}, publisher = {Erlbaum}}
@incollection{c, author = {De Leeuw, J. and others}, year = {1977}, title = {Convex analysis}, booktitle = {Recent Developments}, editor = {Barra, J. R. and Brodeau, F.}, pages = {133--145}}
@misc{d, author = {{OpenAI}}, year = {2024}, title = {A model}, eprint = {2402.1}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ bracketed, text, list, url string }{
		{"Kovač & Oudeyer, 2024", "Kovač and Oudeyer (2024)", "Kovač, G., & Oudeyer, P.-Y. (2024). Stick to your role! PLOS ONE, 19(8), 1–20.", "https://doi.org/10.1/x"},
		{"Cohen, 1988", "Cohen (1988)", "Cohen, J. (1988). Power Analysis (2nd ed.). Erlbaum.", ""},
		{"De Leeuw et\u00a0al., 1977", "De Leeuw et\u00a0al. (1977)", "De Leeuw, J., et al. (1977). Convex analysis. In J. R. Barra & F. Brodeau (Eds.), Recent Developments (pp. 133–145).", ""},
		{"OpenAI, 2024", "OpenAI (2024)", "OpenAI (2024). A model. arXiv:2402.1.", "https://arxiv.org/abs/2402.1"},
	}
	if len(refs) != len(want) {
		t.Fatalf("%d entries, want %d", len(refs), len(want))
	}
	for i, r := range refs {
		c := citation{r, r.Year, i + 1}
		if got := c.head() + " " + Plain(r.Text); c.bracketed() != want[i].bracketed || c.text() != want[i].text || got != want[i].list || r.URL != want[i].url {
			t.Errorf("%s: %q, %q, %q, %q; want %q", r.Key, c.bracketed(), c.text(), got, r.URL, want[i])
		}
	}
}

func TestBrokenBibTeXSaysWhere(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no year":    {`@misc{x, author = {A, B}, title = {T}}`, "entry x has no year"},
		"no entry":   {"% nothing", "no entry"},
		"not closed": {`@misc{x, author = {A`, "BibTeX"},
	} {
		if _, err := ReadBibTeX(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v does not say %q", name, err, c.want)
		}
	}
}

// Two works of equal names and year are told apart by letters, in the order of the list.
func TestYearsGetLetters(t *testing.T) {
	list := order([]Reference{
		{Key: "late", Names: []string{"Lee", "A", "B"}, Authors: "Lee, Y., A, & B", Year: "2025", Text: T("x")},
		{Key: "early", Names: []string{"Lee", "C", "D"}, Authors: "Lee, B., C, & D", Year: "2025", Text: T("x")},
		{Key: "alone", Names: []string{"Abe"}, Authors: "Abe, Z.", Year: "2025", Text: T("x")},
	})
	var got []string
	for _, c := range list {
		got = append(got, c.Key+" "+c.year)
	}
	if strings.Join(got, ", ") != "alone 2025, early 2025a, late 2025b" {
		t.Errorf("got %v", got)
	}
}
