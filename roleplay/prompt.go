package roleplay

import "sync"

var ownTemplate = sync.OnceValue(DefaultTemplate)

// Prompt words one question as the default template does.
func Prompt(q *Question) string {
	s, err := ownTemplate().Word(q)
	if err != nil {
		return "" // the default template uses no field that can be missing
	}
	return s
}
