package packed

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"testing"
)

// What is packed comes out again, and the same bytes are packed the same way by a writer that was used before.
func TestZlibIsReadBack(t *testing.T) {
	noise := make([]byte, 100_000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	for name, data := range map[string][]byte{"nothing": nil, "a letter": []byte("a"), "flat": make([]byte, 1<<20), "noise": noise} {
		first := Zlib(data)
		Zlib(noise)
		if again := Zlib(data); !bytes.Equal(first, again) {
			t.Errorf("%s: packed twice, and not alike", name)
		}
		z, err := zlib.NewReader(bytes.NewReader(first))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := io.ReadAll(z)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes come back of %d, error %v", name, len(got), len(data), err)
		}
	}
}
