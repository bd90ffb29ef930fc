package ipynb

import (
	"encoding/json"
	"strings"
	"testing"
)

// withParameters is a notebook whose second cell has the given source.
func withParameters(source string) *Notebook {
	return &Notebook{Minor: 5, Cells: []*Cell{
		{Kind: Markdown, ID: "m", Source: "# T"},
		{Kind: Code, ID: "p", Source: source, Metadata: tags(`["parameters"]`)},
		{Kind: Code, ID: "u", Source: "use()"},
	}}
}

func tags(list string) map[string]json.RawMessage {
	return map[string]json.RawMessage{"tags": json.RawMessage(list)}
}

const declarations = `%noautoget
import "fmt"

// data is the reader's file.
var data = ""

var (
	personas       = 200
	level  float64 = 1
	share          = .5
	exact          = false
	below          = -3
	list           = []string{"a"}
)

const name = "a" + "b"
`

func TestSetParameters(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"data=answers.csv", `var data = "answers.csv"`},
		{`data=a "b" \ = c`, `var data = "a \"b\" \\ = c"`},
		{"data=12", `var data = "12"`},
		{"data=", `var data = ""`},
		{"personas= 40", "var personas = 40"},
		{"level=2", "var level float64 = 2.0"},
		{"share=1", "var share = 1.0"},
		{"share=1e-9", "var share = 1e-09"},
		{"exact=TRUE", "var exact = true"},
		{"below=4", "var below = 4"},
		{"name=x", `const name = "x"`},
	} {
		nb := withParameters(declarations)
		s, err := ParseSetting(c.set)
		if err != nil {
			t.Fatal(err)
		}
		if err := nb.SetParameters([]Setting{s}); err != nil {
			t.Errorf("%s: %v", c.set, err)
			continue
		}
		in := nb.Cells[2]
		if len(nb.Cells) != 4 || !in.HasTag("injected-parameters") || in.Kind != Code || in.ID != "injected-parameters" {
			t.Errorf("%s: %+v", c.set, in)
		}
		if got := strings.TrimPrefix(in.Source, "// Set from outside.\n"); got != c.want {
			t.Errorf("%s gives %q, want %q", c.set, got, c.want)
		}
	}
}

// A second run replaces what the first injected; no setting takes it away.
func TestInjectedCellIsReplaced(t *testing.T) {
	nb := withParameters("var a, b = 1, 2")
	for _, value := range []string{"3", "4"} {
		if err := nb.SetParameters([]Setting{{"a", value}, {"b", "5"}}); err != nil {
			t.Fatal(err)
		}
	}
	if len(nb.Cells) != 4 || nb.Cells[2].Source != "// Set from outside.\nvar a = 4\nvar b = 5" {
		t.Errorf("%q", nb.Cells[2].Source)
	}
	if err := nb.SetParameters(nil); err != nil || len(nb.Cells) != 3 {
		t.Errorf("%d cells, %v", len(nb.Cells), err)
	}
}

func TestWrongSettings(t *testing.T) {
	for _, c := range []struct{ name, source, set, says string }{
		{"unknown", declarations, "dta=x", "dta is no parameter; known are data, personas, level, share, exact, below, list, name"},
		{"no whole number", declarations, "personas=1.5", `personas is a whole number, which "1.5" is not`},
		{"no number", declarations, "level=high", `level is a number, which "high" is not`},
		{"not finite", declarations, "level=NaN", "level is a number"},
		{"no truth", declarations, "exact=perhaps", "exact is true or false"},
		{"a list", declarations, "list=b", "list is neither a number, a truth nor a text"},
		{"code is no value", declarations, `personas=1; os.Exit(1)`, "personas is a whole number"},
		{"no Go", "var = 3", "a=1", `cell 2, tagged "parameters": it is not Go declarations`},
		{"nothing declared", "import \"fmt\"", "a=1", "declares no variable"},
	} {
		s, err := ParseSetting(c.set)
		if err != nil {
			t.Fatal(err)
		}
		nb := withParameters(c.source)
		if err := nb.SetParameters([]Setting{s}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v does not say %q", c.name, err, c.says)
		}
		if len(nb.Cells) != 3 {
			t.Errorf("%s: the notebook changed", c.name)
		}
	}
	if err := (&Notebook{}).SetParameters([]Setting{{"a", "1"}}); err == nil || !strings.Contains(err.Error(), `no cell is tagged "parameters"`) {
		t.Errorf("no parameters: %v", err)
	}
	for _, s := range []string{"", "a", "=1"} {
		if _, err := ParseSetting(s); err == nil {
			t.Errorf("%q is taken for a setting", s)
		}
	}
}
