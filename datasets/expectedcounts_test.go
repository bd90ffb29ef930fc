package datasets

import (
	"math"
	"strings"
	"testing"
)

func TestExpectedCounts(t *testing.T) {
	nan := math.NaN()
	six := func(p ...float64) []float64 { return p }
	for _, c := range []struct {
		name    string
		r       Response
		n       []float64
		outside float64
		err     string
	}{
		{"sums to 1", Response{P: six(.5, .5, 0, 0, 0, 0)}, six(.5, .5, 0, 0, 0, 0), 0, ""},
		{"mass outside told", Response{P: six(.5, .25, 0, 0, 0, 0), POther: .25}, six(.5, .25, 0, 0, 0, 0), .25, ""},
		{"mass outside not told", Response{P: six(.5, .25, 0, 0, 0, 0)}, six(.5, .25, 0, 0, 0, 0), .25, ""},
		{"rounded to two decimals, the answer still counts 1", Response{P: six(.21, .21, .2, .2, .1, .1)}, six(.21/1.02, .21/1.02, .2/1.02, .2/1.02, .1/1.02, .1/1.02), 0, ""},
		{"an option not told, and no room left for it", Response{P: six(.5, .5, nan, 0, 0, 0)}, six(.5, .5, 0, 0, 0, 0), 0, ""},
		{"the last options not told", Response{P: six(.5, .25), POther: .25}, six(.5, .25, 0, 0, 0, 0), .25, ""},
		{"a column for the options of another questionnaire", Response{P: six(1, 0, 0, 0, 0, 0, nan)}, six(1, 0, 0, 0, 0, 0), 0, ""},
		{"all outside", Response{P: six(0, 0, 0, 0, 0, 0), POther: 1}, six(0, 0, 0, 0, 0, 0), 1, ""},
		{"never came", Response{Missing: Transport}, nil, 1, ""},
		{"nothing written", Response{Missing: Unparsed}, nil, 1, ""},
		{"contradicted", Response{P: six(1, 0, 0, 0, 0, 0), Missing: Duplicate}, nil, 1, ""},

		{"no probabilities", Response{Option: 3}, nil, 0, "without option probabilities"},
		{"negative", Response{P: six(1.2, -.2, 0, 0, 0, 0)}, nil, 0, "p2 is -0.2"},
		{"negative outside", Response{P: six(1, 0, 0, 0, 0, 0), POther: -.1}, nil, 0, "p_other is -0.1"},
		{"more than 1", Response{P: six(.5, .5, .5, 0, 0, 0)}, nil, 0, "sum to 1.5, more than 1"},
		{"more than 1 with what is outside", Response{P: six(.5, .5, 0, 0, 0, 0), POther: .5}, nil, 0, "sum to 1.5, more than 1"},
		{"less than 1 although all is told", Response{P: six(.5, 0, 0, 0, 0, 0), POther: .25}, nil, 0, "sum to 0.75, less than 1"},
		{"an option not told, and room for it", Response{P: six(.5, nan, 0, 0, 0, 0)}, nil, 0, "p2 is empty, and the other probabilities sum to 0.5"},
		{"an option that the item has not", Response{P: six(.5, 0, 0, 0, 0, 0, .5)}, nil, 0, "p7 of an item with 6 options"},
	} {
		n, outside, err := c.r.ExpectedCounts(6)
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %q", c.name, err, c.err)
			}
			continue
		}
		same := err == nil && len(n) == len(c.n) && math.Abs(outside-c.outside) < 1e-12
		for k := range c.n {
			same = same && math.Abs(n[k]-c.n[k]) < 1e-12
		}
		if !same {
			t.Errorf("%s: %v and %v outside, error %v; want %v and %v", c.name, n, outside, err, c.n, c.outside)
		}
	}
}

func TestDataThatHoldNoProbabilities(t *testing.T) {
	for _, c := range []struct{ name, csv, judge, want string }{
		{"no columns", "persona,item,option\n1,mfq30-01,2\n", "", "no columns p1..pK"},
		{"a tally", "persona,item,n1\n1,mfq30-01,2\n", "", "is a tally"},
		{"a reading of texts", "persona,item,option,p1\n1,mfq30-01,1,1\n", "other", "--judge"},
		{"another layout", "persona_id,question_id,run_index,rating\n1,1,1,1\n", "", "the layout moral-susceptibility holds no option probabilities"},
	} {
		_, err := Open([]string{written(t, "a.csv", c.csv)}, Options{Weights: WeightsProbabilities, Judge: c.judge})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := Open([]string{written(t, "a.csv", "persona,item,option,p1\n")}, Options{Weights: "guesses"}); err == nil || !strings.Contains(err.Error(), `unknown weights "guesses"`) {
		t.Error(err)
	}
}
