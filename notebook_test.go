package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// lesson is a notebook with a parameter, in a folder of its own.
func lesson(t *testing.T, code string) string {
	t.Helper()
	quoted := strings.ReplaceAll(strings.ReplaceAll(code, `"`, `\"`), "\n", `\n`)
	return file(t, "lesson.ipynb", `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A lesson"},
{"cell_type": "code", "id": "b", "metadata": {"tags": ["parameters"]}, "execution_count": null, "outputs": [], "source": "var data = \"bundled\""},
{"cell_type": "code", "id": "c", "metadata": {}, "execution_count": null, "outputs": [], "source": "`+quoted+`"}]}`)
}

func TestNotebookWrongUse(t *testing.T) {
	path := lesson(t, "%%")
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"unknown command", []string{"notebook", "walk"}, exitUsage, `unknown command "walk"; known is run`},
		{"no notebook", []string{"notebook", "run"}, exitUsage, "needs a NOTEBOOK"},
		{"format", []string{"notebook", "run", path, "--format", "pdf"}, exitUsage, "--format pdf: known are ipynb, html, md"},
		{"timeout", []string{"notebook", "run", path, "--timeout", "-1s"}, exitUsage, "--timeout -1s"},
		{"setting", []string{"notebook", "run", path, "--set", "data"}, exitUsage, `--set "data" is not name=value`},
		{"same name", []string{"notebook", "run", path, lesson(t, "%%")}, exitUsage, "would be written to the same place"},
		{"over itself", []string{"notebook", "run", path, "--out", filepath.Dir(path)}, exitUsage, "would overwrite"},
		{"not there", []string{"notebook", "run", "nowhere.ipynb"}, exitFailed, "nowhere.ipynb: not there; check the path"},
		{"no notebook file", []string{"notebook", "run", file(t, "x.ipynb", "x")}, exitFailed, "x.ipynb: not a notebook: line 1"},
		{"unknown parameter", []string{"notebook", "run", path, "--set", "dta=x"}, exitFailed, "lesson.ipynb: dta is no parameter; known are data"},
		{"no clone", []string{"notebook", "--clone", t.TempDir()}, exitFailed, "in no clone of inertia"},
	} {
		out, errs, code := inertia(t, c.args...)
		if code != c.code || !strings.Contains(errs, c.want) || out != "" {
			t.Errorf("%s: exit %d, %q, %q does not say %q", c.name, code, out, errs, c.want)
		}
	}
}

// A program that stands somewhere else says what it needs.
func TestNotebookOutsideAClone(t *testing.T) {
	path := lesson(t, "%%")
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"notebook"}, {"notebook", "run", path}} {
		_, errs, code := inertia(t, args...)
		if code != exitFailed || !strings.Contains(errs, "run this inside a clone, or name one with --clone FOLDER") {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}

func TestNotebookRun(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	path := lesson(t, "%%\nfmt.Println(\"data is\", data)")
	stdout, errs, code := inertia(t, "notebook", "run", path, "--set", "data=answers.csv", "--out", out, "--format", "ipynb,html,md")
	if code != exitDone || !strings.Contains(stdout, "lesson.html") || !strings.Contains(stdout, "3 cells in") {
		t.Fatalf("exit %d, %q, %q", code, stdout, errs)
	}
	for _, name := range []string{"lesson.ipynb", "lesson.html", "lesson.md"} {
		raw, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || !bytes.Contains(raw, []byte("data is answers.csv")) {
			t.Errorf("%s: %v, or its output is missing", name, err)
		}
	}
}

// A cell that fails ends the run with a message, and nothing is written.
func TestNotebookRunFails(t *testing.T) {
	hanging := file(t, "hanging.ipynb", `{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}, "source": "!sleep 600"}]}`)
	for _, c := range []struct{ name, path, timeout, want string }{
		{"error", lesson(t, "%%\nfmt.Println(dta)"), "5m", "lesson.ipynb, cell 3 (fmt.Println(dta)): line 2: undefined: dta"},
		{"hangs", hanging, "1s", "hanging.ipynb, cell 1 (!sleep 600): stopped, since it ran longer than 1s"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		stdout, errs, code := inertia(t, "notebook", "run", c.path, "--clone", ".", "--out", out, "--timeout", c.timeout)
		if code != exitFailed || stdout != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit %d, %q, %q does not say %q", c.name, code, stdout, errs, c.want)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: something was written", c.name)
		}
	}
}

func TestNotebookRunInterrupted(t *testing.T) {
	ctx, interrupt := context.WithCancel(context.Background())
	time.AfterFunc(3*time.Second, interrupt)
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	code := run(ctx, []string{"notebook", "run", lesson(t, "!sleep 600"), "--out", out}, &stdout, &stderr)
	if code != exitInterrupted || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
}
