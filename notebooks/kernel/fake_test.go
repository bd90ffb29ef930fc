package kernel

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
)

// The test binary is also a kernel, of a behaviour that a variable names.
const behaviour = "INERTIA_TEST_KERNEL"

func TestMain(m *testing.M) {
	switch b := os.Getenv(behaviour); b {
	case "":
		os.Exit(m.Run())
	case "host":
		beHost()
	default:
		if err := beKernel(b, os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
	}
}

// fake is the Spec of a kernel of the given behaviour.
func fake(b string) Spec {
	return Spec{Argv: []string{os.Args[0], "{connection_file}"}, Env: append(os.Environ(), behaviour+"="+b), StartTimeout: 20 * time.Second}
}

// fakeKernel answers as a kernel does, by its own reading of the protocol.
type fakeKernel struct {
	behaviour string
	key       string
	published zmq4.Socket
	asking    zmq4.Socket
}

func beKernel(b, file string) error {
	if b == "ends at once" {
		return fmt.Errorf("no room on this machine")
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var c connection
	if err := json.Unmarshal(raw, &c); err != nil {
		return err
	}
	k := &fakeKernel{behaviour: b, key: c.Key}
	if b == "wrong key" {
		k.key = "another"
	}
	ctx := context.Background()
	shellSocket, controlSocket, beat := zmq4.NewRouter(ctx), zmq4.NewRouter(ctx), zmq4.NewRep(ctx)
	k.published, k.asking = zmq4.NewPub(ctx), zmq4.NewRouter(ctx)
	for port, s := range map[int]zmq4.Socket{c.ShellPort: shellSocket, c.ControlPort: controlSocket, c.HeartbeatPort: beat, c.IOPubPort: k.published, c.StdinPort: k.asking} {
		if err := s.Listen(c.address(port)); err != nil {
			return err
		}
	}
	if b != "no heartbeat" {
		go func() {
			for {
				m, err := beat.Recv()
				if err != nil {
					return
				}
				beat.Send(m)
			}
		}()
	}
	if b == "has a child" {
		if err := exec.Command("sleep", "1000").Start(); err != nil {
			return err
		}
	}
	go func() {
		if _, err := controlSocket.Recv(); err == nil && b != "does not shut down" {
			os.Exit(0)
		}
	}()
	for {
		m, err := shellSocket.Recv()
		if err != nil {
			return err
		}
		if b != "never answers" {
			k.answer(shellSocket, m.Frames)
		}
	}
}

func (k *fakeKernel) answer(shellSocket zmq4.Socket, frames [][]byte) {
	identity := frames[0]
	var request Message
	for i, f := range frames {
		if string(f) == delimiter {
			json.Unmarshal(frames[i+2], &request.Header)
			request.Content = frames[i+5]
		}
	}
	k.publish(request, "status", `{"execution_state":"busy"}`)
	switch {
	case request.Header.Type == "kernel_info_request":
		k.send(shellSocket, identity, request, "kernel_info_reply", `{"status":"ok"}`)
	case k.behaviour == "dies":
		fmt.Fprintln(os.Stderr, "out of memory")
		os.Exit(9)
	case k.behaviour == "hangs":
		return
	case k.behaviour == "asks":
		k.send(k.asking, identity, request, "input_request", `{"prompt":"your name"}`)
		return
	case k.behaviour == "garbage":
		k.published.SendMulti(zmq4.NewMsgFrom([]byte("x"), []byte(delimiter), []byte("y")))
		return
	default:
		k.publish(request, "stream", `{"name":"stdout","text":"pid `+fmt.Sprint(os.Getpid())+`"}`)
		k.send(shellSocket, identity, request, "execute_reply", `{"status":"ok","execution_count":1}`)
	}
	k.publish(request, "status", `{"execution_state":"idle"}`)
}

func (k *fakeKernel) publish(parent Message, kind, content string) {
	k.send(k.published, []byte(kind), parent, kind, content)
}

func (k *fakeKernel) send(s zmq4.Socket, identity []byte, parent Message, kind, content string) {
	m := Message{Header: Header{ID: randomID(), Type: kind}, Parent: parent.Header, Content: json.RawMessage(content)}
	frames, err := m.encode(k.key)
	if err != nil {
		panic(err)
	}
	s.SendMulti(zmq4.NewMsgFrom(append([][]byte{identity}, frames...)...))
}

// beHost starts a kernel, says where, and waits to be killed.
func beHost() {
	k, err := Start(context.Background(), fake("has a child"))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(k.process.cmd.Process.Pid, k.process.dir)
	select {}
}

// alive counts the processes of a group.
func alive(t *testing.T, group int) int {
	t.Helper()
	out, err := exec.Command("ps", "-A", "-o", "pgid=,stat=").Output()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) == 2 && f[0] == fmt.Sprint(group) && !strings.HasPrefix(f[1], "Z") {
			n++
		}
	}
	return n
}
