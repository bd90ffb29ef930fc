package served

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	openai "github.com/sashabaranov/go-openai"
)

// Message is one turn of a conversation.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// User is a message of the one who asks.
func User(text string) Message { return Message{openai.ChatMessageRoleUser, text} }

// Assistant is a message of the model, given back to it as history.
func Assistant(text string) Message { return Message{openai.ChatMessageRoleAssistant, text} }

// System is a message that sets the frame of a conversation.
func System(text string) Message { return Message{openai.ChatMessageRoleSystem, text} }

// Ways to hold a model to the options.
const (
	ChoiceFree       = ""            // the prompt alone asks for an option
	ChoiceVLLM       = "vllm"        // structured_outputs.choice of vLLM
	ChoiceJSONSchema = "json-schema" // response_format with an enumeration
)

// Parameters are what a request carries beside its messages. A field that is nil
// or zero is left to the server; a pointer to 0 is sent as 0.
type Parameters struct {
	Temperature *float64 `json:"temperature,omitempty"`
	TopP        *float64 `json:"top_p,omitempty"`
	Seed        *int64   `json:"seed,omitempty"`
	MaxTokens   int      `json:"max_tokens,omitempty"`
	// MaxCompletionTokens is the name by which newer models of OpenAI know
	// MaxTokens.
	MaxCompletionTokens int `json:"max_completion_tokens,omitempty"`
	// Stop are texts that end an answer.
	Stop        []string `json:"stop,omitempty"`
	TopLogprobs int      `json:"top_logprobs,omitempty"` // > 0 asks for log-probabilities
	Choice      string   `json:"choice,omitempty"`       // ChoiceFree, ChoiceVLLM or ChoiceJSONSchema
	// Extra are further fields of the body, as the server's manual names them.
	Extra map[string]json.RawMessage `json:"extra,omitempty"`
}

// Request is one chat completion to ask for.
type Request struct {
	Model    string
	Messages []Message
	Parameters
	Choices []string // what may be answered, where Choice asks for it
}

// body is a request as it is sent. go-openai's type leaves a temperature of 0 out,
// and the server then uses its own.
type body struct {
	Model               string          `json:"model"`
	Messages            []Message       `json:"messages"`
	Temperature         *float64        `json:"temperature,omitempty"`
	TopP                *float64        `json:"top_p,omitempty"`
	Seed                *int64          `json:"seed,omitempty"`
	MaxTokens           int             `json:"max_tokens,omitempty"`
	MaxCompletionTokens int             `json:"max_completion_tokens,omitempty"`
	Stop                []string        `json:"stop,omitempty"`
	Logprobs            bool            `json:"logprobs,omitempty"`
	TopLogprobs         int             `json:"top_logprobs,omitempty"`
	StructuredOutputs   *choice         `json:"structured_outputs,omitempty"`
	ResponseFormat      *responseFormat `json:"response_format,omitempty"`
}

type choice struct {
	Choice []string `json:"choice"`
}

type responseFormat struct {
	Type       openai.ChatCompletionResponseFormatType `json:"type"`
	JSONSchema struct {
		Name   string `json:"name"`
		Strict bool   `json:"strict"`
		Schema any    `json:"schema"`
	} `json:"json_schema"`
}

// AnswerField is the field that a JSON schema's answer stands in.
const AnswerField = "answer"

// MarshalJSON gives the bytes of the body that is sent.
func (r *Request) MarshalJSON() ([]byte, error) {
	b := body{Model: r.Model, Messages: r.Messages, Temperature: r.Temperature, TopP: r.TopP, Seed: r.Seed,
		MaxTokens: r.MaxTokens, MaxCompletionTokens: r.MaxCompletionTokens, Stop: r.Stop, Logprobs: r.TopLogprobs > 0, TopLogprobs: r.TopLogprobs}
	switch {
	case len(r.Choices) == 0:
	case r.Choice == ChoiceVLLM:
		b.StructuredOutputs = &choice{r.Choices}
	case r.Choice == ChoiceJSONSchema:
		b.ResponseFormat = enumeration(r.Choices)
	}
	raw, err := json.Marshal(&b)
	if err != nil || len(r.Extra) == 0 {
		return raw, err
	}
	return withExtra(raw, r.Extra)
}

// enumeration is the schema of an object whose one field is one of the choices.
func enumeration(choices []string) *responseFormat {
	f := &responseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema}
	f.JSONSchema.Name, f.JSONSchema.Strict = AnswerField, true
	f.JSONSchema.Schema = map[string]any{
		"type":                 "object",
		"properties":           map[string]any{AnswerField: map[string]any{"type": "string", "enum": choices}},
		"required":             []string{AnswerField},
		"additionalProperties": false,
	}
	return f
}

// withExtra adds fields to an object in the order of their names; one that is
// there already is an error, so that nothing asked for is quietly replaced.
func withExtra(raw []byte, extra map[string]json.RawMessage) ([]byte, error) {
	var have map[string]json.RawMessage
	if err := json.Unmarshal(raw, &have); err != nil {
		return nil, err
	}
	raw = raw[:len(raw)-1]
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if _, ok := have[name]; ok {
			return nil, fmt.Errorf("the extra field %q is set by a flag of its own; leave it out of the extra fields", name)
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		raw = append(append(append(append(raw, ','), quoted...), ':'), extra[name]...)
	}
	return append(raw, '}'), nil
}
