package wholefile

import (
	"os"
	"sync"
)

// unfinished are files and folders under passing names.
var unfinished = struct {
	sync.Mutex
	paths map[string]bool
}{paths: map[string]bool{}}

// Unfinished notes a file or folder under a passing name, until what it returns is
// called.
func Unfinished(path string) (done func()) {
	unfinished.Lock()
	defer unfinished.Unlock()
	unfinished.paths[path] = true
	return func() {
		unfinished.Lock()
		defer unfinished.Unlock()
		delete(unfinished.paths, path)
	}
}

// Undisturbed does what must not be cut in two, such as putting a finished folder in
// the place of an older one: RemoveUnfinished waits for it.
func Undisturbed(do func() error) error {
	unfinished.Lock()
	defer unfinished.Unlock()
	return do()
}

// RemoveUnfinished removes what is half-written, when the program ends before it is
// whole. Each is moved away first, so that what still writes into it finds it gone.
func RemoveUnfinished() {
	unfinished.Lock()
	defer unfinished.Unlock()
	for path := range unfinished.paths {
		away := path + ".gone"
		if os.Rename(path, away) != nil {
			away = path
		}
		os.RemoveAll(away) // nothing can be done about what stays
	}
}
