package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"inertia/report/document"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The text of two small studies, byte by byte. Run with -update after a change
// that is meant, and read the difference.
func TestGoldenText(t *testing.T) {
	for _, i := range []int{0, 1} {
		r := recipes[i]
		t.Run(r.name, func(t *testing.T) {
			o := DefaultOptions()
			o.Version, o.Command = "0.1.0", "inertia report answers.csv"
			o.Analysis.Resamples = 50
			o.Analysis.Measures = []string{"inertia", "js_distance", "js_floor", "js_p", "top2", "persona_share", "item_share"}
			p, err := Build(r.make(t), o)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := document.WriteMarkdown(&got, p.Document); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join("testdata", r.name+".md")
			if *update {
				if err := os.WriteFile(name, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s differs; run go test ./report -update and read the difference", name)
			}
		})
	}
}
