package collect

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"inertia/datasets"
)

func keyNumber(n int) Key {
	var k Key
	copy(k[:], fmt.Sprintf("%016d", n))
	return k
}

// lineNumber is a line with its key.
func lineNumber(n int, text string) (Key, []byte) {
	k := keyNumber(n)
	r := datasets.Response{Request: k.String(), Model: "m", Variant: "default", Item: "mfq30-01", Repeat: n, Option: 1 + n%6, Text: text,
		PromptTokens: 7, CompletionTokens: 2, At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	return k, appendLine(nil, &r, []int{1, 2, 3, 4, 5, 6}, 0)
}

func fill(t *testing.T, l *Ledger, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		k, line := lineNumber(n, "A")
		if err := l.Append(k, line, Usage{1, 7, 2}, false); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t *testing.T, dir string) *Ledger {
	t.Helper()
	l, err := OpenLedger(dir)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func contents(t *testing.T, dir string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, LedgerName))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Wherever the file was cut, the whole lines stay as they are and the rest goes.
func TestTornLineIsMended(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	fill(t, l, 0, 3)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	whole := contents(t, dir)
	two := strings.Index(whole[strings.IndexByte(whole, '\n')+1:], "\n") + strings.IndexByte(whole, '\n') + 2
	for cut := two; cut <= len(whole); cut++ {
		if err := os.WriteFile(filepath.Join(dir, LedgerName), []byte(whole[:cut]), 0o644); err != nil {
			t.Fatal(err)
		}
		l := open(t, dir)
		have, notices := l.Len(), len(l.Notices)
		fill(t, l, 0, 3)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		want := 2
		if cut == len(whole) {
			want = 3
		}
		if have != want || (notices == 0) != (cut == two || cut == len(whole)) {
			t.Errorf("cut at %d: %d answers, %d notices", cut, have, notices)
		}
		if got := contents(t, dir); got != whole {
			t.Fatalf("cut at %d: the ledger became\n%s", cut, got)
		}
	}
}

func TestReadBack(t *testing.T) {
	_, a := lineNumber(1, "A")
	_, b := lineNumber(2, `a text with "prompt_tokens":999 and "variant":"items-shuffled"`)
	for _, c := range []struct {
		name, text, left string
		have             int
		notice           string
	}{
		{"empty", "", "", 0, ""},
		{"two", string(a) + string(b), string(a) + string(b), 2, ""},
		{"torn first line", `{"req`, "", 0, "torn line"},
		{"zeros after a power cut", string(a) + "\x00\x00\x00\x00", string(a), 1, "torn line"},
		{"zeros and a line break", string(a) + "\x00\x00\n" + string(b), string(a), 1, "torn line"},
		{"only looks whole", string(a) + string(b[:60]) + "}\n", string(a), 1, "torn line"},
		{"another's line", string(a) + "{\"x\":1}\n" + string(b), string(a) + "{\"x\":1}\n" + string(b), 2, ":2: 1 lines were not written"},
		{"the same twice", string(a) + string(a), string(a) + string(a), 1, ""},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, LedgerName), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		l := open(t, dir)
		notices := strings.Join(l.Notices, "\n")
		if l.Len() != c.have || !strings.Contains(notices, c.notice) || c.notice == "" && notices != "" {
			t.Errorf("%s: %d answers, notices %q", c.name, l.Len(), notices)
		}
		if u := l.Used(); u != (Usage{c.have, 7 * c.have, 2 * c.have}) {
			t.Errorf("%s: used %+v", c.name, u)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if got := contents(t, dir); got != c.left {
			t.Errorf("%s: left %q, want %q", c.name, got, c.left)
		}
	}
}

func TestSecondRunIsRefused(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	if _, err := OpenLedger(dir); err == nil || !strings.Contains(err.Error(), "another run is writing this study") {
		t.Errorf("a second run: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
}

// full is a disk with room for a number of bytes.
type full struct {
	bytes.Buffer
	room   int
	cutTo  int64
	broken error // of Sync
}

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.room {
		n, _ := f.Buffer.Write(b[:f.room])
		f.room = 0
		return n, syscall.ENOSPC
	}
	f.room -= len(b)
	return f.Buffer.Write(b)
}
func (f *full) ReadAt(b []byte, at int64) (int, error) {
	return bytes.NewReader(f.Bytes()).ReadAt(b, at)
}
func (f *full) Truncate(n int64) error { f.cutTo = n; f.Buffer.Truncate(int(n)); return nil }
func (f *full) Sync() error            { return f.broken }
func (f *full) Close() error           { return nil }

func TestFullDiskStopsWithWholeLines(t *testing.T) {
	_, line := lineNumber(1, "A")
	for _, room := range []int{0, 1, len(line) - 1, 2*len(line) + 5} {
		f := &full{room: room}
		l := newLedger("DIR/answers.jsonl", f)
		go l.syncing()
		var err error
		n := 0
		for ; err == nil; n++ {
			k, line := lineNumber(n, "A")
			err = l.Append(k, line, Usage{}, false)
		}
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), fmt.Sprintf("the %d answers in it are whole: make room", n-1)) {
			t.Errorf("room for %d: %v", room, err)
		}
		if strings.Count(f.String(), "\n") != n-1 || f.Len() > 0 && !strings.HasSuffix(f.String(), "}\n") {
			t.Errorf("room for %d: left %q", room, f.String())
		}
		if k, line := lineNumber(99, "A"); l.Append(k, line, Usage{}, false) == nil {
			t.Errorf("room for %d: writing went on", room)
		}
		if l.Close() == nil {
			t.Errorf("room for %d: closed without an error", room)
		}
	}
}

func TestFailingDiskIsTold(t *testing.T) {
	l := newLedger("DIR/answers.jsonl", &full{room: 1 << 20, broken: io.ErrUnexpectedEOF})
	go l.syncing()
	fill(t, l, 0, 1)
	if err := l.Close(); err == nil || !strings.Contains(err.Error(), "check the disk") {
		t.Errorf("closed with %v", err)
	}
}

// The lines of a ledger are the long layout, and a folder of them is data.
func TestLinesAreTheLongLayout(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	want := datasets.Response{Request: keyNumber(1).String(), Model: `m"x`, Variant: "options-reversed", Seed: 111, Persona: "7", Item: "mfq30-01", Repeat: 2, Position: 3,
		Option: 5, Text: "B.\n<\u2028é\x1b", P: []float64{.1, 0, .2, .3, .25, .05}, POther: .1, LatencyMS: 12.3, PromptTokens: 11, CompletionTokens: 1,
		At: time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.UTC)}
	missing := datasets.Response{Request: keyNumber(2).String(), Model: `m"x`, Variant: "default", Item: "mfq30-02", Repeat: 1, Missing: datasets.Refusal, Text: "No.", At: want.At}
	for i, r := range []datasets.Response{want, missing} {
		if err := l.Append(keyNumber(i+1), appendLine(nil, &r, []int{6, 5, 4, 3, 2, 1}, 6), Usage{}, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	ds, err := datasets.Open([]string{dir}, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []datasets.Response
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		r.File, r.Line = "", 0
		got = append(got, r)
	}
	if len(got) != 2 || fmt.Sprint(got[0]) != fmt.Sprint(want) || fmt.Sprint(got[1]) != fmt.Sprint(missing) {
		t.Errorf("read\n%+v\nwant\n%+v\n%+v", got, want, missing)
	}
	if len(ds.Notices) > 0 {
		t.Errorf("notices %q", ds.Notices)
	}
}
