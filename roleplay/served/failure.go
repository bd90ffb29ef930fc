package served

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Kind says what went wrong.
type Kind string

// The kinds of failure.
const (
	Unreached Kind = "transport" // no answer, or one cut off
	Limited   Kind = "limited"   // the server asks for fewer requests (429)
	Broken    Kind = "server"    // the server failed (5xx)
	Malformed Kind = "malformed" // an answer that is no chat completion
	Filtered  Kind = "filtered"  // the provider's filter refused the prompt
	Rejected  Kind = "rejected"  // the request is refused, and would be again
	Denied    Kind = "denied"    // key, model or address are refused: so is every request
)

// Failure is a request that brought no answer.
type Failure struct {
	Kind    Kind
	Status  int           // of HTTP; 0 = none came
	After   time.Duration // how long the server asks to wait
	Message string        // one line, without the key
}

func (f *Failure) Error() string {
	if f.Status != 0 {
		return fmt.Sprintf("the server answered %d: %s", f.Status, f.Message)
	}
	return f.Message
}

// Again reports whether asking the same once more can help.
func (f *Failure) Again() bool {
	switch f.Kind {
	case Unreached, Limited, Broken, Malformed:
		return true
	}
	return false
}

// Overload reports whether the failure speaks for asking less at a time.
func (f *Failure) Overload() bool { return f.Kind == Limited || f.Kind == Broken }

// kindOf sorts a status that is not 200.
func kindOf(status int, message, code string) Kind {
	switch {
	case status == 429 && strings.Contains(code, "insufficient_quota"):
		return Denied // no waiting brings the money back
	case status == 429:
		return Limited
	case status >= 500:
		return Broken
	case status == 408 || status == 409 || status == 425:
		return Unreached
	case status == 403 && strings.Contains(message, "flagged"): // OpenRouter's moderation
		return Filtered
	case status == 401 || status == 402 || status == 403 || status == 404 || status == 405 || status < 400:
		return Denied
	case strings.Contains(code, "content_filter") || strings.Contains(code, "content_policy"):
		return Filtered
	}
	return Rejected
}

// messageOf finds the server's own words in the body of an error: the forms of
// OpenAI, of FastAPI, and plain text.
func messageOf(raw []byte) (message, code string) {
	var e struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  json.RawMessage `json:"detail"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return string(raw), ""
	}
	var inner struct {
		Message string          `json:"message"`
		Code    json.RawMessage `json:"code"`
		Type    string          `json:"type"`
	}
	var text string
	switch {
	case json.Unmarshal(e.Error, &inner) == nil && inner.Message != "":
		return inner.Message, strings.Trim(string(inner.Code), `"`) + " " + inner.Type
	case json.Unmarshal(e.Error, &text) == nil && text != "":
		return text, ""
	case e.Message != "":
		return e.Message, ""
	case len(e.Detail) > 0:
		return strings.Trim(string(e.Detail), `"`), ""
	}
	return string(raw), ""
}

// oneLine makes a text fit for a message: no control characters, not long.
func oneLine(text string) string {
	const most = 300
	text = strings.ToValidUTF8(text[:min(len(text), 4*most)], "")
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "..."
	}
	if text == "" {
		return "(without a word)"
	}
	return text
}
