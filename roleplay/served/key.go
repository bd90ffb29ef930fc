package served

import (
	"fmt"
	"os"
	"strings"
)

// Key is a server's key. Printed, quoted or encoded it is a row of stars; only the
// client reads it.
type Key struct{ secret string }

// stars stand where a key would.
const stars = "***"

// String implements fmt.Stringer.
func (Key) String() string { return stars }

// GoString implements fmt.GoStringer.
func (Key) GoString() string { return stars }

// MarshalText implements encoding.TextMarshaler.
func (Key) MarshalText() ([]byte, error) { return []byte(stars), nil }

// None reports whether there is no key.
func (k Key) None() bool { return k.secret == "" }

// Scrub takes a key of four characters or more out of a text that may hold it, such as a server's message.
func (k Key) Scrub(text string) string {
	if len(k.secret) < shortestSecret {
		return text
	}
	return strings.ReplaceAll(text, k.secret, stars)
}

// shortestSecret is the length from which a key is taken out of a message; the letter
// that is a key to a local server stands in every message.
const shortestSecret = 4

// shortestReal is the length from which a key cannot stand in an answer by chance.
// Local servers take any word for a key, and answers hold words.
const shortestReal = 16

// scrubAnswer takes a real key out of an answer, which is kept.
func (k Key) scrubAnswer(text string) string {
	if len(k.secret) < shortestReal {
		return text
	}
	return k.Scrub(text)
}

// KeyFromEnvironment reads the key from an environment variable; none when it is
// not set.
func KeyFromEnvironment(name string) (Key, error) {
	return newKey(os.Getenv(name), "the environment variable "+name)
}

// KeyFromFile reads the key from a file that holds nothing else.
func KeyFromFile(path string) (Key, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Key{}, err
	}
	k, err := newKey(string(raw), path)
	if err == nil && k.None() {
		err = fmt.Errorf("%s: the file is empty; it needs to hold the key and nothing else", path)
	}
	return k, err
}

// newKey refuses what no header can carry, without repeating it.
func newKey(text, where string) (Key, error) {
	text = strings.TrimSpace(text)
	for _, c := range []byte(text) {
		if c <= ' ' || c > '~' {
			return Key{}, fmt.Errorf("%s: not a key: it holds a blank or a character that a key cannot have; it needs the key and nothing else", where)
		}
	}
	return Key{text}, nil
}
