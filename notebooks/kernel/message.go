package kernel

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ErrSignature is a message that was not signed with the connection's key.
var ErrSignature = errors.New("a message of the kernel is not signed with the key of this connection")

// delimiter parts the routing identities from the message.
const delimiter = "<IDS|MSG>"

// Header is a message's.
type Header struct {
	ID       string `json:"msg_id"`
	Type     string `json:"msg_type"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Version  string `json:"version"`
}

// Message is one message of the protocol; Parent is the header of the request that
// it belongs to, if any.
type Message struct {
	Header  Header
	Parent  Header
	Content json.RawMessage
}

// newMessage is a request of the session.
func newMessage(session, kind string, content any) (Message, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return Message{}, err
	}
	h := Header{ID: randomID(), Type: kind, Session: session, Username: "inertia", Date: time.Now().UTC().Format(time.RFC3339Nano), Version: "5.3"}
	return Message{Header: h, Content: raw}, nil
}

// encode gives the frames of the wire: delimiter, signature, header, parent header,
// metadata, content. The signature is the HMAC-SHA256 of the last four.
func (m Message) encode(key string) ([][]byte, error) {
	header, err := json.Marshal(m.Header)
	if err != nil {
		return nil, err
	}
	parent := []byte("{}")
	if m.Parent.ID != "" {
		if parent, err = json.Marshal(m.Parent); err != nil {
			return nil, err
		}
	}
	parts := [][]byte{header, parent, []byte("{}"), m.Content}
	return append([][]byte{[]byte(delimiter), sign(key, parts)}, parts...), nil
}

// decode reads the frames of the wire, with routing identities before the delimiter
// and buffers after the content, which are both left out.
func decode(frames [][]byte, key string) (Message, error) {
	at := 0
	for at < len(frames) && string(frames[at]) != delimiter {
		at++
	}
	if len(frames) < at+6 {
		return Message{}, fmt.Errorf("a message of the kernel has %d parts after its delimiter, not the 5 of the protocol", max(0, len(frames)-at-1))
	}
	signature, parts := frames[at+1], frames[at+2:at+6]
	if key != "" && !hmac.Equal(signature, sign(key, parts)) {
		return Message{}, ErrSignature
	}
	m := Message{Content: json.RawMessage(parts[3])}
	if err := json.Unmarshal(parts[0], &m.Header); err != nil {
		return Message{}, fmt.Errorf("a message of the kernel has no readable header: %w", err)
	}
	if err := json.Unmarshal(parts[1], &m.Parent); err != nil {
		return Message{}, fmt.Errorf("a message of the kernel (%s) has no readable parent header: %w", m.Header.Type, err)
	}
	if !json.Valid(parts[3]) {
		return Message{}, fmt.Errorf("a message of the kernel (%s) has content that is no JSON", m.Header.Type)
	}
	return m, nil
}

func sign(key string, parts [][]byte) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	for _, p := range parts {
		mac.Write(p)
	}
	return hex.AppendEncode(nil, mac.Sum(nil))
}
