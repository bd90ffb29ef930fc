// Package mockserver is an OpenAI-compatible server on loopback that answers
// without a model and goes wrong as asked, for tests and benchmarks of the
// collector.
//
// What flows in: chat completions. What flows out: an option's letter chosen by
// the bytes of the request, or a fault.
//
// Read the files in this order:
//
//  1. faults.go: what can go wrong, and how often
//  2. server.go: the server, and what it counts
package mockserver
