// Package packed makes streams smaller for PDF and PNG files. The same bytes come out on every machine, whatever Go it was built with.
package packed

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// level is that of the least size within the fast ones.
const level = 6

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
	w := writers.Get().(*zlib.Writer)
	defer writers.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	w.Write(data) // to memory
	w.Close()
	return out.Bytes()
}
