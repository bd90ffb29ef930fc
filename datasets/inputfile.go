package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
)

// readInputFile describes an input for the manifest: its name, size and sha256.
func readInputFile(path, name string) (File, error) {
	f, err := os.Open(path)
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
