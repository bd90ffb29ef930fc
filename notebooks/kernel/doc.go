// Package kernel is a client of a Jupyter kernel, in Go alone: it starts the
// kernel's program, speaks the Jupyter messaging protocol (version 5) with it over
// ZeroMQ, and leaves nothing behind when it is closed.
//
// In goes a Spec (the program, its folder, its environment) and the code of a cell;
// out come the messages that the cell's run published, and a Reply that says how it
// ended. Nothing here knows of notebooks: outputs are handed on as they arrive.
//
// The files, in reading order:
//
//	connection.go  the file that tells a kernel where to listen, and the signing key
//	message.go     a message, signed and checked, as frames and back
//	channels.go    the five sockets, each read into one stream
//	process.go     the kernel's program, its group of processes, its end
//	guard.go       ends the group also when this program is killed
//	start.go       start and handshake
//	execute.go     one cell: from the request to the kernel's idle
//	heartbeat.go   a kernel that hangs is told from one that works
//
// A kernel is started in a group of processes of its own, and its sockets and
// temporary files live in one folder: closing ends the whole group and removes the
// folder. Sockets are Unix sockets in that folder, so nothing listens on the network.
// GoNB, and so this package, runs on Unix systems (Linux, macOS).
package kernel
