// Command serve runs the mock server by itself, to measure a client in another
// process:
//
//	go run ./roleplay/mockserver/serve --address 127.0.0.1:8099 --latency 50ms
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"

	"inertia/roleplay/mockserver"
)

func main() {
	address := flag.String("address", "127.0.0.1:8099", "where to listen")
	latency := flag.Duration("latency", 0, "before each answer")
	faults := flag.Bool("faults", false, "go wrong in every way now and then")
	flag.Parse()
	o := mockserver.Options{Latency: *latency}
	if *faults {
		o.Faults = mockserver.All()
	}
	s, err := mockserver.StartAt(*address, o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(s.URL())
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	<-stop
	fmt.Printf("%d requests, %d questions, %d answered, at most %d at a time\n", s.Requests(), s.Questions(), s.Answered(), s.MostInFlight())
}
