// Package packed makes streams smaller for PDF and PNG files, writes PNG files, and holds images of few colours for all files that show
// them. The same bytes come out on every machine, whatever Go it was built with.
package packed

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// level is a fast one: figures' files would be 1 or 2 % smaller by the slowest of the fast ones, which takes 1.6 times as long.
const level = 3

// writers are used again, since each holds a megabyte of tables.
var writers = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(io.Discard, level)
	if err != nil {
		panic(err) // the level is a known one
	}
	return w
}}

// Zlib gives data in the zlib format (RFC 1950).
func Zlib(data []byte) []byte {
	return zlibOf(func(w io.Writer) { w.Write(data) })
}

// zlibOf packs what is written, to memory.
func zlibOf(write func(io.Writer)) []byte {
	w := writers.Get().(*zlib.Writer)
	defer writers.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	write(w)
	w.Close()
	return out.Bytes()
}
