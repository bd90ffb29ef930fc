package collect

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"inertia/datasets"
	"inertia/roleplay"
	"inertia/roleplay/mockserver"
)

// A study asked before its questionnaire had a second wording may grow by it, and
// may not change it once it was asked.
func TestStudyGrowsByASecondWording(t *testing.T) {
	s := serve(t, mockserver.Options{})
	o := options(t, s.URL())
	o.Design.Seeds, o.Design.Personas, o.Design.BaselineRepeats = []int64{111}, 2, 1
	bare := *o.Design.Instruments[0]
	bare.Items = append([]datasets.Item(nil), bare.Items...)
	for i := range bare.Items {
		bare.Items[i].Paraphrase = ""
	}
	whole := o.Design.Instruments[0]
	o.Design.Instruments = []*datasets.Instrument{&bare}
	collect(t, o)
	refused := o
	refused.Design.Variants = []string{roleplay.VariantParaphrased}
	if _, err := Run(context.Background(), refused); err == nil || !strings.Contains(err.Error(), "needs a second wording") {
		t.Errorf("asked without a second wording: %v", err)
	}
	o.Design.Instruments = []*datasets.Instrument{whole}
	o.Design.Variants = []string{roleplay.VariantDefault, roleplay.VariantParaphrased}
	if res := collect(t, o); res.Had != 90 || res.Answered != 90 {
		t.Errorf("%d were there, %d asked", res.Had, res.Answered)
	}
	raw, err := os.ReadFile(filepath.Join(o.Dir, StudyName))
	if err != nil || !strings.Contains(string(raw), whole.Items[0].Paraphrase) {
		t.Errorf("study.json has no second wording (%v)", err)
	}
	other := bare
	other.Items = append([]datasets.Item(nil), whole.Items...)
	other.Items[0].Paraphrase = "Other words?"
	o.Design.Instruments = []*datasets.Instrument{&other}
	if _, err := Run(context.Background(), o); err == nil || !strings.Contains(err.Error(), "second wording of mfq30") {
		t.Errorf("another second wording was taken: %v", err)
	}
	complete(t, withInstrument(o, whole))
}

func withInstrument(o Options, in *datasets.Instrument) Options {
	o.Design.Instruments = []*datasets.Instrument{in}
	return o
}
