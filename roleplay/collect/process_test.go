package collect

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"inertia/roleplay/served"
)

// errand is what a child process of the tests is sent to do.
type errand struct {
	URL, Dir                  string
	Seeds                     []int64
	Personas, BaselineRepeats int
	Concurrency               int
	Timeout                   time.Duration
}

const errandVariable = "COLLECT_TEST_ERRAND"

// TestMain lets the test program be a collector of its own, which can be killed and
// whose memory is its own.
func TestMain(m *testing.M) {
	if text := os.Getenv(errandVariable); text != "" {
		if err := runErrand(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func (e *errand) options() Options {
	zero := 0.
	o := Options{Dir: e.Dir, Program: "inertia test", Model: "mock", BaseURL: e.URL, Design: DefaultDesign(), Concurrency: e.Concurrency,
		Parameters: served.Parameters{Temperature: &zero, MaxTokens: 16}}
	o.Design.Seeds, o.Design.Personas, o.Design.BaselineRepeats = e.Seeds, e.Personas, e.BaselineRepeats
	return o
}

func runErrand(text string) error {
	var e errand
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return err
	}
	o := e.options()
	client, err := served.New(served.Options{BaseURL: e.URL, Connections: e.Concurrency, Timeout: e.Timeout})
	if err != nil {
		return err
	}
	o.Client = client
	res, err := Run(context.Background(), o)
	if err != nil {
		return err
	}
	fmt.Printf("%d %f %d\n", res.Answered, res.Took.Seconds(), peakMemory())
	return nil
}

// peakMemory is the most memory, in KB, that the process ever held; 0 where the
// system does not tell.
func peakMemory() int {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kb int
			if _, err := fmt.Sscan(rest, &kb); err == nil {
				return kb
			}
		}
	}
	return 0
}

// child is a collector process that is ready to be started.
func (e *errand) child(t testing.TB) *exec.Cmd {
	t.Helper()
	raw, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), errandVariable+"="+string(raw))
	cmd.Stderr = os.Stderr
	return cmd
}

// errandRun is what a child told of its run.
type errandRun struct {
	answered int
	took     time.Duration
	peakKB   int
}

func (e *errand) run(t testing.TB) errandRun {
	t.Helper()
	out, err := e.child(t).Output()
	if err != nil {
		t.Fatal(err)
	}
	var r errandRun
	var seconds float64
	if _, err := fmt.Sscan(string(out), &r.answered, &seconds, &r.peakKB); err != nil {
		t.Fatalf("%q: %v", out, err)
	}
	r.took = time.Duration(seconds * float64(time.Second))
	return r
}
