package wholefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write writes a file under a passing name in the same folder and gives it its final
// name when it is whole and on the disk; on an error nothing is left, and a file that
// was there stays.
func Write(path string, write func(io.Writer) error) (err error) {
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
	if err := errors.Join(write(file), file.Chmod(0o644), file.Sync(), file.Close()); err != nil {
		return Named(err, file.Name(), path)
	}
	return os.Rename(file.Name(), path)
}

// Named gives an error of writing below a passing name the name that would have been.
func Named(err error, passing, path string) error {
	var failed *fs.PathError
	if !errors.As(err, &failed) {
		return err
	}
	below, ok := strings.CutPrefix(failed.Path, passing)
	if !ok {
		return err
	}
	return fmt.Errorf("cannot write %s: %w; what was there before is there still", path+below, failed.Err)
}
