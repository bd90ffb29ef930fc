package datasets

// interned keeps one copy of strings that come again and again.
type interned map[string]string

// mostInterned bounds how many are kept.
const mostInterned = 1 << 16

func (n interned) of(b []byte) string {
	if s, ok := n[string(b)]; ok {
		return s
	}
	if len(n) >= mostInterned {
		clear(n)
	}
	s := string(b)
	n[s] = s
	return s
}
