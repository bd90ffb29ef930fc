package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Help shows every flag once, headings in the order of the command.
func TestHelpShowsEveryFlagOnce(t *testing.T) {
	for _, cmd := range newRoot().Commands() {
		help := flagSections(cmd.LocalFlags())
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			line := regexp.MustCompile(`(?m)^(      |  -\w, )--` + f.Name + ` `)
			if n := len(line.FindAllString(help, -1)); n != 1 {
				t.Errorf("%s: --%s has %d lines in the help", cmd.Name(), f.Name, n)
			}
		})
	}
	var headings []string
	for _, line := range strings.Split(flagSections(newReport().LocalFlags()), "\n") {
		if strings.HasSuffix(line, ":") && !strings.HasPrefix(line, " ") {
			headings = append(headings, line)
		}
	}
	if got, want := strings.Join(headings, " "), "Flags: Pages: Data: Measures: Bundle: Draft by a model:"; got != want {
		t.Errorf("headings of report: %s; want %s", got, want)
	}
}

// The command kept with a report makes it again: a flag given twice stands twice, and
// files are named without their folders.
func TestCommandLineMakesTheReportAgain(t *testing.T) {
	root := newRoot()
	var got string
	for _, cmd := range root.Commands() {
		if cmd.Name() == "report" {
			cmd.RunE = func(cmd *cobra.Command, args []string) error { got = commandLine(cmd, args); return nil }
		}
	}
	root.SetArgs([]string{"report", "--author", "A, B", "--author", "C", "--formats", "md,pdf", "--font", "/fonts/f.ttf", "-o", "elsewhere", "data/answers.csv"})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	if want := "inertia report --author 'A, B' --author C --formats md,pdf --font f.ttf answers.csv"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	root.SetArgs([]string{"report", "--compare", "--draft=false", "a.csv", "b.csv"})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	if want := " --compare --draft=false a.csv b.csv"; !strings.HasSuffix(got, want) {
		t.Errorf("got  %s\nwant it to end in%s", got, want)
	}
}
