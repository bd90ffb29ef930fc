package main

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"inertia/datasets"
	"inertia/roleplay"
	"inertia/roleplay/collect"
	"inertia/roleplay/served"
)

// designFlags say what a study asks, of which model, and where it is kept.
type designFlags struct {
	model, out, baseURL         string
	instruments, variants, stop []string
	wording, template           string
	seeds                       []int64
	personas, repeats, baseline int
	samplingSeed, shard         string
	logprobs                    bool
	topLogprobs                 int
	parameterFlags
}

// parameterFlags are what every request carries beside its messages.
type parameterFlags struct {
	temperature, topP, structured, extra string
	maxTokens, maxCompletionTokens       int
}

func (f *parameterFlags) add(fl *pflag.FlagSet, maxTokens int) {
	fl.StringVar(&f.temperature, "temperature", "0", "temperature; none leaves it to the server")
	fl.StringVar(&f.topP, "top-p", "none", "nucleus sampling; none leaves it to the server")
	fl.IntVar(&f.maxTokens, "max-tokens", maxTokens, "longest answer in tokens; 0 leaves it to the server")
	fl.IntVar(&f.maxCompletionTokens, "max-completion-tokens", 0, "the same, by the name that newer models of OpenAI want; --max-tokens is then not sent")
	fl.StringVar(&f.structured, "structured", "none", "hold answers to the options: none, vllm or json-schema")
	fl.StringVar(&f.extra, "extra", "", `further fields of the request as JSON, such as '{"chat_template_kwargs":{"enable_thinking":false}}'`)
}

func (f *designFlags) add(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVarP(&f.out, "out", "o", "", "`FOLDER` of the study; a study that is there goes on")
	fl.StringVar(&f.model, "model", "", "model, by the name its server knows")
	fl.StringVar(&f.baseURL, "base-url", "https://api.openai.com/v1", "server, up to the version in its address")
	section(cmd, "What is asked", f.addQuestions)
	section(cmd, "How a request is made", f.addRequest)
}

func (f *designFlags) addQuestions(fl *pflag.FlagSet) {
	d := collect.DefaultDesign()
	fl.StringSliceVar(&f.instruments, "instrument", []string{"mfq30"}, "questionnaires: mfq30, pvqrr, or a FILE that describes one")
	fl.StringVar(&f.wording, "wording", "", "`FILE` with the official wording of the items (CSV item,text and perhaps paraphrase, or JSON lines)")
	fl.StringVar(&f.template, "template", "", "`FILE` that words the prompt (text/template with .Persona, .Item, .Options, .Forced); see --dry-run for the result")
	fl.StringSliceVar(&f.variants, "variants", d.Variants, "ways of asking: "+strings.Join(roleplay.VariantNames(), ", "))
	fl.Int64SliceVar(&f.seeds, "seeds", d.Seeds, "`NUMBERS` of the persona draws, comma-separated")
	fl.IntVar(&f.personas, "personas", d.Personas, "personas a seed")
	fl.IntVar(&f.repeats, "repeats", d.Repeats, "repeats of an item under a persona")
	fl.IntVar(&f.baseline, "baseline-repeats", d.BaselineRepeats, "repeats of an item without a persona")
	fl.StringVar(&f.shard, "shard", "", "part of the study, i/n, for n machines with a folder each")
}

func (f *designFlags) addRequest(fl *pflag.FlagSet) {
	f.parameterFlags.add(fl, 512)
	fl.StringVar(&f.samplingSeed, "sampling-seed", "0", "seed sent with the first repeat, one more with each further one; none sends none")
	fl.StringArrayVar(&f.stop, "stop", nil, "`TEXT` that ends an answer, such as \"\\n\" for a base model; may be given several times")
	fl.BoolVar(&f.logprobs, "logprobs", false, "keep the probability of each option, where the server gives log-probabilities")
	fl.IntVar(&f.topLogprobs, "top-logprobs", 20, "candidates asked for with --logprobs")
}

// options turn the flags into what the collector needs.
func (f *designFlags) options() (collect.Options, error) {
	o := collect.Options{Dir: f.out, Program: "inertia " + version, Model: f.model, BaseURL: f.baseURL}
	if f.model == "" || f.out == "" {
		return o, usagef("needs --model, the model's name, and --out, a folder for the study")
	}
	o.Design = collect.Design{Seeds: f.seeds, Personas: f.personas, Repeats: f.repeats, BaselineRepeats: f.baseline, Variants: f.variants}
	var err error
	if o.Design.Instruments, err = f.questionnaires(); err != nil {
		return o, err
	}
	if o.Design.SamplingSeed, err = number(f.samplingSeed, "--sampling-seed", func(s string) (int64, error) { return strconv.ParseInt(s, 10, 64) }); err != nil {
		return o, err
	}
	if o.Parameters, err = f.parameters(); err != nil {
		return o, err
	}
	if f.logprobs && f.topLogprobs < 1 {
		return o, usagef("--top-logprobs needs to be 1 or more")
	}
	o.Parameters.Stop = unescaped(f.stop)
	if f.logprobs {
		o.Parameters.TopLogprobs = f.topLogprobs
	}
	if f.template != "" {
		if o.Wording, err = roleplay.ReadTemplate(f.template); err != nil {
			return o, err
		}
	}
	if o.Shard, err = collect.ParseShard(f.shard); err != nil {
		return o, usageError{err}
	}
	if err := o.Design.Validate(); err != nil {
		return o, usageError{err}
	}
	return o, nil
}

func (f *parameterFlags) parameters() (served.Parameters, error) {
	p := served.Parameters{MaxTokens: f.maxTokens, MaxCompletionTokens: f.maxCompletionTokens}
	if p.MaxCompletionTokens > 0 {
		p.MaxTokens = 0
	}
	if f.maxTokens < 0 || f.maxCompletionTokens < 0 {
		return p, usagef("--max-tokens and --max-completion-tokens need to be 0 or more")
	}
	parse := func(s string) (float64, error) { return strconv.ParseFloat(s, 64) }
	var err error
	if p.Temperature, err = number(f.temperature, "--temperature", parse); err != nil {
		return p, err
	}
	if p.TopP, err = number(f.topP, "--top-p", parse); err != nil {
		return p, err
	}
	switch f.structured {
	case "none":
	case served.ChoiceVLLM, served.ChoiceJSONSchema:
		p.Choice = f.structured
	default:
		return p, usagef("--structured %s: known are none, %s, %s", f.structured, served.ChoiceVLLM, served.ChoiceJSONSchema)
	}
	if f.extra != "" {
		if err := json.Unmarshal([]byte(f.extra), &p.Extra); err != nil {
			return p, usagef("--extra: not a JSON object: %v", err)
		}
	}
	return p, nil
}

// number reads a value that may be left to the server.
func number[T any](text, flag string, parse func(string) (T, error)) (*T, error) {
	if text == "none" {
		return nil, nil
	}
	v, err := parse(text)
	if err != nil {
		return nil, usagef("%s %s: neither a number nor none", flag, text)
	}
	return &v, nil
}

// unescaped turns a typed \n into a line break.
func unescaped(texts []string) []string {
	var out []string
	for _, t := range texts {
		out = append(out, strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(t))
	}
	return out
}

// questionnaires finds what is asked: bundled ones by name, others by file.
func (f *designFlags) questionnaires() ([]*datasets.Instrument, error) {
	var out []*datasets.Instrument
	for _, name := range f.instruments {
		in, ok := datasets.InstrumentByID(name)
		if !ok {
			if _, err := os.Stat(name); err != nil {
				return nil, usagef("--instrument %s: neither a known questionnaire (mfq30, pvqrr) nor a file", name)
			}
			var err error
			if in, err = datasets.ReadInstrument(name); err != nil {
				return nil, err
			}
		}
		out = append(out, in)
	}
	if f.wording == "" {
		return out, nil
	}
	s := &source{instruments: out}
	err := (&dataFlags{wording: f.wording}).importWording(s)
	return s.instruments, err
}

// serverFlags say how fast a server is asked, and with which key.
type serverFlags struct {
	keyEnv, keyFile    string
	insecure           bool
	concurrency, tries int
	timeout            time.Duration
	requests, tokens   float64
}

func (f *serverFlags) add(fl *pflag.FlagSet) {
	fl.StringVar(&f.keyEnv, "key-env", "OPENAI_API_KEY", "environment variable that holds the key")
	fl.StringVar(&f.keyFile, "key-file", "", "`FILE` that holds the key and nothing else")
	fl.BoolVar(&f.insecure, "insecure", false, "allow http:// to a host other than this machine")
	fl.IntVar(&f.concurrency, "concurrency", 64, "requests at a time; fewer while the server refuses")
	fl.IntVar(&f.tries, "tries", 10, "times a question is asked before it is given up until the next run")
	fl.DurationVar(&f.timeout, "timeout", 2*time.Minute, "longest wait for one answer")
	fl.Float64Var(&f.requests, "requests-per-minute", 0, "most requests a minute; 0 = no limit")
	fl.Float64Var(&f.tokens, "tokens-per-minute", 0, "most tokens a minute, read and written; 0 = no limit")
}

// client makes a client for the server and fills in what the runner needs.
func (f *serverFlags) client(o *collect.Options) (*served.Client, error) {
	if f.concurrency < 1 || f.tries < 1 || f.timeout <= 0 || f.requests < 0 || f.tokens < 0 {
		return nil, usagef("--concurrency and --tries need to be 1 or more, --timeout positive, limits a minute 0 or more")
	}
	var key served.Key
	var err error
	if f.keyFile != "" {
		key, err = served.KeyFromFile(f.keyFile)
	} else {
		key, err = served.KeyFromEnvironment(f.keyEnv)
	}
	if err != nil {
		return nil, err
	}
	client, err := served.New(served.Options{BaseURL: o.BaseURL, Key: key, Connections: f.concurrency, Timeout: f.timeout, Insecure: f.insecure})
	if err != nil {
		return nil, usagef("--base-url: %v", err)
	}
	o.Client, o.Concurrency, o.Tries, o.Timeout, o.RequestsPerMinute, o.TokensPerMinute = client, f.concurrency, f.tries, f.timeout, f.requests, f.tokens
	return client, nil
}

// purseFlags say what may be spent.
type purseFlags struct {
	prices  string
	maxCost float64
}

func (f *purseFlags) add(fl *pflag.FlagSet) {
	fl.StringVar(&f.prices, "prices", "", "price `FILE`")
	fl.Float64Var(&f.maxCost, "max-cost", 0, "stop before all that was asked costs more; 0 = no limit")
}

// open finds the model's price and sets the limit.
func (f *purseFlags) open(o *collect.Options) error {
	if f.maxCost < 0 {
		return usagef("--max-cost needs to be 0 or more")
	}
	if f.prices != "" {
		var err error
		if o.Price, err = collect.ReadPrice(f.prices, o.Model); err != nil {
			return err
		}
	}
	if f.maxCost > 0 && o.Price == nil {
		return usagef("--max-cost needs the model's price: --prices FILE")
	}
	o.MaxCost = f.maxCost
	return nil
}
