package served

import (
	"encoding/json"
	"math"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// Reply is a model's answer.
type Reply struct {
	Text      string
	Truncated bool // cut off by the limit on tokens
	Filtered  bool // withheld by the provider's filter
	// Candidates are the tokens with which the answer might have begun, blank
	// ones before it skipped; nil where the server gave no log-probabilities.
	Candidates       []Candidate
	PromptTokens     int
	CompletionTokens int
	Fingerprint      string // of the server's configuration, where told
}

// Candidate is a token and how probable it was.
type Candidate struct {
	Token       string
	Probability float64
}

// completion holds what is read of a server's answer.
type completion struct {
	Choices []struct {
		Message struct {
			Content *string `json:"content"`
			Refusal string  `json:"refusal"`
		} `json:"message"`
		FinishReason openai.FinishReason `json:"finish_reason"`
		Logprobs     *logprobs           `json:"logprobs"`
	} `json:"choices"`
	Usage struct {
		PromptTokens     int `json:"prompt_tokens"`
		CompletionTokens int `json:"completion_tokens"`
	} `json:"usage"`
	SystemFingerprint string          `json:"system_fingerprint"`
	Error             json.RawMessage `json:"error"`
}

type logprobs struct {
	Content []struct {
		Token       string `json:"token"`
		TopLogprobs []struct {
			Token   string  `json:"token"`
			Logprob float64 `json:"logprob"`
		} `json:"top_logprobs"`
	} `json:"content"`
}

// ReadReply reads the body of a chat completion that came another way, such as in a
// batch file.
func ReadReply(raw []byte) (*Reply, error) {
	reply, wrong := readReply(raw)
	if wrong != "" {
		return nil, &Failure{Kind: Malformed, Message: oneLine(wrong)}
	}
	return reply, nil
}

// ReadFailure reads the body of an answer whose status was not 200.
func ReadFailure(status int, raw []byte) *Failure {
	message, code := messageOf(raw)
	return &Failure{Kind: kindOf(status, message, code), Status: status, Message: oneLine(message)}
}

// readReply reads the body of a chat completion. What is wrong with it is a
// sentence; nil reply.
func readReply(raw []byte) (*Reply, string) {
	var c completion
	if len(raw) == 0 {
		return nil, "the body is empty"
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, "the body is not JSON, or cut off"
	}
	if len(c.Choices) == 0 {
		if len(c.Error) > 0 && string(c.Error) != "null" {
			message, _ := messageOf(raw)
			return nil, "status 200 with an error: " + message
		}
		return nil, "a completion without choices"
	}
	first := &c.Choices[0]
	r := &Reply{Truncated: first.FinishReason == openai.FinishReasonLength, Filtered: first.FinishReason == openai.FinishReasonContentFilter,
		PromptTokens: c.Usage.PromptTokens, CompletionTokens: c.Usage.CompletionTokens, Fingerprint: c.SystemFingerprint}
	switch {
	case first.Message.Content != nil:
		r.Text = *first.Message.Content
	case first.Message.Refusal == "" && !r.Truncated && !r.Filtered:
		return nil, "a choice without content"
	}
	if r.Text == "" && first.Message.Refusal != "" {
		r.Text, r.Filtered = first.Message.Refusal, true
	}
	r.Candidates = candidates(first.Logprobs)
	return r, ""
}

// candidates are those of the first token that is not blank: some tokenizers begin
// an answer with a line break or a space.
func candidates(l *logprobs) []Candidate {
	if l == nil {
		return nil
	}
	for _, at := range l.Content {
		if strings.TrimSpace(at.Token) == "" || len(at.TopLogprobs) == 0 {
			continue
		}
		out := make([]Candidate, len(at.TopLogprobs))
		for i, t := range at.TopLogprobs {
			out[i] = Candidate{t.Token, min(1, math.Exp(t.Logprob))}
		}
		return out
	}
	return nil
}
