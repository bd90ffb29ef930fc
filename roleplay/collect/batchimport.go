package collect

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"inertia/roleplay/served"
)

// BatchResults is what an import found.
type BatchResults struct {
	Answered int // taken into the study
	Had      int // answered already: left as they are
	Failed   int // the provider gave no answer: they go into the next export
	Unknown  int // of another study
	Left     int // questions without an answer now
	Notices  []string
}

// resultPlace is where a result lies.
type resultPlace struct {
	file int32
	size int32
	at   int64
}

// ImportBatch joins the results of a provider's batch with the study's questions, in
// the order of the plan, whatever the order of the results.
func ImportBatch(o Options, paths []string) (*BatchResults, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	keys, ledger, err := o.open()
	if err != nil {
		return nil, err
	}
	im := &batchImport{Options: o, ledger: ledger, keys: keys, results: map[Key]resultPlace{}}
	err = o.settle(ledger)
	if err == nil {
		err = im.all(paths)
	}
	im.close()
	return &im.found, errors.Join(err, ledger.Close())
}

type batchImport struct {
	Options
	ledger  *Ledger
	keys    *keyer
	files   []*os.File
	results map[Key]resultPlace
	found   BatchResults
}

func (im *batchImport) close() {
	for _, f := range im.files {
		_ = f.Close() // only read
	}
}

func (im *batchImport) all(paths []string) error {
	for i, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		im.files = append(im.files, file)
		if err := im.index(file, int32(i)); err != nil {
			return err
		}
	}
	for j := range im.Design.jobs(im.Shard) {
		for i := range j.questions {
			if err := im.join(&j.questions[i]); err != nil {
				return err
			}
		}
	}
	im.found.Unknown = len(im.results)
	return nil
}

// index remembers where each result lies; the last one of a question counts.
func (im *batchImport) index(file *os.File, number int32) error {
	body := bufio.NewReaderSize(file, 1<<18)
	at := int64(0)
	for n := 1; ; n++ {
		line, size, err := readLine(body)
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s: %w", file.Name(), err)
		}
		if size > 0 {
			var id struct {
				CustomID string `json:"custom_id"`
			}
			k, ok := Key{}, false
			if json.Unmarshal(line, &id) == nil {
				k, ok = parseKey([]byte(id.CustomID))
			}
			if ok {
				im.results[k] = resultPlace{number, int32(size), at}
			} else if len(line) > 1 {
				im.notice("%s:%d: not a result of this program's batch: left out", filepath.Base(file.Name()), n)
			}
		}
		at += size
		if err == io.EOF {
			return nil
		}
	}
}

// mostNotices bounds what is told of single lines.
const mostNotices = 20

func (im *batchImport) notice(format string, args ...any) {
	if len(im.found.Notices) < mostNotices {
		im.found.Notices = append(im.found.Notices, fmt.Sprintf(format, args...))
	}
}

// join takes up the result of a question, if there is one.
func (im *batchImport) join(q *question) error {
	a, err := prepare(im.Wording, im.keys, im.Design.SamplingSeed, q)
	if err != nil {
		return err
	}
	at, there := im.results[a.key]
	delete(im.results, a.key)
	switch {
	case im.ledger.Has(a.key):
		if there {
			im.found.Had++
		}
		return nil
	case !there:
		im.found.Left++
		return nil
	}
	raw := make([]byte, at.size)
	if _, err := im.files[at.file].ReadAt(raw, at.at); err != nil {
		return err
	}
	reply, err := readResult(raw)
	if err != nil {
		im.found.Failed++
		im.found.Left++
		im.notice("%s of persona %q: no answer: %v", a.Item.ID, personaID(a), err)
		return nil
	}
	answer := a.response(im.Model, reply, im.Reading)
	answer.At = now()
	line := appendLine(nil, answer, a.shown, im.columns())
	if err := im.ledger.Append(a.key, line, Usage{1, answer.PromptTokens, answer.CompletionTokens}, a.position > 0); err != nil {
		return err
	}
	im.found.Answered++
	return nil
}

func personaID(a *asked) string {
	if a.Persona == nil {
		return ""
	}
	return a.Persona.ID
}

// readResult reads one line of a provider's results.
func readResult(raw []byte) (*served.Reply, error) {
	var r struct {
		Response *struct {
			StatusCode int             `json:"status_code"`
			Body       json.RawMessage `json:"body"`
		} `json:"response"`
		Error json.RawMessage `json:"error"`
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, errors.New("the line is cut off")
	}
	switch {
	case r.Response == nil:
		return nil, served.ReadFailure(0, failureBody(r.Error))
	case len(r.Error) > 0 && string(r.Error) != "null": // vLLM names the status beside it
		return nil, served.ReadFailure(max(r.Response.StatusCode, http.StatusBadRequest), failureBody(r.Error))
	case r.Response.StatusCode != 200:
		f := served.ReadFailure(r.Response.StatusCode, r.Response.Body)
		if f.Kind == served.Filtered {
			return &served.Reply{Text: f.Message, Filtered: true}, nil
		}
		return nil, f
	}
	return served.ReadReply(r.Response.Body)
}

// failureBody is a result's error as the body of an answer would hold it: OpenAI gives
// the error itself, vLLM a text, or the whole body.
func failureBody(raw json.RawMessage) []byte {
	var whole struct {
		Error json.RawMessage `json:"error"`
	}
	switch {
	case len(raw) == 0:
		raw = json.RawMessage("null")
	case json.Unmarshal(raw, &whole) == nil && len(whole.Error) > 0:
		return raw
	}
	return []byte(`{"error":` + string(raw) + `}`)
}
