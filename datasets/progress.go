package datasets

import (
	"io"
	"os"
	"sync/atomic"
)

// Progress counts the bytes of files as they are read; safe to ask while they
// are.
type Progress struct {
	read, total atomic.Int64
}

// Read is how many bytes have been read, and of how many; total is 0 when that is
// not known, as of a pipe.
func (p *Progress) Read() (read, total int64) { return p.read.Load(), p.total.Load() }

func (p *Progress) add(n int64) {
	if p != nil {
		p.read.Add(n)
	}
}

// of counts what is read from r; a nil Progress counts nothing.
func (p *Progress) of(r io.Reader) io.Reader {
	if p == nil {
		return r
	}
	return countingReader{r, p}
}

type countingReader struct {
	io.Reader
	p *Progress
}

func (r countingReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	r.p.add(int64(n))
	return n, err
}

// share gives the function that counts one of n equal parts of a file.
func (p *Progress) share(path string, n int) func() {
	st, err := os.Stat(path)
	if p == nil || err != nil || n == 0 {
		return func() {}
	}
	return func() { p.add(st.Size() / int64(n)) }
}
