package collect

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"inertia/roleplay"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// longestLine bounds what is kept of one line.
const longestLine = 16 << 20

// readBack reads the lines of earlier runs. What follows the last whole line is cut
// off; a line in the middle that is none of ours is left alone, with a notice.
func (l *Ledger) readBack(file io.ReaderAt) error {
	body := bufio.NewReaderSize(io.NewSectionReader(file, 0, 1<<62), 1<<18)
	var last lastLine
	foreign, first, n := 0, 0, 0
	for {
		line, size, err := readLine(body)
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s: %w", l.path, err)
		}
		k, ok := lineKey(line)
		// A zero byte is a page that never reached the disk.
		if err == io.EOF || !ok && bytes.IndexByte(line, 0) >= 0 {
			if foreign > 0 {
				l.notice("%s:%d: %d lines were not written by this program: left as they are", filepath.Base(l.path), first, foreign)
			}
			return l.mend(size, last)
		}
		n++
		last = lastLine{text: last.text[:0]}
		if ok {
			last = lastLine{k, l.end, append(last.text, line...)}
			l.take(k, line, l.end)
		} else if foreign++; foreign == 1 {
			first = n
		}
		l.end += size
	}
}

// lastLine is the last of our lines, unless another's follows it.
type lastLine struct {
	key  Key
	at   int64
	text []byte
}

func (l *Ledger) notice(format string, args ...any) {
	l.Notices = append(l.Notices, fmt.Sprintf(format, args...))
}

// readLine gives the next line with its line break, io.EOF with what is left of one.
// Of a line that is too long only the beginning is kept.
func readLine(body *bufio.Reader) (line []byte, size int64, err error) {
	for {
		piece, err := body.ReadSlice('\n')
		size += int64(len(piece))
		if errors.Is(err, bufio.ErrBufferFull) || err == nil && line != nil {
			if len(line) < longestLine {
				line = append(line, piece...)
			}
			if err == nil {
				return line, size, nil
			}
			continue
		}
		return piece, size, err
	}
}

// take remembers a line.
func (l *Ledger) take(k Key, line []byte, at int64) {
	if !l.done.add(k) {
		return
	}
	l.used.add(lineUsage(line))
	if bytes.Contains(line[:min(len(line), 512)], []byte(`"variant":"`+roleplay.VariantItemsShuffled+`"`)) {
		l.places[k] = place{at, int32(len(line))}
	}
}

func lineUsage(line []byte) Usage {
	return Usage{1, lineWhole(line, `"prompt_tokens":`), lineWhole(line, `"completion_tokens":`)}
}

// mend cuts off what a run that was killed left of its last line: left bytes behind
// the last line break, or a line that only looks whole.
func (l *Ledger) mend(left int64, last lastLine) error {
	if len(last.text) > 0 && !json.Valid(last.text) {
		u := lineUsage(last.text)
		l.used.add(Usage{-u.Answers, -u.Prompt, -u.Completion})
		l.done.remove(last.key)
		delete(l.places, last.key)
		l.end, left = last.at, left+int64(len(last.text))
	}
	if left == 0 {
		return nil
	}
	l.notice("%s: %d answers found; what was left of a torn line after them was cut off", filepath.Base(l.path), l.done.n)
	return l.file.Truncate(l.end)
}

// ledgerUsage reads what a folder's answers used, without a lock; nothing where
// there are none.
func ledgerUsage(dir string) (Usage, error) {
	file, err := os.Open(filepath.Join(dir, LedgerName))
	if errors.Is(err, fs.ErrNotExist) {
		return Usage{}, nil
	}
	if err != nil {
		return Usage{}, err
	}
	defer file.Close()
	var u Usage
	body := bufio.NewReaderSize(file, 1<<18)
	for {
		line, _, err := readLine(body)
		if err == io.EOF {
			return u, nil
		}
		if err != nil {
			return u, err
		}
		if _, ok := lineKey(line); ok {
			u.add(lineUsage(line))
		}
	}
}
