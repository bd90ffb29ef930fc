package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Interrupted in the middle of reading or writing, the program ends within a second
// and leaves nothing.
func TestInterruptLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "a.csv")
	rows := strings.Repeat("p,mfq30-01,3\n", 3_000_000)
	if err := os.WriteFile(data, []byte("persona,item,option\n"+rows), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"convert", "tally", "report"} {
		out := filepath.Join(dir, "out")
		if err := os.Mkdir(out, 0o755); err != nil {
			t.Fatal(err)
		}
		args := []string{command, data, "-o", filepath.Join(out, "b.csv")}
		if command == "report" {
			args = []string{command, data, "--out", filepath.Join(out, "b")}
		}
		ctx, cancel := context.WithCancel(context.Background())
		var interrupted time.Time
		time.AfterFunc(30*time.Millisecond, func() { interrupted = time.Now(); cancel() })
		code := run(ctx, args, io.Discard, io.Discard)
		if took := time.Since(interrupted); code != exitInterrupted || took > time.Second {
			t.Errorf("%s: exit code %d, %v after the interrupt", command, code, took)
		}
		left, err := os.ReadDir(out)
		if err != nil || len(left) > 0 {
			t.Errorf("%s: %d left behind, %v", command, len(left), err)
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
}
