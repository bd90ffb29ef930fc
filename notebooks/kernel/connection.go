package kernel

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// connection is a kernel's connection file.
type connection struct {
	Transport       string `json:"transport"`
	IP              string `json:"ip"`
	ShellPort       int    `json:"shell_port"`
	IOPubPort       int    `json:"iopub_port"`
	StdinPort       int    `json:"stdin_port"`
	ControlPort     int    `json:"control_port"`
	HeartbeatPort   int    `json:"hb_port"`
	SignatureScheme string `json:"signature_scheme"`
	Key             string `json:"key"`
	KernelName      string `json:"kernel_name"`
}

// newConnection chooses Unix sockets in dir, so that kernels that start at the same
// time cannot take each other's port, and a fresh signing key.
func newConnection(dir string) connection {
	return connection{
		Transport: "ipc", IP: filepath.Join(dir, "s"),
		ShellPort: 1, IOPubPort: 2, StdinPort: 3, ControlPort: 4, HeartbeatPort: 5,
		SignatureScheme: "hmac-sha256", Key: randomID(), KernelName: "gonb",
	}
}

// address is that of one of the sockets.
func (c connection) address(port int) string {
	return fmt.Sprintf("%s://%s-%d", c.Transport, c.IP, port)
}

// write stores the file under the name that Jupyter gives it: kernels read their id
// from it.
func (c connection) write(dir string) (string, error) {
	raw, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "kernel-"+randomID()+".json")
	return path, os.WriteFile(path, raw, 0o600)
}

// randomID is 128 random bits in hexadecimal.
func randomID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}
