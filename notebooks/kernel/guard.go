package kernel

import (
	"fmt"
	"io"
	"os/exec"
	"strconv"
)

// guard is a small process that waits for this program to end. When it ends without
// having released the guard (killed, out of memory, a second interrupt), the guard
// kills the kernel's group and removes its folder; nobody else could.
type guard struct {
	cmd *exec.Cmd
	in  io.WriteCloser
}

// The guard reads a line that never comes while the kernel lives: the pipe is closed
// with this program, whatever ends it.
const guardScript = `read -r released && exit 0; kill -s KILL -- "-$1" 2>/dev/null; rm -rf -- "$2"`

func startGuard(group int, dir string) (*guard, error) {
	cmd := exec.Command("/bin/sh", "-c", guardScript, "sh", strconv.Itoa(group), dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := ownGroup(cmd); err != nil { // an interrupt from the terminal is not for it
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the guard of the kernel cannot be started: %w", err)
	}
	return &guard{cmd: cmd, in: in}, nil
}

// release sends the guard home.
func (g *guard) release() {
	io.WriteString(g.in, "released\n")
	g.in.Close()
	g.cmd.Wait()
}
