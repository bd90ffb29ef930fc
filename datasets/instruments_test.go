package datasets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBundledInstruments(t *testing.T) {
	for _, c := range []struct {
		id, scoring        string
		items, dims, least int
	}{
		{"mfq30", "mfq30", 32, 5, 6},
		{"pvqrr", "pvqrr", 57, 10, 3},
		{"pvqrr", "pvqrr19", 57, 19, 3},
		{"pvqrr", "pvqrr4", 57, 4, 9},
	} {
		in, ok := InstrumentByID(c.id)
		if !ok {
			t.Fatalf("%s is not bundled", c.id)
		}
		if len(in.Items) != c.items || in.Options != 6 || in.Wording != "paraphrase" {
			t.Errorf("%s: %d items, %d options, wording %q", c.id, len(in.Items), in.Options, in.Wording)
		}
		sc, ok := in.Scoring(c.scoring)
		if !ok || len(sc.Dimensions) != c.dims {
			t.Fatalf("%s: scoring %s is not there or has other dimensions", c.id, c.scoring)
		}
		for _, d := range sc.Dimensions {
			if len(d.Items) < c.least {
				t.Errorf("%s: %s has %d items", c.scoring, d.Name, len(d.Items))
			}
		}
	}
	mfq, _ := InstrumentByID("mfq30")
	if n := len(mfq.Scored()); n != 30 {
		t.Errorf("%d scored items of the MFQ-30, want 30 (items 6 and 22 are catch items)", n)
	}
}

// A caller may change what it was given without changing it for others.
func TestInstrumentsAreFresh(t *testing.T) {
	Instruments()[0].Items[0].Text = "changed"
	if in, _ := InstrumentByID("mfq30"); in.Items[0].Text == "changed" {
		t.Error("the bundled instrument changed")
	}
}

func TestReadInstrumentSaysWhere(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"cut off", "{\n \"id\": \"x\",\n", ":3:"},
		{"wrong type", "{\n \"id\": 3}", ":2:"},
		{"unknown field", "{\"identity\": \"x\"}", "identity"},
		{"no options", `{"id":"x"}`, "options"},
		{"empty", "", "not an instrument"},
	} {
		path := filepath.Join(t.TempDir(), "in.json")
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadInstrument(path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v does not say %q", c.name, err, c.want)
		}
	}
}

// Every bundled item has a second wording that is another sentence than its first
// and than every other's.
func TestBundledSecondWordings(t *testing.T) {
	seen := map[string]string{}
	for _, in := range Instruments() {
		if lacking := in.Unparaphrased(); len(lacking) > 0 {
			t.Errorf("%s: no second wording of %v", in.ID, lacking)
		}
		for _, it := range in.Items {
			for _, text := range []string{it.Text, it.Paraphrase} {
				if other, ok := seen[text]; ok {
					t.Errorf("%s and %s have the words %q", other, it.ID, text)
				}
				seen[text] = it.ID
			}
		}
	}
}

// The questionnaire that docs/design.md shows is one.
func TestInstrumentOfTheDocs(t *testing.T) {
	raw, err := os.ReadFile("../docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "```json\n")
	example, _, found := strings.Cut(rest, "```")
	in, err := parseInstrument([]byte(example), "design.md")
	if err != nil || !found || in.Options != 5 || len(in.Items) != 2 || in.Scorings[0].DimensionOf("risk-1") != "Risk" {
		t.Errorf("%+v, %v", in, err)
	}
}
