package datasets

import (
	"fmt"
	"os"
	"path/filepath"
)

// Kept is the folder of a data set of the Registry that was fetched before,
// checked by its sha256; ok is false where it is not there whole. Nothing is
// downloaded.
func Kept(name string, o FetchOptions) (path string, ok bool) {
	for _, s := range Registry() {
		if s.Name != name {
			continue
		}
		kept, err := s.folder(o)
		if err != nil || s.check(kept) != nil {
			return "", false
		}
		return filepath.Join(kept, filepath.FromSlash(s.Data)), true
	}
	return "", false
}

// folder is where the source's files are kept.
func (s *Source) folder(o FetchOptions) (string, error) {
	if o.Dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("no cache folder: %w; name one with --dir", err)
		}
		o.Dir = filepath.Join(cache, "inertia")
	}
	return filepath.Join(o.Dir, s.Name+"-"+s.Revision[:7]), nil
}
