package collect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"inertia/datasets"
	"inertia/roleplay/answer"
)

// reparseStudy is a folder with three answers, of which one was read wrongly.
func reparseStudy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	mfq, _ := datasets.InstrumentByID("mfq30")
	s := &Study{Model: "m", Seeds: []int64{1}, Personas: 1, Instruments: []*datasets.Instrument{mfq}}
	if err := s.write(dir); err != nil {
		t.Fatal(err)
	}
	var b []byte
	for i, c := range []struct {
		text    string
		option  int
		missing datasets.Missing
	}{{"C", 3, ""}, {`I say "not A", but: Final answer: D`, 0, datasets.Unparsed}, {"cut", 0, datasets.Truncated}} {
		r := datasets.Response{Model: `m","option":9,"text":"`, Variant: "default", Item: mfq.Scored()[i], Repeat: 1, Text: c.text, Option: c.option, Missing: c.missing, At: time.Unix(0, 0), Request: strings.Repeat("0", 31) + string(rune('1'+i))}
		b = appendLine(b, &r, []int{1, 2, 3, 4, 5, 6}, 0)
	}
	if err := os.WriteFile(filepath.Join(dir, LedgerName), b, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Only the reading of the line that was read wrongly changes; a second run changes
// nothing; a trial run writes nothing.
func TestReparse(t *testing.T) {
	dir := reparseStudy(t)
	path := filepath.Join(dir, LedgerName)
	before, _ := os.ReadFile(path)
	for _, dry := range []bool{true, false} {
		r, err := Reparse(dir, answer.Read, dry)
		if err != nil {
			t.Fatal(err)
		}
		if r.Answers != 3 || r.Changed != 1 || r.Table[2][2] != 1 || r.Table[6][3] != 1 {
			t.Errorf("dry %v: %+v", dry, r)
		}
		after, _ := os.ReadFile(path)
		if dry && string(after) != string(before) {
			t.Error("a trial run wrote")
		}
	}
	after, _ := os.ReadFile(path)
	want := strings.Replace(string(before), `,"option":null,"missing":"unparsed","text":"I say`, `,"option":4,"missing":"","text":"I say`, 1)
	if string(after) != want {
		t.Errorf("got\n%s\nwant\n%s", after, want)
	}
	if r, err := Reparse(dir, answer.Read, false); err != nil || r.Changed != 0 {
		t.Errorf("again: %+v, %v", r, err)
	}
}

func TestReparseSaysWhatIsWrong(t *testing.T) {
	if _, err := Reparse(t.TempDir(), answer.Read, false); err == nil || !strings.Contains(err.Error(), "no study.json") {
		t.Errorf("no study: %v", err)
	}
	dir := reparseStudy(t)
	path := filepath.Join(dir, LedgerName)
	raw, _ := os.ReadFile(path)
	if err := os.WriteFile(path, raw[:len(raw)-20], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Reparse(dir, answer.Read, false); err == nil || !strings.Contains(err.Error(), ":3:") {
		t.Errorf("a torn line: %v", err)
	}
	held, err := openLocked(path)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if _, err := Reparse(dir, answer.Read, false); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("a locked study: %v", err)
	}
}
