package collect

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"inertia/datasets"
	"inertia/roleplay"
	"inertia/roleplay/served"
)

// asked is a question in words, ready to be sent.
type asked struct {
	*question
	key    Key
	shown  []int    // options in the order shown
	labels []string // their labels
	prompt string
	seed   *int64
	// respondent is the model whose text is to be read; empty where a question is asked.
	respondent string
}

// prepare words a question and names it.
func (r *runner) prepare(q *question) (*asked, error) {
	return prepare(r.Wording, r.keys, r.Design.SamplingSeed, q)
}

func prepare(w Wording, keys *keyer, first *int64, q *question) (*asked, error) {
	a := &asked{question: q, shown: q.Shown()}
	names := q.Instrument.Labels(q.Item)
	a.labels = make([]string, len(a.shown))
	for place, option := range a.shown {
		a.labels[place] = names[option-1]
	}
	var err error
	if a.prompt, err = w.Word(&q.Question); err != nil {
		return nil, err
	}
	if first != nil {
		seed := *first + int64(q.Repeat) - 1
		a.seed = &seed
	}
	a.key = keys.of(&q.Question, q.position, a.seed, a.prompt)
	return a, nil
}

// request is what is sent for a question.
func (a *asked) request(model string, p served.Parameters, history []served.Message) *served.Request {
	p.Seed = a.seed
	req := &served.Request{Model: model, Messages: append(history, served.User(a.prompt)), Parameters: p}
	if p.Choice != served.ChoiceFree && (a.Variant != roleplay.VariantUnforced || a.respondent != "") {
		req.Choices = letters(len(a.shown))
		if a.respondent != "" {
			req.Choices = append(req.Choices, noOption)
		}
	}
	return req
}

// letters are the marks of the options: A, B, C, ...
func letters(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = string(rune('A' + i))
	}
	return out
}

// do asks one piece of the plan.
func (r *runner) do(j job) {
	if j.text != nil {
		r.readText(j.text)
		return
	}
	if j.questions[0].position > 0 {
		r.dialogue(j.questions)
		return
	}
	a, err := r.prepare(&j.questions[0])
	switch {
	case err != nil:
		r.halt(err)
	case r.ledger.Has(a.key):
		r.count.have()
	default:
		r.ask(a, nil)
	}
}

// ask asks one question until it has its answer; false when it has none.
func (r *runner) ask(a *asked, history []served.Message) (reply *served.Reply, ok bool) {
	if !r.count.admit(r.Pilot) {
		return nil, false
	}
	req := a.request(r.Model, r.Parameters, history)
	for try := 1; ; try++ {
		reply, took, err := r.send(req)
		if err == nil {
			ok = r.keep(a, reply, took)
			r.count.landed() // only now its cost is in the ledger
			return reply, ok
		}
		var f *served.Failure
		if !errors.As(err, &f) {
			if r.ctx.Err() == nil {
				r.halt(err)
			}
			return nil, false
		}
		switch {
		case f.Kind == served.Denied:
			r.halt(fmt.Errorf("%w; check the model's name, the base URL and the key", f))
			return nil, false
		case f.Kind == served.Filtered:
			withheld := &served.Reply{Text: f.Message, Filtered: true}
			return withheld, r.keep(a, withheld, took)
		case !f.Again() || try == r.Tries:
			r.giveUp(a, f)
			return nil, false
		}
		r.count.retry(f)
		if r.unheard(f) || sleep(r.ctx, backOff(a.key, try, f.After)) != nil {
			return nil, false
		}
	}
}

// errEnded is that of a request that was not sent, because the run ends.
var errEnded = errors.New("the run ends")

// send sends one request when gate, paces and purse allow it. One that was sent is
// waited for, also when the run ends meanwhile; one that was answered is under way
// until its answer is kept.
func (r *runner) send(req *served.Request) (*served.Reply, time.Duration, error) {
	expected := r.expected(req)
	if r.rate.wait(r.ctx, 1) != nil || r.tokens.wait(r.ctx, float64(expected.Prompt+expected.Completion)) != nil {
		return nil, 0, errEnded
	}
	if !r.gate.enter() {
		return nil, 0, errEnded
	}
	if err := r.affordable(r.expected(req)); err != nil { // by what answers have cost by now
		r.gate.leave(false)
		r.halt(err)
		return nil, 0, errEnded
	}
	began := time.Now()
	reply, err := r.Client.Ask(context.WithoutCancel(r.ctx), req)
	took := time.Since(began)
	var f *served.Failure
	late := r.Timeout > 0 && took > r.Timeout/2
	r.gate.leave(late || errors.As(err, &f) && f.Overload())
	if err != nil {
		r.count.landed()
		return nil, took, err
	}
	r.tokens.correct(float64(reply.PromptTokens + reply.CompletionTokens - expected.Prompt - expected.Completion))
	return reply, took, nil
}

// expected is what a request is likely to use: what the study's answers used so
// far, and before the first one a token for four characters.
func (r *runner) expected(req *served.Request) Usage {
	if u := r.ledger.Used(); u.Answers > 0 && u.Prompt > 0 {
		return Usage{1, u.Prompt / u.Answers, u.Completion/u.Answers + 1}
	}
	chars := 0
	for _, m := range req.Messages {
		chars += len(m.Content)
	}
	return Usage{1, chars/4 + 8, 16}
}

// affordable ends the run before requests under way could pass the limit on cost.
func (r *runner) affordable(expected Usage) error {
	flying := r.count.launched()
	if r.MaxCost <= 0 {
		return nil
	}
	if r.Price.Of(r.ledger.Used())+float64(flying)*r.Price.Of(expected) <= r.MaxCost {
		return nil
	}
	r.count.landed()
	return stopf("the limit on cost, %s", r.Price.Money(r.MaxCost))
}

// keep writes an answer into the ledger.
func (r *runner) keep(a *asked, reply *served.Reply, took time.Duration) bool {
	answer := a.response(cmp.Or(a.respondent, r.Model), reply, r.Reading)
	if a.respondent != "" && answer.Missing != datasets.Answered {
		answer.Missing = datasets.Unparsed // whatever kept the parser from naming an option
	}
	answer.LatencyMS, answer.At = float64(took)/float64(time.Millisecond), now()
	line := appendLine(make([]byte, 0, 512), answer, a.shown, r.columns())
	if err := r.ledger.Append(a.key, line, Usage{1, answer.PromptTokens, answer.CompletionTokens}, a.position > 0); err != nil {
		r.halt(err)
		return false
	}
	r.count.answer(answer.Missing)
	return true
}

// response reads a reply as an answer.
func (a *asked) response(model string, reply *served.Reply, read Reading) *datasets.Response {
	out := &datasets.Response{Model: model, Variant: a.Variant, Item: a.Item.ID, Repeat: a.Repeat, Position: a.position, Text: reply.Text,
		PromptTokens: reply.PromptTokens, CompletionTokens: reply.CompletionTokens, Request: a.key.String()}
	if a.Persona != nil {
		out.Seed, out.Persona = a.Persona.Seed, a.Persona.ID
	}
	out.P, out.POther = a.probabilities(reply.Candidates)
	switch {
	case reply.Filtered:
		out.Missing = datasets.Refusal
	case reply.Truncated:
		out.Missing = datasets.Truncated
	default:
		place, missing := read(unwrapped(reply.Text), a.labels)
		if missing == datasets.Answered && place >= 1 && place <= len(a.shown) {
			out.Option = a.shown[place-1]
		} else if out.Missing = missing; missing == datasets.Answered {
			out.Missing = datasets.Unparsed
		}
	}
	return out
}

// unwrapped is the text inside the object that a JSON schema asked for.
func unwrapped(text string) string {
	if !strings.HasPrefix(text, "{") {
		return text
	}
	var object map[string]string
	if json.Unmarshal([]byte(text), &object) != nil {
		return text
	}
	if inner, ok := object[served.AnswerField]; ok {
		return inner
	}
	return text
}

// probabilities sums the candidates that are an option's letter; the rest of the
// mass lies outside the options. Nil where the server gave none.
func (a *asked) probabilities(candidates []served.Candidate) (p []float64, other float64) {
	if candidates == nil {
		return nil, 0
	}
	p, other = make([]float64, len(a.shown)), 1
	for _, c := range candidates {
		t := strings.Trim(c.Token, " \n\t.):(*▁Ġ")
		if len(t) != 1 || t[0] < 'A' || int(t[0]-'A') >= len(a.shown) {
			continue
		}
		p[a.shown[t[0]-'A']-1] += c.Probability
		other -= c.Probability
	}
	return p, max(0, other)
}

// giveUp sets a question aside until the next run. When one after another is given
// up, the run ends: the server or the request is at fault, not the question.
func (r *runner) giveUp(a *asked, f *served.Failure) {
	missing := datasets.Response{Model: r.Model, Variant: a.Variant, Item: a.Item.ID, Repeat: a.Repeat, Position: a.position,
		Missing: datasets.Transport, At: now(), Request: a.key.String()}
	if a.Persona != nil {
		missing.Seed, missing.Persona = a.Persona.Seed, a.Persona.ID
	}
	inARow := r.count.giveUp(&missing, a.shown, f)
	switch {
	case inARow < r.Concurrency+20 && (f.Again() || inARow < 20):
	case f.Kind == served.Unreached && !r.count.heardOf():
		r.halt(r.noServer(f))
	case f.Kind == served.Rejected:
		r.halt(fmt.Errorf("%d questions in a row were given up, the last because %w (what a request holds is set by the flags under \"How a request is made\" in inertia collect --help)", inARow, f))
	default:
		r.halt(fmt.Errorf("%d questions in a row were given up, the last because %w", inARow, f))
	}
}

// patience is how long a server that was never heard may stay silent; tests have less.
var patience = 10 * time.Second

// unheard ends the run when no server was ever reached.
func (r *runner) unheard(f *served.Failure) bool {
	if f.Kind != served.Unreached || r.count.heardOf() || time.Since(r.began) < patience {
		return false
	}
	r.halt(r.noServer(f))
	return true
}

func (r *runner) noServer(f *served.Failure) error {
	return fmt.Errorf("no server answers at %s: %w; is it running, and is the base URL right", served.Public(r.BaseURL), f)
}
