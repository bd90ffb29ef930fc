//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package collect

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// errLocked says that another process holds the file.
var errLocked = errors.New("locked")

// openLocked opens a file to append to and locks it. The lock ends with the process,
// however it ends.
func openLocked(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return file, nil
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(errLocked, file.Close())
	}
	return nil, errors.Join(fmt.Errorf("%s: cannot be locked (%w); choose a folder on a local disk", path, err), file.Close())
}
