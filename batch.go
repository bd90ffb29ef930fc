package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"inertia/roleplay"
	"inertia/roleplay/collect"
)

func newBatch() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "batch export|import",
		Short: "Ask through a provider's batch files",
		Long: `Write the questions of a study that have no answer yet as batch files, and take up
the results. Providers answer batches within a day at a lower price; vLLM's run-batch
answers them on a cluster without a server.

What failed is without an answer still, and goes into the next export.`,
		Example: `  inertia batch export --model gpt-4o-mini --out study
  inertia batch import --out study results.jsonl`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q; known are export and import", args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(interruptible(newBatchExport()), interruptible(newBatchImport()))
	return cmd
}

func newBatchExport() *cobra.Command {
	var design designFlags
	var bounds collect.BatchOptions
	cmd := &cobra.Command{
		Use:   "export --model M --out DIR",
		Short: "Write the questions without an answer as batch files",
		Long: `Write the questions of a study that have no answer yet into DIR/batch/requests-001.jsonl
and so on, in the batch format of OpenAI, which vLLM's run-batch reads too. The flags
say what is asked, as for inertia collect. Files of an earlier export are replaced.`,
		Example: `  inertia batch export --model gpt-4o-mini --out study --instrument mfq30 --personas 200
  python -m vllm.entrypoints.openai.run_batch -i study/batch/requests-001.jsonl -o results.jsonl --model M`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := design.options()
			if err != nil {
				return err
			}
			if bounds.MostRequests < 1 || bounds.MostBytes < 1 {
				return usagef("--max-requests and --max-bytes need to be 1 or more")
			}
			files, err := collect.ExportBatch(o, bounds)
			if err != nil {
				return err
			}
			for _, path := range files.Paths {
				fmt.Fprintln(cmd.OutOrStdout(), path)
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "inertia: %s in %s; %d of %d questions are answered already\n", numbered(files.Requests, "request"), numbered(len(files.Paths), "file"), files.Had, files.Planned)
			return nil
		},
	}
	cmd.Flags().IntVar(&bounds.MostRequests, "max-requests", 50_000, "most requests in one file")
	cmd.Flags().Int64Var(&bounds.MostBytes, "max-bytes", 190_000_000, "largest size of one file")
	design.add(cmd)
	return cmd
}

func newBatchImport() *cobra.Command {
	var out, template string
	cmd := &cobra.Command{
		Use:   "import --out DIR RESULTS...",
		Short: "Take the results of batch files into their study",
		Long: `Join the files of results that a provider or vLLM's run-batch gave with the questions
of the study in DIR. Questions that are answered already stay as they are; what failed
goes into the next export.`,
		Example: "  inertia batch import --out study results-1.jsonl results-2.jsonl",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" || len(args) == 0 {
				return usagef("needs --out DIR, the folder of the study, and RESULTS, files of results")
			}
			study, err := collect.ReadStudy(out)
			if err != nil {
				return err
			}
			if study == nil {
				return fmt.Errorf("%s: no %s in it; give the folder of inertia batch export", out, collect.StudyName)
			}
			o, err := study.Options(out)
			if err != nil {
				return err
			}
			if template != "" {
				if o.Wording, err = roleplay.ReadTemplate(template); err != nil {
					return err
				}
			}
			found, err := collect.ImportBatch(o, args)
			if found != nil {
				for _, n := range found.Notices {
					fmt.Fprintf(cmd.ErrOrStderr(), "inertia: notice: %s\n", n)
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "inertia: %d answers taken, %d were there, %d failed, %d belong to no question of this study; %d questions are without an answer\n",
					found.Answered, found.Had, found.Failed, found.Unknown, found.Left)
			}
			return err
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "`FOLDER` of the study")
	cmd.Flags().StringVar(&template, "template", "", "`FILE` that worded the prompts, where inertia batch export had one")
	return cmd
}
