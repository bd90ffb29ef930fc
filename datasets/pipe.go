package datasets

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
)

// pipe is answers that come through a pipe: they can be read once, so that what the
// header is found in is kept for the reading.
type pipe struct {
	body   io.Reader // decompressed
	head   bytes.Buffer
	opened int
	sum    hash.Hash
	bytes  int64
}

// isPipe reports whether a path is no file that can be read again.
func isPipe(path string) bool {
	st, err := os.Stat(path)
	return err == nil && !st.Mode().IsRegular() && !st.IsDir()
}

// openPipe finds out from the first bytes what comes through. Parquet needs its end
// first, so it is taken into a passing file.
func (f *longFile) openPipe() error {
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	f.name = "stdin"
	if f.path != stdin {
		f.name = f.path
	}
	f.model = f.name
	p := &pipe{sum: sha256.New()}
	raw := bufio.NewReaderSize(io.TeeReader(f.progress.of(file), p), 1<<16)
	magic, err := raw.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	compression := ""
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		compression = "gz"
	case bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		compression = "zst"
	case string(magic) == "PAR1":
		f.format, f.pipe = "parquet", p
		return f.spool(raw)
	}
	z, err := decompress(raw, compression)
	if err != nil {
		return err
	}
	body := bufio.NewReaderSize(z, 1<<16)
	f.format, f.pipe = "csv", p
	if first, _ := body.Peek(1); string(first) == "{" {
		f.format = "jsonl"
	}
	p.body = body
	return nil
}

// spool takes a pipe into a file that is gone when the program ends.
func (f *longFile) spool(r io.Reader) error {
	file, err := os.CreateTemp("", "inertia-*.parquet")
	if err != nil {
		return err
	}
	if err := os.Remove(file.Name()); err != nil {
		return err
	}
	if _, err := io.Copy(file, r); err != nil {
		return err
	}
	f.spooled = file
	f.path = fmt.Sprintf("/dev/fd/%d", file.Fd())
	return nil
}

// Write takes up what is read, for the sum.
func (p *pipe) Write(b []byte) (int, error) {
	p.bytes += int64(len(b))
	return p.sum.Write(b)
}

// open gives the text from its beginning: once for the header, once for the rows.
func (p *pipe) open() (io.Reader, error) {
	switch p.opened++; p.opened {
	case 1:
		return io.TeeReader(p.body, &p.head), nil
	case 2:
		return io.MultiReader(&p.head, p.body), nil
	}
	return nil, errReadOnce
}

var errReadOnce = errors.New("a pipe can be read once, and this needs the answers again; save them to a file and name that")

// readOnce is an error when the rows of a pipe are gone.
func (f *longFile) readOnce() error {
	if f.pipe != nil && f.spooled == nil && f.pipe.opened > 1 {
		return fmt.Errorf("%s: %w", f.name, errReadOnce)
	}
	return nil
}

// describe is the input as the manifest names it, known once it has been read.
func (p *pipe) describe(name string) File {
	return File{Name: name, SHA256: hex.EncodeToString(p.sum.Sum(nil)), Bytes: p.bytes}
}
