package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
)

// readInputFile describes an input for the manifest: its name, size and sha256.
func readInputFile(from fs.FS, path, name string) (File, error) {
	f, err := openIn(from, path)
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return File{}, err
	}
	return File{Name: name, SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: n}, nil
}

// openIn opens a file of a file system, or of the machine where from is nil.
func openIn(from fs.FS, path string) (io.ReadCloser, error) {
	if from == nil {
		return os.Open(path)
	}
	return from.Open(path)
}
