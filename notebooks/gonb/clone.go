package gonb

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// ErrNoClone is a place that is in no clone of inertia.
var ErrNoClone = errors.New("in no clone of inertia")

var moduleLine = regexp.MustCompile(`(?m)^module inertia\s*$`)

// FindClone gives the clone of inertia that dir is in: the nearest folder above it, or
// dir itself, that holds the module and its notebooks.
func FindClone(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		raw, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if err == nil && moduleLine.Match(raw) {
			if st, err := os.Stat(filepath.Join(at, "notebooks")); err == nil && st.IsDir() {
				return at, nil
			}
		}
		above := filepath.Dir(at)
		if above == at {
			return "", fmt.Errorf("%s is %w", dir, ErrNoClone)
		}
		at = above
	}
}
