// Package served asks a model behind an OpenAI-compatible server.
//
// What flows in: a [Request], one chat completion. What flows out: a [Reply], or
// a [Failure] that says whether asking again can help.
//
// Read the files in this order:
//
//  1. request.go: what is sent, to the byte
//  2. key.go: the key, which nothing prints
//  3. address.go: which servers may be asked
//  4. client.go: one request over one shared transport
//  5. reply.go: what came back; failure.go: what went wrong, and whether to retry
//  6. retryafter.go: how long a server asks to be left alone
package served
