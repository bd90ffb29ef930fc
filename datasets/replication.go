package datasets

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ReplicationName is the file beside a collected study's answers that says whether
// the server repeats itself.
const ReplicationName = "replicate.json"

// Replication says how often a server changed its answer to the same request with
// the same seed, asked one at a time and then many at a time.
type Replication struct {
	Model       string `json:"model"`
	Questions   int    `json:"questions"`   // asked twice with an answer both times
	Concurrency [2]int `json:"concurrency"` // of the first and of the second time
	Text        int    `json:"text"`        // texts that differ
	Option      int    `json:"option"`      // options that differ, a missing one with them
	Unanswered  int    `json:"unanswered"`  // without an answer one time or the other
}

// readReplication reads what a study's server was found to repeat; ok is false
// where it was not asked. A file without a model is of the study's.
func readReplication(from fs.FS, path string) (r Replication, ok bool, err error) {
	file, err := openIn(from, path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, false, nil
	}
	if err != nil {
		return r, false, err
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, 1<<20))
	if err != nil {
		return r, false, err
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, false, fmt.Errorf("%s: not what a replication found: %w", path, err)
	}
	for _, n := range []int{r.Text, r.Option} {
		if r.Questions < 1 || n < 0 || n > r.Questions {
			return r, false, fmt.Errorf("%s: %d changes of %d questions cannot be; run inertia collect --replicate again", path, n, r.Questions)
		}
	}
	return r, true, nil
}

// addReplications reads what lies beside the answers in the folders named. One that
// cannot be read is a notice.
func (ds *Dataset) addReplications(from fs.FS, folders []string) error {
	for _, f := range folders {
		path := filepath.Join(f, ReplicationName)
		if from != nil {
			path = filepath.ToSlash(path) // as io/fs wants it
		} else if st, err := os.Stat(f); err != nil || !st.IsDir() {
			continue // a file of answers
		}
		r, ok, err := readReplication(from, path)
		if err != nil {
			ds.Notices = append(ds.Notices, err.Error()+": left out")
		}
		if !ok {
			continue
		}
		in, err := readInputFile(from, path, ReplicationName)
		if err != nil {
			return err
		}
		ds.Files, ds.Replications = append(ds.Files, in), append(ds.Replications, r)
	}
	return nil
}
