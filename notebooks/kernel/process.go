package kernel

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

// process is a kernel's program, at the head of a group of processes.
type process struct {
	cmd    *exec.Cmd
	guard  *guard
	dir    string // sockets and everything temporary
	ended  chan struct{}
	state  string // how it ended; read after ended is closed
	stderr lastLines
}

// startProcess starts the program in a group of its own.
func startProcess(spec Spec, dir, connectionFile string) (*process, error) {
	argv := make([]string, len(spec.Argv))
	for i, a := range spec.Argv {
		argv[i] = strings.ReplaceAll(a, "{connection_file}", connectionFile)
	}
	p := &process{cmd: exec.Command(argv[0], argv[1:]...), dir: dir, ended: make(chan struct{})}
	p.cmd.Dir = spec.Dir
	p.cmd.Env = slices.Concat(spec.Env, []string{"TMPDIR=" + dir})
	p.cmd.Stderr = &p.stderr
	// A program of the group that outlives the kernel holds the pipe of its standard
	// error; the kernel's own end is what counts.
	p.cmd.WaitDelay = time.Second
	if err := ownGroup(p.cmd); err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("the kernel cannot be started: %w", err)
	}
	var err error
	if p.guard, err = startGuard(p.cmd.Process.Pid, dir); err != nil {
		killGroup(p.cmd.Process.Pid)
		p.cmd.Wait()
		return nil, err
	}
	go func() {
		p.cmd.Wait()
		p.state = p.cmd.ProcessState.String()
		close(p.ended)
	}()
	return p, nil
}

// died says how the program ended, with the last lines that it wrote.
func (p *process) died() error {
	e := &DiedError{State: p.state}
	if last := p.stderr.text(); last != "" {
		e.LastWords = last
	}
	return e
}

// end gives the program until grace to end by itself, ends whatever is left of its
// group, and removes its folder.
func (p *process) end(grace time.Duration) error {
	select {
	case <-p.ended:
	case <-time.After(grace):
	}
	killGroup(p.cmd.Process.Pid)
	<-p.ended
	err := removeAll(p.dir)
	p.guard.release()
	return err
}

// removeAll tries again for a moment: a process that was just killed may still be
// writing its last file.
func removeAll(dir string) (err error) {
	for range 20 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// DiedError is a kernel that ended by itself or was killed.
type DiedError struct {
	State     string // such as "exit status 1" or "signal: killed"
	LastWords string // the last lines on its standard error, if any
}

func (e *DiedError) Error() string {
	s := "the kernel ended (" + e.State + ")"
	if e.LastWords != "" {
		s += "; it wrote last: " + e.LastWords
	}
	return s
}

// lastLines keeps the end of what is written to it.
type lastLines struct {
	mu  sync.Mutex
	end []byte
}

const lastLinesSize = 2048

func (l *lastLines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.end = append(l.end, p...)
	if over := len(l.end) - lastLinesSize; over > 0 {
		l.end = append(l.end[:0], l.end[over:]...)
	}
	return len(p), nil
}

// text is the last three lines.
func (l *lastLines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := strings.Split(strings.TrimSpace(string(l.end)), "\n")
	return strings.Join(lines[max(0, len(lines)-3):], "; ")
}
