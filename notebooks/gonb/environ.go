package gonb

import (
	"os"
	"path/filepath"
	"strings"
)

// Argv is the command of a kernel that tells compile errors as text.
func (t *Tools) Argv() []string {
	return []string{filepath.Join(t.Kernel, "gonb"), "--raw_error", "--kernel", "{connection_file}"}
}

// path is a PATH that finds the programs before those of base.
func (t *Tools) path(base string) string {
	dirs := []string{t.Kernel}
	if t.Editor != "" {
		dirs = append(dirs, t.Editor)
	}
	return strings.Join(append(dirs, base, t.Go), string(os.PathListSeparator))
}

// Environ is the environment of a kernel, made from that of this program: the kernel's
// programs are on its PATH; what an outer GoNB kernel or workspace set is left out, and
// so is a -mod flag, which the workspace of a notebook does not take.
func (t *Tools) Environ(base []string) []string {
	var out []string
	path := ""
	for _, v := range base {
		name, value, _ := strings.Cut(v, "=")
		switch {
		case name == "PATH":
			path = value
		case strings.HasPrefix(name, "GONB_"), name == "GOWORK", name == "TMPDIR":
		case name == "GOFLAGS":
			if kept := withoutMod(value); kept != "" {
				out = append(out, "GOFLAGS="+kept)
			}
		default:
			out = append(out, v)
		}
	}
	return append(out, "PATH="+t.path(path))
}

func withoutMod(flags string) string {
	var kept []string
	for _, f := range strings.Fields(flags) {
		if !strings.HasPrefix(f, "-mod=") && !strings.HasPrefix(f, "--mod=") {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, " ")
}
