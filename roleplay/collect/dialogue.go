package collect

import (
	"encoding/json"

	"inertia/roleplay/served"
)

// dialogue asks the items of one persona in turn, each with all that was said
// before. A dialogue that an earlier run began goes on where it stood. A question
// without an answer ends it: what follows would be asked with another history.
func (r *runner) dialogue(questions []question) {
	var history []served.Message
	for i := range questions {
		a, err := r.prepare(&questions[i])
		if err != nil {
			r.halt(err)
			return
		}
		text := ""
		if r.ledger.Has(a.key) {
			r.count.have()
			if text, err = r.said(a.key); err != nil {
				r.halt(err)
				return
			}
		} else if reply, ok := r.ask(a, history[:len(history):len(history)]); ok {
			text = reply.Text
		} else {
			return
		}
		history = append(history, served.User(a.prompt), served.Assistant(text))
	}
}

// said is the text of an answer in the ledger.
func (r *runner) said(k Key) (string, error) {
	line, err := r.ledger.Line(k)
	if err != nil {
		return "", err
	}
	var answer struct{ Text string }
	err = json.Unmarshal(line, &answer)
	return answer.Text, err
}
