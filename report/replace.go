package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// replaceable reports why dir must not be replaced: it is a file, or holds
// something that is no report of ours.
func replaceable(dir string) error {
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a directory; choose another --out", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	var m Manifest
	if err != nil || json.Unmarshal(raw, &m) != nil || m.Program != Program || m.Files == nil {
		return fmt.Errorf("%s holds something that is not a report of inertia; choose another --out, or move it away", dir)
	}
	ours := []string{"manifest.json"}
	for _, f := range m.Files {
		ours = append(ours, f.Name)
	}
	return onlyOurs(dir, ours)
}

// onlyOurs reports the first file that the manifest does not list: a user's
// own, which replacing the directory would destroy.
func onlyOurs(dir string, files []string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		if !slices.Contains(files, filepath.ToSlash(rel)) {
			return fmt.Errorf("%s was not written by inertia and would be lost; move it away, or choose another --out", p)
		}
		return nil
	})
}
