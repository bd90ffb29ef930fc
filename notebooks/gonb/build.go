package gonb

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	gonbPackage      = "github.com/janpfeifer/gonb"
	goimportsPackage = "golang.org/x/tools/cmd/goimports"
	goplsPackage     = "golang.org/x/tools/gopls"
)

// Tools are the kernel's programs.
type Tools struct {
	Kernel string // folder of gonb and goimports
	Editor string // folder of gopls, which answers an editor; empty when it was not asked for
	Go     string // folder of the go command
}

// Options say what is built, and where it goes.
type Options struct {
	Clone  string       // the module whose go.mod pins the versions
	Cache  string       // "" = inertia/kernel in the user's cache folder
	Editor bool         // gopls too: completion and help in JupyterLab
	Say    func(string) // told before something is built, which takes a while; may be nil
}

// Build builds the programs, unless the cache has them: a program is kept under a key
// of the Go version and of the versions of every module in it. Programs that several
// processes build at the same time do not disturb each other.
func Build(ctx context.Context, o Options) (*Tools, error) {
	goCommand, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("no go command is on the PATH; GoNB compiles each cell with it: install Go from https://go.dev/dl")
	}
	if o.Cache == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil, fmt.Errorf("no cache folder for the kernel: %w", err)
		}
		o.Cache = filepath.Join(cache, "inertia", "kernel")
	}
	t := &Tools{Go: filepath.Dir(goCommand)}
	if t.Kernel, err = build(ctx, o, o.Clone, gonbPackage, goimportsPackage); err != nil {
		return nil, err
	}
	if o.Editor {
		if t.Editor, err = build(ctx, o, filepath.Join(o.Clone, "notebooks", "gonb", "gopls"), goplsPackage); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// build gives the folder with the programs of the packages as the module in dir pins
// them.
func build(ctx context.Context, o Options, dir string, packages ...string) (string, error) {
	key, err := versions(ctx, dir, packages)
	if err != nil {
		return "", err
	}
	name := filepath.Base(packages[0])
	kept := filepath.Join(o.Cache, name+"-"+key)
	if complete(kept, packages) {
		return kept, nil
	}
	if o.Say != nil {
		o.Say("building " + strings.Join(names(packages), " and ") + ", once")
	}
	if err := os.MkdirAll(o.Cache, 0o755); err != nil {
		return "", err
	}
	fresh, err := os.MkdirTemp(o.Cache, ".unfinished-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	if _, err := goCommand(ctx, dir, append([]string{"build", "-o", fresh + string(filepath.Separator)}, packages...)...); err != nil {
		return "", fmt.Errorf("%s cannot be built: %w", name, err)
	}
	if err := os.Chmod(fresh, 0o755); err != nil {
		return "", err
	}
	if err := os.Rename(fresh, kept); err != nil && !complete(kept, packages) {
		return "", err
	}
	return kept, nil
}

func names(packages []string) []string {
	var out []string
	for _, p := range packages {
		out = append(out, filepath.Base(p))
	}
	return out
}

// complete tells whether a folder has all the programs.
func complete(dir string, packages []string) bool {
	for _, n := range names(packages) {
		if st, err := os.Stat(filepath.Join(dir, n)); err != nil || !st.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// versions is a key of everything that the programs are built from.
func versions(ctx context.Context, dir string, packages []string) (string, error) {
	const perPackage = `{{with .Module}}{{.Path}}@{{.Version}}{{end}}`
	modules, err := goCommand(ctx, dir, append([]string{"list", "-deps", "-f", perPackage}, packages...)...)
	if err != nil {
		return "", fmt.Errorf("the versions of %s cannot be read: %w", filepath.Base(packages[0]), err)
	}
	version, err := goCommand(ctx, dir, "env", "GOVERSION", "GOOS", "GOARCH")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(modules, version...))
	return hex.EncodeToString(sum[:6]), nil
}

// goCommand runs go in dir and gives its standard output; its error says what go said.
func goCommand(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		if said := strings.TrimSpace(stderr.String()); said != "" {
			return nil, errors.New(said)
		}
		return nil, err
	}
	return out, nil
}
