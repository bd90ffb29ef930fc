package collect

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// LedgerName is the file of answers in a study's folder.
const LedgerName = "answers.jsonl"

// syncEvery is how long an answer may wait to reach the disk itself. A process that
// is killed loses nothing; a machine that loses power, this much.
const syncEvery = time.Second

// usualLine is how long a line is at least, most often: an answer of one letter.
const usualLine = 290

// storage is what a ledger needs of a file.
type storage interface {
	io.Writer
	io.ReaderAt
	Sync() error
	Truncate(size int64) error
	Close() error
}

// Ledger is the append-only file of a study's answers. An answer counts once its
// line is written; a line that is whole is never touched again.
type Ledger struct {
	path string
	file storage

	mu     sync.Mutex
	end    int64 // of the whole lines
	dirty  bool
	failed error // what ended the writing
	done   keySet
	places map[Key]place // of answers that are the history of a dialogue
	used   Usage
	// Notices tell what was mended or left alone on opening.
	Notices []string

	stop, stopped chan struct{}
}

// Usage is how many tokens were read and written.
type Usage struct {
	Answers, Prompt, Completion int
}

// place is where a line lies.
type place struct {
	at   int64
	size int32
}

// OpenLedger opens, or begins, the ledger in a folder: it locks it, reads back what
// was answered and mends a last line that was torn. Close it.
func OpenLedger(dir string) (*Ledger, error) { return openLedger(filepath.Join(dir, LedgerName)) }

func openLedger(path string) (*Ledger, error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	file, err := openLocked(path)
	if errors.Is(err, errLocked) {
		return nil, fmt.Errorf("%s: another run is writing this study; wait until it has ended, or give another folder", dir)
	}
	if err != nil {
		return nil, err
	}
	l := newLedger(path, file)
	if st, err := file.Stat(); err == nil {
		l.done.reserve(int(st.Size() / usualLine))
	}
	if err := l.readBack(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	go l.syncing()
	return l, nil
}

func newLedger(path string, file storage) *Ledger {
	return &Ledger{path: path, file: file, places: map[Key]place{}, stop: make(chan struct{}), stopped: make(chan struct{})}
}

// Has reports whether a question was answered.
func (l *Ledger) Has(k Key) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.done.has(k)
}

// Len is the number of answers.
func (l *Ledger) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.done.n
}

// expect makes room for n answers in all.
func (l *Ledger) expect(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done.reserve(n)
}

// Used is what the answers cost in tokens.
func (l *Ledger) Used() Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.used
}

// Append writes a line in one write; when it returns nil, the answer counts. A
// question that was answered already is left as it is.
func (l *Ledger) Append(k Key, line []byte, u Usage, dialogue bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed != nil {
		return l.failed
	}
	if l.done.has(k) {
		return nil
	}
	n, err := l.file.Write(line)
	if err == nil && n < len(line) {
		err = io.ErrShortWrite
	}
	if err != nil {
		l.failed = fmt.Errorf("%s: %w; the %d answers in it are whole: make room, then run the same command again to go on", l.path, errors.Join(err, l.cut(n)), l.done.n)
		return l.failed
	}
	if dialogue {
		l.places[k] = place{l.end, int32(len(line))}
	}
	l.end += int64(n)
	l.dirty = true
	l.done.add(k)
	l.used.add(u)
	return nil
}

// cut takes away the part of a line that was written. Where that cannot be done,
// the next opening does it.
func (l *Ledger) cut(written int) error {
	if written == 0 {
		return nil
	}
	return l.file.Truncate(l.end)
}

// Line reads an answer's line again.
func (l *Ledger) Line(k Key) ([]byte, error) {
	l.mu.Lock()
	at, ok := l.places[k]
	l.mu.Unlock()
	if !ok {
		return nil, fmt.Errorf("%s: no answer with the request %s", l.path, k)
	}
	line := make([]byte, at.size)
	_, err := l.file.ReadAt(line, at.at)
	return line, err
}

// syncing brings lines to the disk itself once a second.
func (l *Ledger) syncing() {
	defer close(l.stopped)
	tick := time.NewTicker(syncEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			l.sync()
		case <-l.stop:
			return
		}
	}
}

// sync does not hold up those who write.
func (l *Ledger) sync() {
	l.mu.Lock()
	dirty := l.dirty
	l.dirty = false
	l.mu.Unlock()
	if !dirty {
		return
	}
	if err := l.file.Sync(); err != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.failed == nil {
			l.failed = fmt.Errorf("%s: %w; the last second's answers may be lost: check the disk, then run the same command again to go on", l.path, err)
		}
	}
}

// Err is what ended the writing, nil while it goes on.
func (l *Ledger) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failed
}

// Close brings everything to the disk and gives the lock back.
func (l *Ledger) Close() error {
	close(l.stop)
	<-l.stopped
	l.sync()
	return errors.Join(l.Err(), l.file.Close())
}

func (u *Usage) add(v Usage) {
	u.Answers += v.Answers
	u.Prompt += v.Prompt
	u.Completion += v.Completion
}
