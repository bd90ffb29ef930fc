package datasets

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportWording(t *testing.T) {
	in, _ := InstrumentByID("mfq30")
	var csvText, jsonText strings.Builder
	csvText.WriteString("item,text\n")
	for _, it := range in.Items {
		fmt.Fprintf(&csvText, "%s,\"official, %d\"\n", it.ID, it.Number)
		fmt.Fprintf(&jsonText, "{\"question_number\": %d, \"centerpiece\": \"official, %d\", \"options\": [\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}\n", it.Number, it.Number)
	}
	for name, text := range map[string]string{"w.csv": csvText.String(), "w.jsonl": jsonText.String()} {
		got, err := ImportWording(in, written(t, name, text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.Wording != WordingOfficial || got.Items[6].Text != "official, 7" {
			t.Errorf("%s: wording %q, item 7 %q", name, got.Wording, got.Items[6].Text)
		}
	}
	if in.Wording != WordingParaphrase || strings.HasPrefix(in.Items[6].Text, "official") {
		t.Error("the instrument given was changed")
	}
}

func TestImportWordingSaysWhere(t *testing.T) {
	in, _ := InstrumentByID("mfq30")
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ":1: the file is empty"},
		{"other columns", "a,b\n1,2\n", "no column item, text; needs item, text"},
		{"unknown item", "item,text\nmfq30-99,x\n", ":2: MFQ-30 has no item \"mfq30-99\""},
		{"twice", "item,text\n1,x\nmfq30-01,y\n", ":3: item mfq30-01 is there twice"},
		{"no text", "item,text\n1, \n", ":2: item 1 has no text"},
		{"lacking", "item,text\n1,x\n", "no text for 29 items"},
		{"broken JSON", "{\"question_number\": 1,\n", ":1: not an item"},
		{"other options", "{\"question_number\": 1, \"centerpiece\": \"x\", \"options\": [\"a\"]}\n", "1 options"},
	} {
		if _, err := ImportWording(in, written(t, "w", c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v does not say %q", c.name, err, c.want)
		}
	}
}

// The second wording comes with the first, for every item or for none; without it
// the instrument's own stays.
func TestImportSecondWording(t *testing.T) {
	in, _ := InstrumentByID("mfq30")
	sheet := func(paraphrased func(n int) bool) string {
		var b strings.Builder
		b.WriteString("paraphrase,item,text\n")
		for _, it := range in.Items {
			if paraphrased(it.Number) {
				fmt.Fprintf(&b, "second %d", it.Number)
			}
			fmt.Fprintf(&b, ",%s,first %d\n", it.ID, it.Number)
		}
		return b.String()
	}
	got, err := ImportWording(in, written(t, "all.csv", sheet(func(int) bool { return true })))
	if err != nil || got.Items[6].Text != "first 7" || got.Items[6].Paraphrase != "second 7" {
		t.Errorf("error %v, item %+v", err, got.Items[6])
	}
	got, err = ImportWording(in, written(t, "none.csv", sheet(func(int) bool { return false })))
	if err != nil || got.Items[6].Paraphrase != in.Items[6].Paraphrase {
		t.Errorf("error %v, item %+v", err, got.Items[6])
	}
	if _, err = ImportWording(in, written(t, "some.csv", sheet(func(n int) bool { return n < 5 }))); err == nil || !strings.Contains(err.Error(), "no paraphrase for 26 items") {
		t.Errorf("a paraphrase for some items: %v", err)
	}
	if _, err = ImportWording(in, written(t, "same.csv", "item,text,paraphrase\n1,x,x\n")); err == nil || !strings.Contains(err.Error(), ":2: the paraphrase of item 1 is its text") {
		t.Errorf("a paraphrase that is none: %v", err)
	}
}
