package kernel

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func start(t *testing.T, b string) *Kernel {
	t.Helper()
	k, err := Start(t.Context(), fake(b))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// gone checks that nothing of a kernel is left.
func gone(t *testing.T, group int, dir string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		_, err := os.Stat(dir)
		left := alive(t, group)
		if left == 0 && os.IsNotExist(err) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d processes of the group are left; folder: %v", left, err)
		}
	}
}

func TestExecute(t *testing.T) {
	k := start(t, "has a child")
	var got []string
	var id string
	reply, err := k.Execute(t.Context(), "x := 1", func(request string) { id = request }, func(m Message) {
		if m.Parent.ID != id {
			t.Errorf("a message of the request %q, not of %q", m.Parent.ID, id)
		}
		got = append(got, m.Header.Type+" "+string(m.Content))
	})
	if err != nil || reply.Failed || reply.Count != 1 {
		t.Fatalf("%+v, %v", reply, err)
	}
	pid := k.process.cmd.Process.Pid
	if want := fmt.Sprintf(`stream {"name":"stdout","text":"pid %d"}`, pid); len(got) != 1 || got[0] != want {
		t.Errorf("published %q, want %q", got, want)
	}
	if n := alive(t, pid); n != 2 {
		t.Errorf("%d processes in the group, want the kernel and its child", n)
	}
	if err := k.Close(); err != nil {
		t.Error(err)
	}
	gone(t, pid, k.process.dir)
}

// What goes wrong with a kernel is told as what it is, and nothing is left.
func TestKernelFails(t *testing.T) {
	for _, c := range []struct {
		behaviour string
		want      func(error) bool
		says      string
	}{
		{"dies", isDied, "the kernel ended (exit status 9); it wrote last: out of memory"},
		{"asks", isInput, `asks for input ("your name")`},
		{"garbage", func(err error) bool { return err != nil }, "has 1 parts after its delimiter"},
		{"hangs", func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }, "deadline"},
	} {
		t.Run(c.behaviour, func(t *testing.T) {
			k := start(t, c.behaviour)
			limit := 10 * time.Second
			if c.behaviour == "hangs" {
				limit = 300 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			reply, err := k.Execute(ctx, "x", nil, func(Message) {})
			if reply != nil || !c.want(err) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, %v; want one that says %q", reply, err, c.says)
			}
			if err := k.Close(); err != nil {
				t.Error(err)
			}
			gone(t, k.process.cmd.Process.Pid, k.process.dir)
		})
	}
}

func isDied(err error) bool  { var e *DiedError; return errors.As(err, &e) }
func isInput(err error) bool { var e *InputError; return errors.As(err, &e) }

func TestKernelIsKilledInMidRun(t *testing.T) {
	k := start(t, "hangs")
	time.AfterFunc(200*time.Millisecond, func() { syscall.Kill(k.process.cmd.Process.Pid, syscall.SIGKILL) })
	_, err := k.Execute(t.Context(), "x", nil, func(Message) {})
	if !isDied(err) || !strings.Contains(err.Error(), "signal: killed") {
		t.Errorf("%v", err)
	}
	k.Close()
	gone(t, k.process.cmd.Process.Pid, k.process.dir)
}

func TestStartFails(t *testing.T) {
	short := fake("never answers")
	short.StartTimeout = 700 * time.Millisecond
	for _, c := range []struct {
		name string
		spec Spec
		says string
	}{
		{"ends at once", fake("ends at once"), "it wrote last: no room on this machine"},
		{"never answers", short, "does not answer 700ms after it was started"},
		{"wrong key", fake("wrong key"), ErrSignature.Error()},
		{"no such program", Spec{Argv: []string{"/no/such/kernel"}}, "cannot be started"},
	} {
		before := folders(t)
		k, err := Start(t.Context(), c.spec)
		if k != nil || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v does not say %q", c.name, err, c.says)
		}
		if after := folders(t); after > before {
			t.Errorf("%s: a folder is left", c.name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	if _, err := Start(ctx, fake("never answers")); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// folders counts the kernels' folders in a temporary folder of this test's own.
func folders(t *testing.T) int {
	t.Helper()
	if os.Getenv("TMPDIR") == "" || !strings.Contains(os.Getenv("TMPDIR"), "only-ours") {
		dir, err := os.MkdirTemp("", "only-ours")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		t.Setenv("TMPDIR", dir)
	}
	entries, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestNoHeartbeat(t *testing.T) {
	every, limit := beatEvery, beatLimit
	beatEvery, beatLimit = 50*time.Millisecond, 300*time.Millisecond
	defer func() { beatEvery, beatLimit = every, limit }()
	k := start(t, "no heartbeat")
	defer k.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var err error
	for err == nil { // messages of its start may still come
		_, err = k.next(ctx)
	}
	if !errors.Is(err, ErrSilent) {
		t.Errorf("%v", err)
	}
}

func TestKernelThatDoesNotShutDownIsKilled(t *testing.T) {
	k := start(t, "does not shut down")
	if err := k.Close(); err != nil {
		t.Error(err)
	}
	gone(t, k.process.cmd.Process.Pid, k.process.dir)
}

// The guard ends the kernel of a program that was killed outright.
func TestKilledHostLeavesNoKernel(t *testing.T) {
	host := exec.Command(os.Args[0])
	host.Env = append(os.Environ(), behaviour+"=host")
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var group int
	var dir string
	if _, err := fmt.Sscan(line, &group, &dir); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	if n := alive(t, group); n != 2 {
		t.Fatalf("%d processes in the group before", n)
	}
	host.Process.Kill()
	host.Wait()
	gone(t, group, dir)
}

// A temporary folder with a long name does not keep a kernel from listening.
func TestLongTemporaryFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	k := start(t, "has a child")
	if err := k.Close(); err != nil {
		t.Error(err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("left there: %v, %v", entries, err)
	}
	gone(t, k.process.cmd.Process.Pid, k.process.dir)
}
