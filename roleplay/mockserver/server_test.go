package mockserver

import (
	"bytes"
	"math"
	"net/http"
	"testing"
)

// The tries of one question go wrong independently: with a share f of faults, a share
// f^n of the questions fails n times.
func TestFaultsAreIndependent(t *testing.T) {
	f := Faults{Limited: .1, Broken: .1}
	const questions, tries = 20000, 4
	failedAll := [tries + 1]int{}
	for q := range uint64(questions) {
		for n := range uint64(tries) {
			if f.pick(uniform(hashOf([]byte{byte(q), byte(q >> 8)})^(n+1)<<32)) == nil {
				break
			}
			failedAll[n+1]++
		}
	}
	for n := 1; n <= tries; n++ {
		p := math.Pow(.2, float64(n))
		want, sd := questions*p, math.Sqrt(questions*p*(1-p))
		if math.Abs(float64(failedAll[n])-want) > 4*sd {
			t.Errorf("%d failed %d times, want %.0f", failedAll[n], n, want)
		}
	}
}

func TestServerCounts(t *testing.T) {
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, body := range []string{`{"a":1}`, `{"a":2}`, `{"a":1}`} {
		res, err := http.Post(s.URL()+"/chat/completions", "application/json", bytes.NewReader([]byte(body)))
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%d, %v", res.StatusCode, err)
		}
	}
	if s.Requests() != 3 || s.Questions() != 2 || s.Answered() != 3 || s.AnsweredAgain() != 1 || s.MostInFlight() != 1 {
		t.Errorf("%d requests, %d questions, %d answered, %d again, %d at a time", s.Requests(), s.Questions(), s.Answered(), s.AnsweredAgain(), s.MostInFlight())
	}
}
