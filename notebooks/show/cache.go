package show

import (
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/janpfeifer/gonb/cache"
)

// keptFor is how long a result that nobody asks for again is kept.
const keptFor = 30 * 24 * time.Hour

// storage is GoNB's cache in the user's cache folder, so that it outlives a
// kernel; nil where there is no such folder. A result that was not used for a
// month is dropped.
var storage = sync.OnceValue(func() *cache.Storage {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	dir = filepath.Join(dir, "inertia", "notebooks")
	s, err := cache.New(dir)
	if err != nil {
		return nil
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > keptFor {
			_ = os.Remove(filepath.Join(dir, e.Name())) // an old result: it is computed again when asked for
		}
	}
	return s
})

// kept is the value made before under this key, else what compute gives, which
// is then kept. An empty key keeps nothing. A result that cannot be read or
// written, as when two kernels write at once, is computed anew.
func kept[T any](key string, compute func() (T, error)) (T, error) {
	s := storage()
	if key == "" || s == nil {
		return compute()
	}
	if value, err := load[T](s, key); err == nil {
		return value, nil
	}
	value, err := compute()
	if err != nil {
		return value, err
	}
	if s.Save(key, value) != nil {
		_ = s.ResetKey(key) // half a file would only be read in vain
	}
	return value, nil
}

func load[T any](s *cache.Storage, key string) (value T, err error) {
	r, err := s.Reader(key)
	if err != nil {
		return value, err
	}
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	if f, ok := r.(*os.File); ok && f != nil {
		now := time.Now()
		_ = os.Chtimes(f.Name(), now, now) // used: keep it another month
	}
	err = gob.NewDecoder(r).Decode(&value)
	return value, err
}

// Forget drops everything that cells have kept.
func Forget() {
	if s := storage(); s != nil {
		Check(s.Reset())
	}
}

// keyOf is a key made of everything that a result depends on, the program's own
// sources among it; empty, so that nothing is kept, where these cannot be told.
func keyOf(parts ...any) string {
	program := programStamp()
	if program == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q", program)
	for _, p := range parts {
		if p == "" {
			return "" // a part that is not known
		}
		fmt.Fprintf(h, " %q", fmt.Sprint(p))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// programStamp tells one state of the program from another by the size and time
// of its sources; empty where they are not there.
var programStamp = sync.OnceValue(func() string {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return ""
	}
	h := sha256.New()
	for _, room := range []string{"analysis", "datasets", "roleplay"} {
		if err := stampFolder(h, filepath.Join(filepath.Dir(here), "..", "..", room), false); err != nil {
			return ""
		}
	}
	return hex.EncodeToString(h.Sum(nil))
})

// stampFolder adds every file of a folder to a hash: name, size and time, and
// its content where that is wanted.
func stampFolder(h hash.Hash, dir string, content bool) error {
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		return stampFile(h, path, content)
	})
	if err == nil && files == 0 {
		return errors.New("an empty folder")
	}
	return err
}

// stampedBytes is how much of a file is read for its key; of a larger one the
// size and the time tell the rest.
const stampedBytes = 64 << 20

func stampFile(h hash.Hash, path string, content bool) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
	if !content {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(h, io.LimitReader(f, stampedBytes))
	return err
}

// stampOf tells one state of the answers in files or folders from another; the
// files that belong to one (its personas, its baseline) count too. It is empty
// where a file cannot be read.
func stampOf(paths []string) string {
	h := sha256.New()
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return ""
		}
		if abs, err := filepath.Abs(p); err == nil {
			p = abs
		}
		if info.IsDir() {
			err = stampFolder(h, p, true)
		} else {
			err = stampFile(h, p, true)
			for _, beside := range besides(p) {
				if exists(beside) {
					err = errors.Join(err, stampFile(h, beside, true))
				}
			}
		}
		if err != nil {
			return ""
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// besides are the files that are read with a file of answers.
func besides(path string) []string {
	base := strings.TrimSuffix(path, filepath.Ext(path))
	return []string{filepath.Join(filepath.Dir(path), "personas.csv"), base + "_self.csv", filepath.Join(filepath.Dir(path), "study.json")}
}
