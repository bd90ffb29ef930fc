package kernel

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Reply is how the run of a cell ended.
type Reply struct {
	Count     int      // execution count
	Failed    bool     // the kernel says that the cell failed
	Name      string   // of the error, as the kernel gives it
	Value     string   // its message
	Traceback []string // its lines
}

// InputError is code that asks its user for input, where there is none.
type InputError struct{ Prompt string }

func (e *InputError) Error() string {
	return fmt.Sprintf("the cell asks for input (%q), and nobody is there to give it; let it read a parameter or a file", e.Prompt)
}

// executeRequest is the content of an execute_request. Input is allowed so that a
// request for it arrives here and is told, where it would else wait for ever.
type executeRequest struct {
	Code         string         `json:"code"`
	Silent       bool           `json:"silent"`
	StoreHistory bool           `json:"store_history"`
	Expressions  map[string]any `json:"user_expressions"`
	AllowStdin   bool           `json:"allow_stdin"`
	StopOnError  bool           `json:"stop_on_error"`
}

// Execute runs the code of a cell and returns when the kernel has replied and is idle
// again. Each message that the run published (stream, display_data, error, ...) is
// handed to publish as it arrives; late messages of an earlier request too, told apart
// by their Parent. started, if not nil, is given the request's id before the first.
//
// Errors: that of ctx, with the cell interrupted; *DiedError; *InputError;
// ErrSignature; ErrSilent.
func (k *Kernel) Execute(ctx context.Context, code string, started func(id string), publish func(Message)) (*Reply, error) {
	id, err := k.channels.send(k.channels.shell, "execute_request", executeRequest{Code: code, StoreHistory: true, Expressions: map[string]any{}, AllowStdin: true, StopOnError: true})
	if err != nil {
		return nil, k.orDied(err)
	}
	if started != nil {
		started(id)
	}
	var reply *Reply
	idle := false
	for reply == nil || !idle {
		r, err := k.next(ctx)
		if err != nil {
			return nil, err
		}
		mine := r.msg.Parent.ID == id
		switch {
		case r.from == iopub && r.msg.Header.Type == "status":
			idle = idle || mine && executionState(r.msg) == "idle"
		case r.from == iopub:
			publish(r.msg)
		case r.from == shell && mine && r.msg.Header.Type == "execute_reply":
			if reply, err = readReply(r.msg.Content); err != nil {
				return nil, err
			}
		case r.from == stdin && r.msg.Header.Type == "input_request":
			var content struct {
				Prompt string `json:"prompt"`
			}
			json.Unmarshal(r.msg.Content, &content) // a request without a prompt is one too
			return nil, &InputError{Prompt: content.Prompt}
		}
	}
	return reply, nil
}

// Drain hands over what still arrives within the given time after the last cell:
// what a program displayed just before its end may come after the kernel's idle.
func (k *Kernel) Drain(ctx context.Context, wait time.Duration, publish func(Message)) {
	timed, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for {
		r, err := k.next(timed)
		if err != nil {
			return
		}
		if r.from == iopub && r.msg.Header.Type != "status" {
			publish(r.msg)
		}
	}
}

// next waits for a message, and for whatever may come in its place.
func (k *Kernel) next(ctx context.Context) (received, error) {
	select {
	case r := <-k.channels.incoming:
		return r, k.orDied(r.err)
	case <-k.process.ended:
		return received{}, k.process.died()
	case <-k.beats.silent:
		return received{}, ErrSilent
	case <-ctx.Done():
		return received{}, ctx.Err()
	}
}

// orDied replaces an error of the connection by the death that explains it.
func (k *Kernel) orDied(err error) error {
	if err == nil {
		return nil
	}
	select {
	case <-k.process.ended:
		return k.process.died()
	case <-time.After(200 * time.Millisecond): // the connection breaks before the end is known
		return err
	}
}

func executionState(m Message) string {
	var content struct {
		State string `json:"execution_state"`
	}
	if json.Unmarshal(m.Content, &content) != nil {
		return ""
	}
	return content.State
}

func readReply(raw json.RawMessage) (*Reply, error) {
	var content struct {
		Status    string   `json:"status"`
		Count     int      `json:"execution_count"`
		Name      string   `json:"ename"`
		Value     string   `json:"evalue"`
		Traceback []string `json:"traceback"`
	}
	if err := json.Unmarshal(raw, &content); err != nil {
		return nil, fmt.Errorf("the kernel's reply cannot be read: %w", err)
	}
	return &Reply{Count: content.Count, Failed: content.Status != "ok", Name: content.Name, Value: content.Value, Traceback: content.Traceback}, nil
}
