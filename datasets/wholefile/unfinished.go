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

// RemoveUnfinished removes what is half-written, when the program ends before it is
// whole.
func RemoveUnfinished() {
	unfinished.Lock()
	defer unfinished.Unlock()
	for path := range unfinished.paths {
		os.RemoveAll(path) // nothing can be done about what stays
	}
}
