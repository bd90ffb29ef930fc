package kernel

import (
	"context"
	"fmt"
	"io"
	"log"
	"time"

	"github.com/go-zeromq/zmq4"
)

// channel names a socket that messages come from.
type channel string

const (
	shell   channel = "shell"
	iopub   channel = "iopub"
	stdin   channel = "stdin"
	control channel = "control"
)

// received is a message and where it came from, or why there is none.
type received struct {
	from channel
	msg  Message
	err  error
}

// channels are the sockets of a connection. Every message that comes in on any of
// them is handed over in incoming.
type channels struct {
	key       string
	session   string
	shell     zmq4.Socket
	control   zmq4.Socket
	heartbeat zmq4.Socket
	all       []zmq4.Socket
	incoming  chan received
	cancel    context.CancelFunc
}

// dial connects to a kernel that may still be on its way up: a socket that does not
// listen yet is tried again until ctx ends.
func dial(ctx context.Context, c connection) (*channels, error) {
	life, cancel := context.WithCancel(context.Background())
	session := randomID()
	ch := &channels{key: c.Key, session: session, incoming: make(chan received, 256), cancel: cancel}
	options := []zmq4.Option{
		// A kernel asks for input on stdin under the identity of the shell's request.
		zmq4.WithID(zmq4.SocketIdentity(session)),
		zmq4.WithDialerRetry(20 * time.Millisecond), zmq4.WithDialerMaxRetries(-1),
		zmq4.WithLogger(log.New(io.Discard, "", 0)),
	}
	ch.shell, ch.control = zmq4.NewDealer(life, options...), zmq4.NewDealer(life, options...)
	ch.heartbeat = zmq4.NewReq(life, options...)
	published, asked := zmq4.NewSub(life, options...), zmq4.NewDealer(life, options...)
	ch.all = []zmq4.Socket{ch.shell, ch.control, ch.heartbeat, published, asked}
	if err := published.SetOption(zmq4.OptionSubscribe, ""); err != nil {
		cancel()
		return nil, err
	}
	// Ending the sockets' life is what ends an attempt to dial.
	stop := context.AfterFunc(ctx, cancel)
	defer stop()
	for _, s := range []struct {
		socket zmq4.Socket
		port   int
	}{{ch.shell, c.ShellPort}, {ch.control, c.ControlPort}, {ch.heartbeat, c.HeartbeatPort}, {published, c.IOPubPort}, {asked, c.StdinPort}} {
		if err := s.socket.Dial(c.address(s.port)); err != nil {
			ch.close()
			return nil, fmt.Errorf("no connection to the kernel: %w", err)
		}
	}
	for _, r := range []struct {
		socket zmq4.Socket
		from   channel
	}{{ch.shell, shell}, {published, iopub}, {asked, stdin}, {ch.control, control}} {
		go ch.read(life, r.socket, r.from)
	}
	return ch, nil
}

// read hands over what comes in on a socket, until the connection is closed.
func (ch *channels) read(life context.Context, s zmq4.Socket, from channel) {
	for {
		var r received
		raw, err := s.Recv()
		if err != nil {
			r = received{from: from, err: fmt.Errorf("the connection to the kernel (%s) broke: %w", from, err)}
		} else {
			m, err := decode(raw.Frames, ch.key)
			r = received{from: from, msg: m, err: err}
		}
		select {
		case ch.incoming <- r:
		case <-life.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// send sends a request and gives its id.
func (ch *channels) send(s zmq4.Socket, kind string, content any) (id string, err error) {
	m, err := newMessage(ch.session, kind, content)
	if err != nil {
		return "", err
	}
	frames, err := m.encode(ch.key)
	if err != nil {
		return "", err
	}
	if err := s.SendMulti(zmq4.NewMsgFrom(frames...)); err != nil {
		return "", fmt.Errorf("the kernel does not take a %s: %w", kind, err)
	}
	return m.Header.ID, nil
}

func (ch *channels) close() {
	ch.cancel()
	for _, s := range ch.all {
		s.Close() // the kernel is gone or going; there is nothing to do about an error
	}
}
