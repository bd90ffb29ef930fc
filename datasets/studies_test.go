package datasets

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The answers of a real model read as the folder that its collector left does.
func TestBundledStudyReadsAsItsFolder(t *testing.T) {
	for _, name := range Studies() {
		embedded, err := BundledStudy(name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		folder, err := Open([]string{filepath.Join("studies", name)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		a, b := gather(t, embedded), gather(t, folder)
		if len(a) == 0 || len(a) != len(b) {
			t.Fatalf("%s: %d answers embedded, %d in the folder", name, len(a), len(b))
		}
		for i := range a {
			if a[i].Model != b[i].Model || a[i].Persona != b[i].Persona || a[i].Item != b[i].Item || a[i].Option != b[i].Option || !slices.Equal(a[i].P, b[i].P) {
				t.Fatalf("%s: answer %d is %+v embedded, %+v in the folder", name, i, a[i], b[i])
			}
		}
		if len(embedded.Notices)+len(embedded.Simulated) > 0 {
			t.Errorf("%s: notices %q, simulated %q", name, embedded.Notices, embedded.Simulated)
		}
		for i, f := range embedded.Files {
			if f.Name != name+"/"+folder.Files[i].Name || f.SHA256 != folder.Files[i].SHA256 {
				t.Errorf("%s: file %+v embedded, %+v in the folder", name, f, folder.Files[i])
			}
		}
	}
}

func TestBundledGemma(t *testing.T) {
	ds, err := BundledStudy("gemma-3-270m", Options{})
	if err != nil {
		t.Fatal(err)
	}
	n, missing, letters := 0, 0, map[int]int{}
	for _, r := range gather(t, ds) {
		n++
		if r.Missing != Answered {
			missing++
		}
		if r.Text == " D" {
			letters[r.Option]++
		}
		sum := r.POther
		for _, p := range r.P {
			sum += p
		}
		if r.Persona != "" && len(r.P) != 6 || r.P != nil && (sum < .999 || sum > 1.001) {
			t.Fatalf("%s, persona %q: probabilities %v and %v", r.Item, r.Persona, r.P, r.POther)
		}
	}
	if n != 2*30*(100+1) || missing != 21 || len(letters) != 2 || letters[4] == 0 || letters[3] == 0 {
		t.Errorf("%d answers, %d missing, the letter D means %v", n, missing, letters)
	}
	if len(ds.Personas.Rows) != 100 || len(ds.Replications) != 1 {
		t.Errorf("%d personas, replications %v", len(ds.Personas.Rows), ds.Replications)
	}
}

func TestBundledStudyUnknown(t *testing.T) {
	for _, name := range []string{"", "..", "gpt", "gemma-3-270m/x"} {
		if _, err := BundledStudy(name, Options{}); err == nil || !strings.Contains(err.Error(), "gemma-3-270m") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestJoin(t *testing.T) {
	part := func(model, religion string) *Dataset {
		return &Dataset{Name: model, Simulated: []string{model}, Notices: []string{"told"}, Files: []File{{Name: model}},
			Personas:  &Personas{Attributes: []string{"religion"}, Rows: []Persona{{ID: "1", Seed: 5, Attributes: map[string]string{"religion": religion}}}},
			Responses: func(yield func(Response, error) bool) { yield(Response{Model: model}, nil) }}
	}
	ds, err := Join("both", part("a", "Hindu"), part("b", "Hindu"))
	if err != nil {
		t.Fatal(err)
	}
	got := gather(t, ds)
	if len(got) != 2 || got[1].Model != "b" || len(ds.Personas.Rows) != 1 || len(ds.Files) != 2 || len(ds.Notices) != 1 || !slices.Equal(ds.Simulated, []string{"a", "b"}) {
		t.Errorf("%d answers, %+v", len(got), ds)
	}
	if _, err := Join("both", part("a", "Hindu"), part("b", "Jew")); err == nil || !strings.HasPrefix(err.Error(), "b: ") {
		t.Errorf("one persona of two religions: %v", err)
	}
}

// gather reads all answers of a data set.
func gather(t *testing.T, ds *Dataset) []Response {
	t.Helper()
	var out []Response
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}
