package datasets

import (
	"encoding/binary"
	"fmt"
	"io"
)

// checkParquetFooter reports a file that claims a footer longer than itself: the
// library would take memory for all of it first. The last eight bytes are the
// footer's length and "PAR1" (Apache Parquet, file format).
func checkParquetFooter(r io.ReaderAt, size int64) error {
	var tail [8]byte
	if size < int64(len(tail)) {
		return fmt.Errorf("%d bytes", size)
	}
	if _, err := r.ReadAt(tail[:], size-int64(len(tail))); err != nil {
		return err
	}
	if string(tail[4:]) != "PAR1" {
		return fmt.Errorf("it does not end in PAR1")
	}
	if length := int64(binary.LittleEndian.Uint32(tail[:4])); length > size-int64(len(tail)) {
		return fmt.Errorf("a footer of %d bytes in a file of %d", length, size)
	}
	return nil
}
