//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"inertia/roleplay/collect"
	"inertia/roleplay/mockserver"
)

// programFolder holds the program, once it has been built.
var programFolder string

// program builds the program, once, to be run in processes of its own.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "inertia-program-")
	if err != nil {
		return "", err
	}
	programFolder = dir
	path := filepath.Join(dir, "inertia")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, os.Chmod(dir, 0o755)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if programFolder != "" {
		os.RemoveAll(programFolder)
	}
	os.Exit(code)
}

// process prepares the program with its standard error kept.
func process(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	return cmd, &stderr
}

// large is a study that takes seconds to report.
func large(t *testing.T) string {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	b.WriteString("model,seed,persona,item,option\n")
	for m := range 4 {
		for p := range 3000 {
			for i := range 30 {
				if i+1 != 6 && i+1 != 22 {
					fmt.Fprintf(&b, "m%d,1,%d,mfq30-%02d,%d\n", m, p, i+1, 1+rng.IntN(6))
				}
			}
		}
	}
	return file(t, "large.csv", b.String())
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

// exitOf is the exit code, 128 + its number for a signal, as a shell gives it.
func exitOf(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return exitDone
	case !errors.As(err, &exit):
		t.Fatal(err)
	case exit.Sys().(syscall.WaitStatus).Signaled():
		return 128 + int(exit.Sys().(syscall.WaitStatus).Signal())
	}
	return exit.ExitCode()
}

// interruptAfter starts the program and sends it SIGINT, so many times; it tells how
// long after the first the program went on. ran is false where it had ended by then.
func interruptAfter(t *testing.T, cmd *exec.Cmd, wait time.Duration, times int) (code int, took time.Duration, ran bool) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return exitOf(t, err), 0, false
	case <-time.After(wait):
	}
	sent := time.Now()
	for range times {
		cmd.Process.Signal(os.Interrupt) // it may have ended with the one before
		time.Sleep(time.Millisecond)
	}
	err := <-ended
	return exitOf(t, err), time.Since(sent), true
}

// Ctrl-C, once or twice, while a report is made, or a tally, converted or made-up answers are written: the
// program ends within a second, and what was there before is there still, and nothing else.
func TestInterruptedProcess(t *testing.T) {
	data := large(t)
	interrupted := map[string]bool{}
	for _, times := range []int{1, 2} {
		for _, wait := range []time.Duration{20 * time.Millisecond, 60 * time.Millisecond, 300 * time.Millisecond, 400 * time.Millisecond, 700 * time.Millisecond} {
			dir := t.TempDir()
			args := []string{"report", data, "--out", filepath.Join(dir, "out")}
			switch {
			case wait < 50*time.Millisecond:
				args = []string{"tally", data, "-o", filepath.Join(dir, "out.parquet")}
			case wait < 100*time.Millisecond:
				args = []string{"convert", data, "-o", filepath.Join(dir, "out.parquet")}
			case wait < 400*time.Millisecond:
				args = []string{"simulate", "--personas", "5000", "-o", filepath.Join(dir, "out.csv")}
			}
			cmd, stderr := process(t, args...)
			code, took, ran := interruptAfter(t, cmd, wait, times)
			if ran && code == exitDone && took < time.Second { // its file or folder was in place already
				ran = !strings.HasPrefix(names(t, dir), "out")
			}
			if !ran {
				t.Logf("%s was done within %v", args[0], wait)
				continue
			}
			interrupted[args[0]] = true
			if code != exitInterrupted || took > time.Second {
				t.Errorf("%s, %d interrupts after %v: exit code %d, %v later: %s", args[0], times, wait, code, took, stderr)
			}
			if left := names(t, dir); left != "" && times == 1 { // a second one ends the program at once
				t.Errorf("%s, interrupted after %v: left %s", args[0], wait, left)
			}
			if left := names(t, dir); strings.Contains(" "+left, " out") {
				t.Errorf("%s, interrupted after %v: there is %s", args[0], wait, left)
			}
		}
	}
	if len(interrupted) < 4 {
		t.Errorf("only %v were interrupted before they were done", interrupted)
	}
}

// Interrupted while it replaces an older report or tally, the older one stays.
func TestInterruptKeepsWhatWasThere(t *testing.T) {
	data := large(t)
	dir := t.TempDir()
	older := filepath.Join(dir, "out.csv")
	if err := os.WriteFile(older, []byte("older\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, wait := range []time.Duration{5, 15, 30, 60, 120} {
		cmd, _ := process(t, "tally", data, "-o", older)
		if code, _, ran := interruptAfter(t, cmd, wait*time.Millisecond, 1); !ran || code == exitDone {
			break // whole
		}
		if raw, err := os.ReadFile(older); err != nil || string(raw) != "older\n" || names(t, dir) != "out.csv" {
			t.Fatalf("after %d ms: %.40q, %v, %s", wait, raw, err, names(t, dir))
		}
	}
}

func TestInterruptedCollecting(t *testing.T) {
	s, out := mock(t, mockserver.Options{Latency: 30 * time.Millisecond}), filepath.Join(t.TempDir(), "study")
	cmd, stderr := process(t, asking(s.URL(), out)...)
	code, took, ran := interruptAfter(t, cmd, 400*time.Millisecond, 1)
	if !ran || code != exitInterrupted || took > time.Second || !strings.Contains(stderr.String(), "run the same command again to go on") {
		t.Fatalf("ran %t, exit code %d, %v later: %s", ran, code, took, stderr)
	}
	raw, err := os.ReadFile(filepath.Join(out, collect.LedgerName))
	if err != nil || len(raw) == 0 || raw[len(raw)-1] != '\n' {
		t.Fatalf("the ledger: %d bytes, %v", len(raw), err)
	}
	if _, errs, code := inertia(t, asking(s.URL(), out)...); code != exitDone || s.AnsweredAgain() > 0 {
		t.Errorf("then exit code %d, %d asked again: %s", code, s.AnsweredAgain(), errs)
	}
}

// Two runs into one folder at once: both end well, and one whole report is there.
func TestTwoReportsIntoOneFolder(t *testing.T) {
	data, dir := small(t), t.TempDir()
	out := filepath.Join(dir, "out")
	var all sync.WaitGroup
	for range 2 {
		cmd, stderr := process(t, "report", data, "--out", out, "--formats", "md", "--resamples", "50")
		all.Go(func() {
			if err := cmd.Run(); err != nil {
				t.Errorf("%v: %s", err, stderr)
			}
		})
	}
	all.Wait()
	if left := names(t, dir); left != "out" {
		t.Errorf("left %s", left)
	}
	one := filepath.Join(dir, "one")
	if _, errs, code := inertia(t, "report", data, "--out", one, "--formats", "md", "--resamples", "50"); code != exitDone {
		t.Fatal(errs)
	}
	if diff, err := exec.Command("diff", "-r", one, out).CombinedOutput(); err != nil {
		t.Errorf("not the report of one run: %v\n%.500s", err, diff)
	}
}

// On a disk that is full (here: files bounded in size) the older file stays, and the
// message says which file and why.
func TestFullDisk(t *testing.T) {
	data, dir := large(t), t.TempDir()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	older := filepath.Join(dir, "out.csv")
	if err := os.WriteFile(older, []byte("older\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"tally", data, "-o", older}, {"convert", data, "-o", older}, {"report", data, "--out", filepath.Join(dir, "report"), "--resamples", "20", "--formats", "md"}} {
		cmd := exec.Command("sh", append([]string{"-c", `ulimit -f 8 && exec "$@"`, "sh", path}, args...)...)
		said, err := cmd.CombinedOutput()
		if code := exitOf(t, err); code != exitFailed || !strings.Contains(string(said), "cannot write "+filepath.Join(dir, "")) ||
			!strings.HasSuffix(string(said), ": file too large; what was there before is there still\n") {
			t.Errorf("%s: exit code %d: %s", args[0], code, said)
		}
		if raw, err := os.ReadFile(older); err != nil || string(raw) != "older\n" || names(t, dir) != "out.csv" {
			t.Errorf("%s: %.40q, %v, %s", args[0], raw, err, names(t, dir))
		}
	}
}

// A folder that may not be written to.
func TestReadOnlyFolder(t *testing.T) {
	data, dir := small(t), filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	older := filepath.Join(dir, "out.csv")
	if err := os.WriteFile(older, []byte("older\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	if err := os.Chmod(filepath.Dir(filepath.Dir(dir)), 0o755); err != nil { // the test's folders may be looked into
		t.Fatal(err)
	}
	for _, args := range [][]string{{"tally", data, "-o", older}, {"report", data, "--out", filepath.Join(dir, "report"), "--resamples", "20", "--formats", "md"}} {
		cmd, stderr := process(t, args...)
		if os.Geteuid() == 0 { // who may write everywhere
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		if code := exitOf(t, cmd.Run()); code != exitFailed || !strings.Contains(stderr.String(), "permission denied") || !strings.Contains(stderr.String(), dir) {
			t.Errorf("%s: exit code %d: %s", args[0], code, stderr)
		}
		if raw, err := os.ReadFile(older); err != nil || string(raw) != "older\n" || names(t, dir) != "out.csv" {
			t.Errorf("%s: %.40q, %v, %s", args[0], raw, err, names(t, dir))
		}
	}
}
