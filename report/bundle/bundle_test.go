package bundle_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report"
	"inertia/report/bundle"
	"inertia/roleplay"
)

const version = "1.2.3"

// write makes a bundle of a small simulated study.
func write(t *testing.T, about bundle.Description) string {
	t.Helper()
	so := roleplay.DefaultSimulateOptions()
	so.Personas, so.Seeds, so.BaselineRepeats = 12, []int64{1, 2}, 12
	so.Variants = []string{roleplay.VariantDefault}
	so.Respondents = []roleplay.Respondent{roleplay.Random{}, roleplay.NewPaperLike()}
	ds, err := roleplay.Simulate(so)
	if err != nil {
		t.Fatal(err)
	}
	mfq, _ := datasets.InstrumentByID("mfq30")
	s, err := analysis.Tally(ds, []*datasets.Instrument{mfq})
	if err != nil {
		t.Fatal(err)
	}
	o := report.DefaultOptions()
	o.Version, o.Formats = version, []string{"md"}
	o.Analysis.Resamples, o.Analysis.Measures = 200, []string{"inertia", "js_distance", "js_floor", "robustness"}
	p, err := report.Build(s, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := bundle.Attach(p, bundle.Source{Data: ds, Instruments: []*datasets.Instrument{mfq}}, about); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "bundle[1") // no pattern
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAnUntouchedBundleIsVerified(t *testing.T) {
	dir := write(t, bundle.Description{})
	v, err := bundle.Verify(dir, version, nil)
	if err != nil {
		t.Fatal(err)
	}
	if v.Files < 30 || v.Numbers < 200 || v.Texts < 20 || len(v.Unlisted) > 0 || v.OtherVersion != "" {
		t.Errorf("%+v", v)
	}
	if v, err = bundle.Verify(dir, "9.9.9", nil); err != nil || v.OtherVersion != version || v.Texts != 0 {
		t.Errorf("read by another version: %+v, %v", v, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if v, err = bundle.Verify(dir, version, nil); err != nil || !slices.Equal(v.Unlisted, []string{"notes.txt"}) {
		t.Errorf("with a file of the user's: %+v, %v", v, err)
	}
}

// replace changes a text in a file.
func replace(t *testing.T, path, old, new string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), old) {
		t.Fatalf("%s does not hold %q", path, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(raw), old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// relist makes the manifest true of the files again, as a forger would.
func relist(t *testing.T, dir, name string) {
	t.Helper()
	m, err := report.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Files {
		if m.Files[i].Name == name {
			if m.Files[i], err = report.DescribeFile(dir, name); err != nil {
				t.Fatal(err)
			}
		}
	}
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheFirstDifferenceIsNamed(t *testing.T) {
	whole := write(t, bundle.Description{})
	for _, c := range []struct {
		name  string
		touch func(t *testing.T, dir string)
		where string
		why   string
	}{
		{"a text changed", func(t *testing.T, dir string) { replace(t, filepath.Join(dir, "report.md"), "Abstract", "abstract") }, "report.md", "sha256"},
		{"a file gone", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "codebook.csv")); err != nil {
				t.Fatal(err)
			}
		}, "codebook.csv", "not there"},
		{"a number forged, its checksum too", func(t *testing.T, dir string) {
			forge(t, dir, "tables/measures.csv", 3, 7, "0.123")
		}, "tables/measures.csv, row 4", "estimate of"},
		{"an answer forged in one format", func(t *testing.T, dir string) {
			forge(t, dir, "data/csv/answers.csv", 1, 6, "")
		}, "data/csv", "other answers"},
		{"a text forged, its checksum too", func(t *testing.T, dir string) {
			replace(t, filepath.Join(dir, "report.md"), "Abstract", "abstract")
			relist(t, dir, "report.md")
		}, "report.md", "written again"},
		{"a path out of the folder", func(t *testing.T, dir string) {
			replace(t, filepath.Join(dir, "manifest.json"), `"name": "CITATION.cff"`, `"name": "../CITATION.cff"`)
		}, "../CITATION.cff", "outside"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "bundle")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			c.touch(t, dir)
			_, err := bundle.Verify(dir, version, nil)
			var d *bundle.Difference
			if !errors.As(err, &d) || d.Where != c.where || !strings.Contains(d.Why, c.why) {
				t.Errorf("got %v, want a difference in %s: %s", err, c.where, c.why)
			}
		})
	}
}

// forge writes a cell of a CSV file and makes the manifest agree.
func forge(t *testing.T, dir, name string, row, column int, value string) {
	t.Helper()
	path := filepath.Join(dir, name)
	rows := read(t, path)
	rows[row][column] = value
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := csv.NewWriter(f).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	relist(t, dir, name)
}

func read(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestWhatIsNoBundle(t *testing.T) {
	dir := t.TempDir()
	if _, err := bundle.Verify(dir, version, nil); err == nil || !strings.Contains(err.Error(), "no manifest.json") {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(`{"program":"other"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := bundle.Verify(dir, version, nil); err == nil || !strings.Contains(err.Error(), "not a manifest of inertia") {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(`{"program":"inertia","files":[]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := bundle.Verify(dir, version, nil); err == nil || !strings.Contains(err.Error(), "report --bundle") {
		t.Error(err)
	}
}

// The codebook explains every column of every table, and the data package the same
// ones with the checksums of the manifest.
func TestEveryColumnIsExplained(t *testing.T) {
	dir := write(t, bundle.Description{Authors: []string{"Ada Lovelace"}, License: "CC-BY-4.0", Date: "2026-11-25"})
	explained := map[string]string{}
	for _, r := range read(t, filepath.Join(dir, "codebook.csv"))[1:] {
		explained[r[0]+" "+r[1]] = r[4]
	}
	raw, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var pkg struct {
		Created   string
		Licenses  []struct{ Name string }
		Resources []struct {
			Path, Hash string
			Bytes      int64
			Schema     struct{ Fields []struct{ Name string } }
		}
	}
	if err := json.Unmarshal(raw, &pkg); err != nil {
		t.Fatal(err)
	}
	figures, err := fs.Glob(os.DirFS(dir), "figures/*.csv")
	if err != nil || len(figures) == 0 {
		t.Fatal(figures, err)
	}
	if len(pkg.Resources) != 5+len(figures) || pkg.Created != "2026-11-25T00:00:00Z" || pkg.Licenses[0].Name != "CC-BY-4.0" {
		t.Errorf("%+v", pkg)
	}
	for _, r := range pkg.Resources {
		head := read(t, filepath.Join(dir, r.Path))[0]
		var fields []string
		for _, f := range r.Schema.Fields {
			fields = append(fields, f.Name)
			if r.Path != "codebook.csv" && explained[r.Path+" "+f.Name] == "" {
				t.Errorf("%s: column %s has no meaning in the codebook", r.Path, f.Name)
			}
		}
		if !slices.Equal(head, fields) {
			t.Errorf("%s: columns %v, described %v", r.Path, head, fields)
		}
		if f, err := report.DescribeFile(dir, r.Path); err != nil || r.Hash != "sha256:"+f.SHA256 || r.Bytes != f.Bytes {
			t.Errorf("%s: checksum or size differs (%v)", r.Path, err)
		}
	}
}

// Official wording belongs to its authors: the bundle names the items, not their
// text.
func TestOfficialWordingStaysOut(t *testing.T) {
	mfq, _ := datasets.InstrumentByID("mfq30")
	official := *mfq
	official.Wording = datasets.WordingOfficial
	official.Items = slices.Clone(mfq.Items)
	official.Items[0].Text = "a sentence that is somebody's own"
	dir := t.TempDir()
	if err := bundle.WriteInstruments(dir, []*datasets.Instrument{&official}); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "instruments", "mfq30.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "somebody's own") {
		t.Error("the text of an official item is in the bundle")
	}
	back, err := datasets.ReadInstrument(filepath.Join(dir, "instruments", "mfq30.json"))
	if err != nil || len(back.Items) != len(mfq.Items) || back.Wording != datasets.WordingOfficial {
		t.Errorf("%v, %v", back, err)
	}
	if official.Items[0].Text == "" {
		t.Error("the caller's instrument was changed")
	}
}

func TestDescriptionsThatNobodyWouldUnderstand(t *testing.T) {
	for _, d := range []bundle.Description{{Date: "yesterday"}, {License: "do what you like"}} {
		if d.Validate() == nil {
			t.Errorf("%+v was taken", d)
		}
	}
	if got := (bundle.Description{}).Lacks(); len(got) != 3 {
		t.Error(got)
	}
}

// A described bundle has every property that RO-Crate 1.2 requires of its root and its
// descriptor, and names nothing that it does not describe.
//
// Source: RO-Crate Metadata Specification 1.2, Root Data Entity.
func TestCrateHasWhatItsStandardRequires(t *testing.T) {
	about := bundle.Description{Authors: []string{"A. Lovelace"}, License: "CC-BY-4.0", Date: "2026-11-25"}
	if lacks := about.Lacks(); len(lacks) > 0 {
		t.Fatalf("lacks %v", lacks)
	}
	raw, err := os.ReadFile(filepath.Join(write(t, about), "ro-crate-metadata.json"))
	if err != nil {
		t.Fatal(err)
	}
	var crate struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(raw, &crate); err != nil {
		t.Fatal(err)
	}
	entities := map[string]map[string]any{}
	for _, e := range crate.Graph {
		entities[e["@id"].(string)] = e
	}
	id := func(v any) string { m, _ := v.(map[string]any); s, _ := m["@id"].(string); return s }
	descriptor := entities["ro-crate-metadata.json"]
	if crate.Context != "https://w3id.org/ro/crate/1.2/context" || descriptor["@type"] != "CreativeWork" || id(descriptor["conformsTo"]) != "https://w3id.org/ro/crate/1.2" || id(descriptor["about"]) != "./" {
		t.Errorf("descriptor %v, context %s", descriptor, crate.Context)
	}
	root := entities["./"]
	for _, p := range []string{"name", "description", "datePublished"} {
		if s, _ := root[p].(string); s == "" {
			t.Errorf("the root has no %s", p)
		}
	}
	if root["@type"] != "Dataset" || root["datePublished"] != "2026-11-25" {
		t.Errorf("root %v", root)
	}
	license := entities[id(root["license"])]
	for _, p := range []string{"name", "description"} {
		if s, _ := license[p].(string); s == "" {
			t.Errorf("the licence has no %s", p)
		}
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if ref := id(v); len(v) == 1 && ref != "" && !strings.HasPrefix(ref, "https://w3id.org/") && entities[ref] == nil {
				t.Errorf("%s is named and not described", ref)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	for _, e := range crate.Graph {
		walk(map[string]any(e))
	}
	if parts, _ := root["hasPart"].([]any); len(parts) < 20 {
		t.Errorf("%d parts", len(parts))
	}
}
