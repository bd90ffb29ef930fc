package kernel

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// Spec is how a kernel is started.
type Spec struct {
	Argv         []string      // the program; "{connection_file}" in it is replaced
	Dir          string        // where it runs
	Env          []string      // its environment; TMPDIR is set to a folder of its own
	StartTimeout time.Duration // for start and handshake; 0 = one minute
}

// Kernel is one that runs. It executes one cell at a time and is not for use by
// several goroutines at once.
type Kernel struct {
	process  *process
	channels *channels
	beats    *heartbeat
}

// Start starts a kernel and returns when it answers on all channels. Close it.
// The error is a *DiedError when the program ended, and names the time that was
// waited when it does not answer.
func Start(ctx context.Context, spec Spec) (*Kernel, error) {
	limit := spec.StartTimeout
	if limit == 0 {
		limit = time.Minute
	}
	dir, err := makeFolder()
	if err != nil {
		return nil, err
	}
	c := newConnection(dir)
	file, err := c.write(dir)
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	p, err := startProcess(spec, dir, file)
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	k := &Kernel{process: p}
	if err := k.connect(ctx, c, limit); err != nil {
		k.kill()
		return nil, err
	}
	k.beats = startHeartbeat(k.channels.heartbeat)
	return k, nil
}

// The longest folder whose sockets, and those of programs that make their own below
// it, have names that every Unix takes (104 bytes).
const longestFolder = 75

// makeFolder makes the folder of a kernel, in /tmp where the usual place has too long
// a name for sockets.
func makeFolder() (string, error) {
	dir, err := os.MkdirTemp("", "inertia-kernel-")
	if err != nil || len(dir) <= longestFolder {
		return dir, err
	}
	if short, err := os.MkdirTemp("/tmp", "inertia-kernel-"); err == nil {
		return short, os.Remove(dir)
	}
	return dir, nil
}

// connect dials and shakes hands, unless the program ends first.
func (k *Kernel) connect(ctx context.Context, c connection, limit time.Duration) error {
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	go func() {
		select {
		case <-k.process.ended:
			cancel()
		case <-timed.Done():
		}
	}()
	var err error
	if k.channels, err = dial(timed, c); err == nil {
		err = k.handshake(timed)
	}
	if err == nil {
		return nil
	}
	select {
	case <-k.process.ended:
		return k.process.died()
	default:
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(timed.Err(), context.DeadlineExceeded):
		return fmt.Errorf("the kernel does not answer %s after it was started", limit)
	}
	return err
}

// handshake asks for the kernel's information until both the reply and its echo on
// iopub arrive: what is published before the subscription reached the kernel is lost,
// so the first request may have no echo.
func (k *Kernel) handshake(ctx context.Context) error {
	mine := map[string]bool{}
	var replied, echoed bool
	for {
		id, err := k.channels.send(k.channels.shell, "kernel_info_request", struct{}{})
		if err != nil {
			return err
		}
		mine[id] = true
		again := time.After(500 * time.Millisecond)
	waiting:
		for {
			select {
			case r := <-k.channels.incoming:
				if r.err != nil {
					return r.err
				}
				if mine[r.msg.Parent.ID] {
					replied = replied || r.from == shell
					echoed = echoed || r.from == iopub
				}
				if replied && echoed {
					return nil
				}
			case <-again:
				break waiting
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// Close asks the kernel to shut down, ends it if it does not, and removes all that it
// left: processes of its group, sockets, temporary files.
func (k *Kernel) Close() error {
	k.beats.stop()
	grace := 2 * time.Second
	if _, err := k.channels.send(k.channels.control, "shutdown_request", map[string]bool{"restart": false}); err != nil {
		grace = 0
	}
	err := k.process.end(grace)
	k.channels.close()
	return err
}

// kill ends a kernel that never came up.
func (k *Kernel) kill() {
	if k.channels != nil {
		k.channels.close()
	}
	k.process.end(0)
}
