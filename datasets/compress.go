package datasets

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// decompress reads "gz", "zst" or plain data.
func decompress(r io.Reader, compression string) (io.ReadCloser, error) {
	switch compression {
	case "gz":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("not gzip data: %w", err)
		}
		return cutOff{z}, nil
	case "zst":
		z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(1<<30))
		if err != nil {
			return nil, fmt.Errorf("not zstd data: %w", err)
		}
		return cutOff{z.IOReadCloser()}, nil
	}
	return io.NopCloser(r), nil
}

// cutOff tells compressed data that breaks off from data that ends: both would be
// io.ErrUnexpectedEOF to a reader that asks for more than there is.
type cutOff struct{ io.ReadCloser }

func (c cutOff) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errCutOff
	}
	return n, err
}

var errCutOff = errors.New("the compressed data are cut off here, and what followed is lost; fetch or write the file again")

type nopWriteCloser struct{ io.Writer }

func (nopWriteCloser) Close() error { return nil }

// compressTo writes "gz", "zst" or plain data; the same input gives the same
// bytes.
func compressTo(w io.Writer, compression string) (io.WriteCloser, error) {
	switch compression {
	case "gz":
		return gzip.NewWriter(w), nil
	case "zst":
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	}
	return nopWriteCloser{w}, nil
}
