//go:build unix

package kernel

import (
	"os/exec"
	"syscall"
)

// ownGroup makes the command head a group of processes.
func ownGroup(cmd *exec.Cmd) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return nil
}

// killGroup kills every process of a group; one that is gone is no error.
func killGroup(group int) { syscall.Kill(-group, syscall.SIGKILL) }
