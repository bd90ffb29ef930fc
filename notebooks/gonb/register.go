package gonb

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"inertia/datasets/wholefile"
)

// kernelName is the name that the notebooks ask Jupyter for.
const kernelName = "gonb"

// ErrOtherKernel is a kernel of that name which somebody else registered.
var ErrOtherKernel = errors.New("another kernel of the name " + kernelName + " is registered")

// kernelSpec is what Jupyter reads of a kernel.
type kernelSpec struct {
	Argv          []string          `json:"argv"`
	DisplayName   string            `json:"display_name"`
	Language      string            `json:"language"`
	InterruptMode string            `json:"interrupt_mode"`
	Env           map[string]string `json:"env"`
	Metadata      map[string]string `json:"metadata"`
}

// registeredBy marks a registration as ours.
const registeredBy = "inertia notebook"

// DataDir is the user's data folder of Jupyter, by the rules of jupyter_core:
// JUPYTER_DATA_DIR, else ~/Library/Jupyter on macOS, else jupyter in XDG_DATA_HOME or
// ~/.local/share.
func DataDir() (string, error) {
	if dir := os.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no folder to register the kernel in: %w; set JUPYTER_DATA_DIR", err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Jupyter"), nil
	}
	if data := os.Getenv("XDG_DATA_HOME"); data != "" {
		return filepath.Join(data, "jupyter"), nil
	}
	return filepath.Join(home, ".local", "share", "jupyter"), nil
}

// Register makes the kernel known to Jupyter under the data folder and gives the file
// that does it. A kernel of the same name that was not registered by us stays, with
// ErrOtherKernel, unless replace is set.
func (t *Tools) Register(dataDir string, replace bool) (string, error) {
	dir := filepath.Join(dataDir, "kernels", kernelName)
	file := filepath.Join(dir, "kernel.json")
	if raw, err := os.ReadFile(file); err == nil && !replace && !strings.Contains(string(raw), registeredBy) {
		return file, ErrOtherKernel
	}
	spec := kernelSpec{
		Argv:        []string{filepath.Join(t.Kernel, "gonb"), "--kernel", "{connection_file}"},
		DisplayName: "Go (gonb)", Language: "go", InterruptMode: "message",
		// Jupyter replaces ${PATH} by its own.
		Env:      map[string]string{"PATH": t.path("${PATH}"), "GOWORK": ""},
		Metadata: map[string]string{"registered_by": registeredBy},
	}
	raw, err := json.MarshalIndent(spec, "", "  ")
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	return file, wholefile.Write(file, func(w io.Writer) error {
		_, err := w.Write(append(raw, '\n'))
		return err
	})
}
