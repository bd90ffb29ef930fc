package datasets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const oneAnswer = "persona,item,option\n,mfq30-01,3\n1,mfq30-01,4\n"

// What a collected study found about its server comes with the answers of its folder,
// and is an input of its own.
func TestReplicationBesideAnswers(t *testing.T) {
	for _, c := range []struct{ name, found, notice string }{
		{"whole", `{"model":"m","questions":50,"concurrency":[1,64],"text":4,"option":2,"unanswered":1}`, ""},
		{"cut off", `{"model":"m","ques`, "not what a replication found"},
		{"more changes than questions", `{"model":"m","questions":5,"concurrency":[1,64],"text":6}`, "6 changes of 5 questions"},
		{"no questions", `{"model":"m"}`, "of 0 questions"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"answers.csv": oneAnswer, ReplicationName: c.found} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		ds, err := Open([]string{dir}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		notices := strings.Join(ds.Notices, "\n")
		if c.notice == "" {
			if want := (Replication{"m", 50, [2]int{1, 64}, 4, 2, 1}); len(ds.Replications) != 1 || ds.Replications[0] != want || len(ds.Files) != 2 {
				t.Errorf("%s: %+v, %d files", c.name, ds.Replications, len(ds.Files))
			}
		} else if len(ds.Replications) != 0 || !strings.Contains(notices, c.notice) {
			t.Errorf("%s: %+v, notices %q", c.name, ds.Replications, notices)
		}
	}
}
