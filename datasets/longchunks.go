package datasets

import (
	"runtime"
	"sync"
)

// parsed is the rows of one chunk, as whole answers or as a batch. It is used
// again for another chunk once its rows have been dealt with.
type parsed struct {
	rows  []parsedRow
	batch Batch
	texts bool // whole answers are wanted
}

// parsedRow is a whole answer, or what is wrong with the row.
type parsedRow struct {
	Response
	attributes []string
	err        *RowError
}

func (o *parsed) reset() {
	clear(o.rows)
	o.rows = o.rows[:0]
	o.batch.reset()
}

// take collects a row.
func (o *parsed) take(r *longRow) {
	switch {
	case !o.texts:
		o.batch.add(r)
	case r.err != nil:
		o.rows = append(o.rows, parsedRow{err: &RowError{File: r.File, Line: r.Line, Err: r.err}})
	case r.tally:
		for _, c := range r.counts {
			o.rows = append(o.rows, parsedRow{Response: r.counted(c), attributes: r.attributes})
		}
	default:
		o.rows = append(o.rows, parsedRow{Response: r.response(), attributes: r.attributes})
	}
}

// chunkBuffers are used again from chunk to chunk.
var chunkBuffers = sync.Pool{New: func() any { b := make([]byte, 0, 2*chunkSize); return &b }}

// sink takes up what a goroutine parses, and hands it on in portions.
type sink struct {
	*parsed
	done chan *parsed
	free chan *parsed
	stop chan struct{}
}

func (s *sink) renew(texts bool) {
	select {
	case s.parsed = <-s.free:
	default:
		s.parsed = &parsed{texts: texts}
	}
}

// flush hands on what is there; goOn is false once no more is wanted.
func (s *sink) flush() (goOn bool) {
	texts := s.texts
	select {
	case s.done <- s.parsed:
		goOn = true
	case <-s.stop:
	}
	s.renew(texts)
	return goOn
}

// inOrder parses chunks on all cores and yields what was parsed in the chunks'
// order. split cuts the file; each goroutine parses with a parser of its own.
func inOrder(texts bool, split func(yield func(chunk) bool), newParser func() func(chunk, *sink), yield func(*parsed) bool) {
	type job struct {
		chunk
		done chan *parsed
	}
	workers := runtime.GOMAXPROCS(0)
	jobs, ordered := make(chan job), make(chan job, 2*workers)
	free := make(chan *parsed, 4*workers)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(jobs)
		defer close(ordered)
		split(func(c chunk) bool {
			j := job{c, make(chan *parsed, 1)}
			for _, to := range []chan job{ordered, jobs} {
				select {
				case to <- j:
				case <-stop:
					return false
				}
			}
			return true
		})
	})
	for range workers {
		wg.Go(func() {
			parse := newParser()
			out := &sink{free: free, stop: stop}
			out.renew(texts)
			for j := range jobs {
				out.done = j.done
				parse(j.chunk, out)
				out.flush()
				j.release()
				close(j.done)
			}
		})
	}
	goOn := true
	for j := range ordered {
		for goOn {
			out, more := <-j.done
			if !more {
				break
			}
			if goOn = yield(out); !goOn {
				close(stop)
				break
			}
			out.reset()
			select {
			case free <- out:
			default:
			}
		}
	}
	wg.Wait()
}
