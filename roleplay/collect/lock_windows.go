package collect

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// errLocked says that another process holds the file.
var errLocked = errors.New("locked")

// sharingViolation is what Windows answers when a file is held.
const sharingViolation = syscall.Errno(32)

// openLocked opens a file to append to; no other process may write it meanwhile.
func openLocked(path string) (lockedFile, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return lockedFile{}, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, syscall.FILE_SHARE_READ, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return lockedFile{}, errLocked
	}
	if err != nil {
		return lockedFile{}, &os.PathError{Op: "open", Path: path, Err: err}
	}
	file := lockedFile{os.NewFile(uintptr(h), path)}
	_, err = file.Seek(0, io.SeekEnd)
	return file, err
}

// lockedFile writes at its end, also after it was cut.
type lockedFile struct{ *os.File }

// Truncate cuts the file and goes on from there.
func (f lockedFile) Truncate(size int64) error {
	if err := f.File.Truncate(size); err != nil {
		return err
	}
	_, err := f.Seek(size, io.SeekStart)
	return err
}
