// Package gonb sets up GoNB, the Go kernel for Jupyter, in the versions that this
// module pins: gonb and goimports come from the tool line of go.mod, gopls from a
// module of its own (gopls/go.mod), since the golang.org/x/tools that it needs is
// another than that of goimports.
//
// In goes the folder of a clone; out come the programs, in a cache folder of ours, and
// the kernel's registration with Jupyter. Nothing is installed elsewhere.
//
// The files, in reading order:
//
//	clone.go     where the clone is that notebooks are run against
//	build.go     the programs, built once into the cache
//	environ.go   what a kernel finds in its environment
//	register.go  the kernel's registration with Jupyter
package gonb
