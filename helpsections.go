package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// headingKey marks a flag with the heading it stands under in the command's help.
const headingKey = "heading"

// helpWidth is the width, in columns, that descriptions of flags are wrapped to.
const helpWidth = 100

// section gives a command the flags that add makes, under a heading of its help.
// Headings and flags are shown in the order in which they were added.
func section(cmd *cobra.Command, heading string, add func(fl *pflag.FlagSet)) {
	fl := pflag.NewFlagSet(heading, pflag.ContinueOnError)
	fl.SortFlags = false
	add(fl)
	fl.VisitAll(func(f *pflag.Flag) { f.Annotations = map[string][]string{headingKey: {heading}} })
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(fl)
}

// usageTemplate is cobra's, with flags under headings.
const usageTemplate = `Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Available Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{flagSections .LocalFlags}}{{if .HasAvailableSubCommands}}

Use "{{.CommandPath}} [command] --help" for more information about a command.{{end}}
`

// flagSections writes a command's flags heading by heading; those of no section stand first.
func flagSections(flags *pflag.FlagSet) string {
	const others = "Flags"
	headings := []string{others}
	sections := map[string]*pflag.FlagSet{}
	flags.SortFlags = false
	flags.VisitAll(func(f *pflag.Flag) {
		heading := others
		if h := f.Annotations[headingKey]; len(h) > 0 {
			heading = h[0]
		}
		if sections[heading] == nil {
			sections[heading] = pflag.NewFlagSet(heading, pflag.ContinueOnError)
			sections[heading].SortFlags = false
			if heading != others {
				headings = append(headings, heading)
			}
		}
		sections[heading].AddFlag(f)
	})
	var b strings.Builder
	for _, heading := range headings {
		if fl := sections[heading]; fl != nil && fl.HasAvailableFlags() {
			b.WriteString("\n\n" + heading + ":\n" + strings.TrimRight(fl.FlagUsagesWrapped(helpWidth), "\n"))
		}
	}
	return b.String()
}
