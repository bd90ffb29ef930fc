package datasets

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// writeAtomically writes a file under a passing name in the same folder and gives
// it its final name when it is whole; on an error nothing is left.
func writeAtomically(path string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: the folder %s is not there; make it first", path, filepath.Dir(path))
	}
	if err != nil {
		return err
	}
	defer Unfinished(file.Name())()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	if err := errors.Join(write(file), file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// unfinished are files and folders under passing names.
var unfinished = struct {
	sync.Mutex
	paths map[string]bool
}{paths: map[string]bool{}}

// Unfinished notes a file or folder under a passing name, until what it returns is
// called.
func Unfinished(path string) (done func()) {
	unfinished.Lock()
	defer unfinished.Unlock()
	unfinished.paths[path] = true
	return func() {
		unfinished.Lock()
		defer unfinished.Unlock()
		delete(unfinished.paths, path)
	}
}

// RemoveUnfinished removes what is half-written, when the program ends before it is
// whole.
func RemoveUnfinished() {
	unfinished.Lock()
	defer unfinished.Unlock()
	for path := range unfinished.paths {
		os.RemoveAll(path) // nothing can be done about what stays
	}
}
