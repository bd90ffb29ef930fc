package collect

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"inertia/roleplay"
	"inertia/roleplay/served"
)

// Key names a question as it was asked: model, prompt, parameters, seeds, variant,
// repeat. Two questions with one key are the same question.
type Key [16]byte

// String is the key as the ledger holds it.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// parseKey reads what String wrote.
func parseKey(text []byte) (k Key, ok bool) {
	if len(text) != 2*len(k) {
		return k, false
	}
	_, err := hex.Decode(k[:], text)
	return k, err == nil
}

// keyer makes keys; what all questions of a study share is encoded once.
type keyer struct{ shared []byte }

func newKeyer(model string, p served.Parameters) (*keyer, error) {
	p.Seed = nil // each question has its own
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	return &keyer{appendField(appendField(nil, model), string(raw))}, nil
}

// of is the key of a question in words.
func (k *keyer) of(q *roleplay.Question, position int, seed *int64, prompt string) Key {
	buf := make([]byte, 0, 2048)
	buf = append(buf, k.shared...)
	buf = appendField(buf, q.Variant)
	if q.Persona != nil {
		buf = appendField(buf, strconv.FormatInt(q.Persona.Seed, 10))
		buf = appendField(buf, q.Persona.ID)
	} else {
		buf = appendField(appendField(buf, ""), "")
	}
	buf = appendField(buf, q.Item.ID)
	buf = appendField(buf, strconv.Itoa(q.Repeat))
	buf = appendField(buf, strconv.Itoa(position))
	if seed != nil {
		buf = appendField(buf, strconv.FormatInt(*seed, 10))
	} else {
		buf = appendField(buf, "")
	}
	sum := sha256.Sum256(appendField(buf, prompt))
	return Key(sum[:16])
}

// appendField puts a text behind its length, so that no two lists of fields give
// the same bytes.
func appendField(buf []byte, text string) []byte {
	buf = strconv.AppendInt(buf, int64(len(text)), 10)
	buf = append(buf, ':')
	return append(buf, text...)
}
