package collect

import (
	"testing"

	"inertia/roleplay"
)

// BenchmarkPrepare words questions and names them: all that a run over a finished
// study does for each.
func BenchmarkPrepare(b *testing.B) {
	d := DefaultDesign()
	keys, err := newKeyer("mock", (&errand{}).options().Parameters)
	if err != nil {
		b.Fatal(err)
	}
	w := roleplay.DefaultTemplate()
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for j := range d.jobs(Shard{}) {
			if _, err := prepare(w, keys, d.SamplingSeed, &j.questions[0]); err != nil {
				b.Fatal(err)
			}
			if n++; n == 10_000 {
				break
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/question")
}
