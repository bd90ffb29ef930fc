// Command inertia measures how far a language model can be moved by a persona,
// and writes the result up as a paper.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"inertia/datasets/wholefile"
)

// version is that of the program, named in every manifest and report.
const version = "0.1.0"

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130 // as shells give it: 128 + SIGINT
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program: arguments in, exit code out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "inertia: interrupted; nothing half-written was left")
		return exitInterrupted
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; check the path", err)
	}
	fmt.Fprintf(stderr, "inertia: %v\n", err)
	if ctx.Err() != nil {
		return exitInterrupted
	}
	var usage usageError
	if errors.As(err, &usage) || strings.HasPrefix(err.Error(), "unknown command") {
		fmt.Fprintf(stderr, "See %s --help.\n", cmd.CommandPath())
		return exitUsage
	}
	return exitFailed
}

// usageError is a wrong flag or argument: exit code 2.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "inertia",
		Short: "Measure how far a language model can be moved by a persona",
		Long: `inertia takes the answers a language model gave to moral and value questionnaires
under many role-played personas, measures how much of each moral dimension stays
put, and writes the result up as a paper.`,
		Example: `  inertia report                          the report of the bundled study
  inertia report answers.csv              the report of your answers
  inertia measure answers.csv             the same numbers as one table
  inertia check answers.csv               what is in a file, and what is wrong with it`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q", args[0])
			}
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usagef("%s", inWords(err)) })
	cobra.AddTemplateFunc("flagSections", flagSections)
	root.SetUsageTemplate(usageTemplate)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(interruptible(newReport()), interruptible(newMeasure()), interruptible(newCheck()), interruptible(newConvert()), interruptible(newTally()), newCollect(), newParse(), newBatch(), interruptible(newVerify()), interruptible(newSimulate()), newDatasets(), newNotebook())
	return root
}

// inWords says what a flag needs whose value could not be read.
func inWords(err error) string {
	what, function, unread := strings.Cut(err.Error(), ": strconv.")
	switch {
	case !unread:
		return what
	case strings.HasPrefix(function, "ParseBool"):
		return what + ": it needs true or false"
	}
	return what + ": it needs a number"
}

// noArguments refuses what is no flag, such as the rest of a name with a blank.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%q is no flag of %s, which takes nothing else; a name with a blank in it needs quotes", args[0], cmd.CommandPath())
	}
	return nil
}

// interruptible makes a command end at once when it is interrupted, and leave nothing
// half-written. It is one that reads, computes, and writes whole files or whole lines.
func interruptible(cmd *cobra.Command) *cobra.Command {
	work := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		done := make(chan error, 1)
		go func() { done <- work(cmd, args) }()
		select {
		case err := <-done:
			return err
		case <-cmd.Context().Done():
			wholefile.RemoveUnfinished()
			return context.Canceled
		}
	}
	return cmd
}
