package collect

import "time"

// Progress is how far a run has come.
type Progress struct {
	Planned, Had, Answered, Unanswered, Retries int
	Rate                                        float64       // answers a second, lately
	Left                                        time.Duration // at that rate; 0 = not known yet
	Width                                       int           // requests that may be under way
	Cost                                        string        // of the study; empty where no price is known
	LastError                                   string        // of the last request that failed
}

// progressEvery is how often a run tells how far it is, and lately is how long the
// rate looks back.
const (
	progressEvery = 500 * time.Millisecond
	lately        = 20
)

// progressing tells Options.Progress how far the run is, until it is stopped.
func (r *runner) progressing() (stop func()) {
	if r.Progress == nil {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		var times []time.Time
		var answers []int
		for {
			select {
			case at := <-tick.C:
				p := r.snapshot()
				times, answers = append(times, at), append(answers, p.Answered)
				if len(times) > lately {
					times, answers = times[1:], answers[1:]
				}
				if took := at.Sub(times[0]).Seconds(); took > 0 {
					p.Rate = float64(p.Answered-answers[0]) / took
				}
				if p.Rate > 0 {
					p.Left = time.Duration(float64(p.Planned-p.Had-p.Answered) / p.Rate * float64(time.Second))
				}
				r.Progress(p)
			case <-done:
				return
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}

func (r *runner) snapshot() Progress {
	c := &r.count
	c.mu.Lock()
	p := Progress{Planned: c.planned, Had: c.had, Answered: c.answered, Unanswered: c.givenUp, Retries: c.retries, LastError: c.last}
	c.mu.Unlock()
	p.Width = r.gate.width()
	if r.Price != nil {
		p.Cost = r.Price.Money(r.Price.Of(r.ledger.Used()))
	}
	return p
}
