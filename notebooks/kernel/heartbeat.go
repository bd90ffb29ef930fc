package kernel

import (
	"errors"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
)

// ErrSilent is a kernel whose process is there but does not even echo.
var ErrSilent = errors.New("the kernel does not answer any more")

// heartbeat sends a byte now and then, which a kernel echoes whatever it is doing.
type heartbeat struct {
	silent chan struct{} // closed when an echo stayed away
	done   chan struct{}
	once   sync.Once
}

// How often is asked, and how long an echo may take on a busy machine.
var (
	beatEvery = 3 * time.Second
	beatLimit = 30 * time.Second
)

func startHeartbeat(s zmq4.Socket) *heartbeat {
	h := &heartbeat{silent: make(chan struct{}), done: make(chan struct{})}
	echoes := make(chan error)
	go func() { // ends with the socket, which the kernel's Close closes
		for {
			err := s.Send(zmq4.NewMsg([]byte("ping")))
			if err == nil {
				_, err = s.Recv()
			}
			select {
			case echoes <- err:
			case <-h.done:
				return
			}
			if err != nil {
				return // the connection tells by itself that it broke
			}
			select {
			case <-time.After(beatEvery):
			case <-h.done:
				return
			}
		}
	}()
	go h.watch(echoes)
	return h
}

func (h *heartbeat) watch(echoes <-chan error) {
	for {
		select {
		case err := <-echoes:
			if err != nil {
				return
			}
		case <-time.After(beatEvery + beatLimit):
			close(h.silent)
			return
		case <-h.done:
			return
		}
	}
}

func (h *heartbeat) stop() { h.once.Do(func() { close(h.done) }) }
