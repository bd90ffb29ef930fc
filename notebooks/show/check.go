package show

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// Where a failing cell writes to, and how it ends; tests put others in place.
var (
	stderr io.Writer = os.Stderr
	exit             = os.Exit
)

// Check ends the cell when err is not nil: it prints the message on one line,
// without a stack trace, and the cell fails, so that a run of the notebook stops
// there.
func Check(err error) {
	if err == nil {
		return
	}
	flush()
	fmt.Fprintln(stderr, "error: "+strings.TrimSpace(err.Error()))
	exit(1)
}

// Must gives the value, or ends the cell as Check does.
//
//	matrix := show.Must(analysis.PersonaItemMatrix(study.Study, model, "default", "mfq30"))
func Must[T any](value T, err error) T {
	Check(err)
	return value
}

// fail ends the cell with a message.
func fail(format string, args ...any) { Check(fmt.Errorf(format, args...)) }
