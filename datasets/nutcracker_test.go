package datasets

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runsOf lays out a folder as the paper's runner leaves it.
func runsOf(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, "runs", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func record(question, persona int, judged, religion string) string {
	return fmt.Sprintf(`{"question_number": %d, "persona": {"description": "p%d", "sex": "Male", "age": 40, "religious_denomination": %q}, "persona_idx": %d, "judge_interpretation": %s, "model_response": "I say"}`+"\n",
		question, persona, religion, persona, judged)
}

const judgeFolder = "judged_by_bedrock_claude3_haiku/"

func TestNutcrackerRecords(t *testing.T) {
	lines := record(1, 0, `["E"]`, "Hindu") + record(1, 1, `["None"]`, "Orthodox") + record(1, 2, `["A", "B"]`, "Hindu") + record(6, 0, `["A"]`, "Hindu") +
		"{\"question_number\": 1\n" + record(99, 0, `["A"]`, "Hindu") + record(2, 0, `["F"]`, "Hindu")
	root := runsOf(t, map[string]string{
		"persona/mfq-30_m/seed7_ppq3/" + judgeFolder + "records.jsonl": lines,
		"persona/mfq-30_m/seed7_ppq3/" + judgeFolder + "report.txt":    "not read where there are records",
		"base/mfq-30_m/" + judgeFolder + "records.jsonl":               strings.ReplaceAll(record(1, 0, `["C"]`, ""), `"persona_idx": 0, `, ""),
	})
	ds, got, bad := read(t, root, Options{})
	if ds.Layout != LayoutNutcracker || len(bad) != 2 || !strings.Contains(bad[0], "records.jsonl:5: not a record") || !strings.Contains(bad[1], ":6: question_number 99") {
		t.Errorf("layout %s, errors %q", ds.Layout, bad)
	}
	want := []struct {
		persona, item string
		option        int
		missing       Missing
	}{{"", "mfq30-01", 3, ""}, {"0", "mfq30-01", 5, ""}, {"1", "mfq30-01", 0, Unparsed}, {"2", "mfq30-01", 0, Unparsed}, {"0", "mfq30-06", 1, ""}, {"0", "mfq30-02", 6, ""}}
	if len(got) != len(want) {
		t.Fatalf("%d answers, want %d", len(got), len(want))
	}
	for i, w := range want {
		if g := got[i]; g.Persona != w.persona || g.Item != w.item || g.Option != w.option || g.Missing != w.missing || g.Model != "m" {
			t.Errorf("answer %d: %+v, want %+v", i, g, w)
		}
	}
	p := ds.Personas.Index()[PersonaKey{7, "1"}]
	if p == nil || p.Attributes["religious_denomination"] != "Orthodox" || p.Attributes["age"] != "40" {
		t.Errorf("persona 1 is %+v", p)
	}
	if strings.Join(ds.Personas.Attributes, ",") != "sex,age,religious_denomination" {
		t.Errorf("attributes %v", ds.Personas.Attributes)
	}
	if !strings.Contains(strings.Join(ds.Notices, "\n"), "those of 3 are read") {
		t.Errorf("notices %q do not say which role-plays are read", ds.Notices)
	}
}

const countsReport = "MFQ-30 Scores Report\n\nFoundation: Harm\nScore: 0.4\n\nResponse Interpretation Breakdown\n\nFoundation: Harm\n" +
	"A: Not at all relevant - 2 (1%)\nB: Not very relevant - 0 (0%)\nF: Extremely relevant - 9 (99%)\n"

func TestNutcrackerCounts(t *testing.T) {
	root := runsOf(t, map[string]string{
		"persona/mfq-30_m/seed1_ppq2/" + judgeFolder + "report.txt":   countsReport,
		"persona/mfq-30_m/seed1_ppq200/" + judgeFolder + "report.txt": countsReport,
		"persona/mfq-30_n/seed1_ppq200/" + judgeFolder + "report.txt": "cut off",
		"base/mfq-30_m/judged_by_other/report.txt":                    countsReport,
	})
	ds, err := Open([]string{root}, Options{RolePlays: 2})
	if err != nil {
		t.Fatal(err)
	}
	sum, missing, baseline := 0.0, 0.0, 0.0
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case r.Baseline():
			baseline += r.Weight()
		case r.Option == 0:
			missing += r.Weight()
		default:
			sum += r.Weight()
		}
		if !r.Baseline() && (!r.Pooled || r.Dimension == "" || r.Instrument != "mfq30") {
			t.Errorf("%+v is no count of a dimension", r)
		}
	}
	// 5 dimensions x 6 items x 2 role-plays are 60 answers, 11 of them counted. The
	// baseline has 11 in Harm, more than its 6 items, and lacks the other 24.
	if sum != 11 || missing != 49 || baseline != 11+24 {
		t.Errorf("%v counted, %v missing, %v of the baseline", sum, missing, baseline)
	}
	if fmt.Sprint(ds.RolePlays) != "[2 200]" || !strings.Contains(strings.Join(ds.Notices, "\n"), "taken from other") {
		t.Errorf("role-plays %v, notices %q", ds.RolePlays, ds.Notices)
	}
	at, err := ds.AtRolePlays(200)
	if err != nil {
		t.Fatal(err)
	}
	var bad *RowError
	for _, err := range at.Responses {
		errors.As(err, &bad)
	}
	if bad == nil || !strings.Contains(bad.Error(), "mfq-30_n") || !strings.Contains(bad.Error(), "cut off?") {
		t.Errorf("the cut-off report gives %v", bad)
	}
}

func TestNutcrackerRefuses(t *testing.T) {
	root := runsOf(t, map[string]string{"persona/mfq-30_m/seed1_ppq2/" + judgeFolder + "report.txt": countsReport, "base/mfq-30_x/" + judgeFolder + "report.txt": countsReport})
	for _, c := range []struct {
		name, want string
		o          Options
	}{
		{"other role-plays", "no runs of 7 role-plays an item; there are [2]", Options{RolePlays: 7}},
		{"other judge", `nothing judged by "me"`, Options{Judge: "me"}},
		{"no persona runs", "no persona runs", Options{Models: []string{"x"}}},
	} {
		if _, err := Open([]string{root}, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v does not say %q", c.name, err, c.want)
		}
	}
	if _, err := Open([]string{t.TempDir()}, Options{Layout: LayoutNutcracker}); err == nil || !strings.Contains(err.Error(), "no runs of the layout nutcracker") {
		t.Errorf("empty folder: %v", err)
	}
}

func TestMoralSusceptibility(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"m.csv":         "persona_id,question_id,run_index,rating,failures,response\n0,1,1,5,0,\"5\nindeed\"\n0,6,1,0,0,0\n0,21,2,-1,3,\n1,30,1,6,0,x\n1,31,1,3,0,x\n",
		"m_self.csv":    "question_id,run_index,rating,failures,response\n2,1,3,0,3\n",
		"other.csv":     "a,b\n1,2\n",
		"personas.json": `["first", "second"]`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ds, got, bad := read(t, filepath.Join(dir, "m.csv"), Options{}) // the baseline beside it is found
	if len(bad) != 2 || !strings.Contains(bad[0], "m.csv:6: rating \"6\"") || !strings.Contains(bad[1], "m.csv:7: question_id \"31\"") {
		t.Errorf("errors %q", bad)
	}
	var have []string
	for _, r := range got {
		have = append(have, fmt.Sprint(r.Model, r.Persona, r.Item, r.Repeat, r.Option, r.Missing))
	}
	if want := "m0mfq30-0116|m0mfq30-0711|m0mfq30-2320transport|mmfq30-0214"; strings.ReplaceAll(strings.Join(have, "|"), " ", "") != want {
		t.Errorf("answers %s, want %s", strings.Join(have, "|"), want)
	}
	if len(ds.Personas.Rows) != 2 || ds.Personas.Rows[1].Description != "second" {
		t.Errorf("personas %+v", ds.Personas)
	}
	ds, _, _ = read(t, dir, Options{})
	if !strings.Contains(strings.Join(ds.Notices, "\n"), "other.csv: not answers of the layout") {
		t.Errorf("notices %q", ds.Notices)
	}
}
