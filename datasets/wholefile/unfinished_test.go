package wholefile

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What must not be cut in two is waited for; then the unfinished folder goes, also
// while something writes into it.
func TestRemoveUnfinishedWaits(t *testing.T) {
	dir := t.TempDir()
	work := filepath.Join(dir, "work")
	if err := os.MkdirAll(filepath.Join(work, "older"), 0o755); err != nil {
		t.Fatal(err)
	}
	defer Unfinished(work)()
	begun, moved := make(chan bool), false
	go Undisturbed(func() error {
		close(begun)
		time.Sleep(50 * time.Millisecond)
		moved = true
		return os.Rename(filepath.Join(work, "older"), filepath.Join(dir, "report"))
	})
	<-begun
	RemoveUnfinished()
	if _, err := os.Stat(filepath.Join(dir, "report")); err != nil || !moved {
		t.Errorf("moved %t, %v", moved, err)
	}
	if err := os.WriteFile(filepath.Join(work, "late"), nil, 0o644); !os.IsNotExist(err) {
		t.Errorf("writing into what is gone: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}
