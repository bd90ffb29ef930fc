package collect

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	openai "github.com/sashabaranov/go-openai"

	"inertia/datasets/wholefile"
	"inertia/roleplay"
	"inertia/roleplay/served"
)

// BatchOptions bound the files of a batch.
type BatchOptions struct {
	MostRequests int   // in one file; 50,000 when 0, as OpenAI allows
	MostBytes    int64 // of one file; 190 MB when 0: OpenAI allows 200
}

// BatchFiles is what an export wrote.
type BatchFiles struct {
	Planned, Had, Requests int
	Paths                  []string
}

// batchLine is one request of a batch file.
type batchLine struct {
	CustomID string               `json:"custom_id"`
	Method   string               `json:"method"`
	URL      openai.BatchEndpoint `json:"url"`
	Body     *served.Request      `json:"body"`
}

// batchPattern names the files of a batch in the study's folder.
const batchPattern = "batch/requests-%03d.jsonl"

// ExportBatch writes every question without an answer as a request of a provider's
// batch file, which vLLM's run-batch reads too. Files of an earlier export are
// replaced: their questions are in the new ones unless they were answered meanwhile.
func ExportBatch(o Options, b BatchOptions) (*BatchFiles, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	for _, v := range o.Design.Variants {
		if v == roleplay.VariantItemsShuffled {
			return nil, fmt.Errorf("the variant %s is a dialogue, each question needs the answer before it, and a batch asks all at once; use inertia collect for it", v)
		}
	}
	if b.MostRequests <= 0 {
		b.MostRequests = 50_000
	}
	if b.MostBytes <= 0 {
		b.MostBytes = 190_000_000
	}
	keys, ledger, err := o.open()
	if err != nil {
		return nil, err
	}
	w := &batchWriter{Options: o, bounds: b, ledger: ledger, keys: keys}
	err = o.settle(ledger)
	if err == nil {
		err = w.all()
	}
	return &w.files, errors.Join(err, ledger.Close())
}

// batchWriter writes requests into one file after another.
type batchWriter struct {
	Options
	bounds BatchOptions
	ledger *Ledger
	keys   *keyer
	files  BatchFiles
}

func (w *batchWriter) all() error {
	if err := w.removeEarlier(); err != nil {
		return err
	}
	next, stop := iter.Pull2(w.lines)
	defer stop()
	line, err, ok := next()
	for ; ok && err == nil; w.files.Paths = append(w.files.Paths, w.path()) {
		ferr := wholefile.Write(w.path(), func(out io.Writer) error {
			buffered := bufio.NewWriterSize(out, 1<<18)
			n, size := 0, int64(0)
			for ok && err == nil && n < w.bounds.MostRequests && (n == 0 || size+int64(len(line)) <= w.bounds.MostBytes) {
				if _, werr := buffered.Write(line); werr != nil {
					return werr
				}
				n, size = n+1, size+int64(len(line))
				w.files.Requests++
				line, err, ok = next()
			}
			return errors.Join(err, buffered.Flush())
		})
		if ferr != nil {
			return ferr
		}
	}
	return err
}

// path is that of the next file.
func (w *batchWriter) path() string {
	return filepath.Join(w.Dir, fmt.Sprintf(filepath.FromSlash(batchPattern), len(w.files.Paths)+1))
}

func (w *batchWriter) removeEarlier() error {
	if err := os.MkdirAll(filepath.Dir(w.path()), 0o755); err != nil {
		return err
	}
	for n := 1; ; n++ {
		err := os.Remove(filepath.Join(w.Dir, fmt.Sprintf(filepath.FromSlash(batchPattern), n)))
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// lines gives the requests for the questions that have no answer.
func (w *batchWriter) lines(yield func([]byte, error) bool) {
	for j := range w.Design.jobs(w.Shard) {
		a, err := prepare(w.Wording, w.keys, w.Design.SamplingSeed, &j.questions[0])
		if err != nil {
			yield(nil, err)
			return
		}
		if w.files.Planned++; w.ledger.Has(a.key) {
			w.files.Had++
			continue
		}
		raw, err := json.Marshal(batchLine{a.key.String(), "POST", openai.BatchEndpointChatCompletions, a.request(w.Model, w.Parameters, nil)})
		if !yield(append(raw, '\n'), err) || err != nil {
			return
		}
	}
}
