package kernel

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
)

func TestMessageThereAndBack(t *testing.T) {
	m, err := newMessage("session", "execute_request", map[string]string{"code": "<a & b>"})
	if err != nil {
		t.Fatal(err)
	}
	m.Parent = Header{ID: "parent"}
	frames, err := m.encode("key")
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, []byte("key"))
	mac.Write([]byte(strings.Join([]string{string(frames[2]), string(frames[3]), string(frames[4]), string(frames[5])}, "")))
	if want := hex.EncodeToString(mac.Sum(nil)); string(frames[1]) != want {
		t.Errorf("signature %s, want %s", frames[1], want)
	}
	back, err := decode(append([][]byte{[]byte("topic")}, frames...), "key")
	if err != nil {
		t.Fatal(err)
	}
	if back.Header != m.Header || back.Parent != m.Parent || string(back.Content) != string(m.Content) {
		t.Errorf("%+v became %+v", m, back)
	}
}

func TestBadMessages(t *testing.T) {
	good, err := Message{Header: Header{ID: "1", Type: "status"}, Content: []byte(`{}`)}.encode("key")
	if err != nil {
		t.Fatal(err)
	}
	changed := func(i int, to string) [][]byte {
		out := append([][]byte{}, good...)
		out[i] = []byte(to)
		if i > 1 {
			out[1] = sign("key", out[2:6])
		}
		return out
	}
	for _, c := range []struct {
		name   string
		frames [][]byte
		says   string
	}{
		{"nothing", nil, "has 0 parts"},
		{"no delimiter", good[1:], "parts after its delimiter"},
		{"cut off", good[:4], "has 3 parts"},
		{"wrong signature", changed(1, strings.Repeat("0", 64)), ErrSignature.Error()},
		{"no signature", changed(1, ""), ErrSignature.Error()},
		{"header", changed(2, "{"), "no readable header"},
		{"parent header", changed(3, "[]"), "no readable parent header"},
		{"content", changed(5, "x"), "content that is no JSON"},
	} {
		if _, err := decode(c.frames, "key"); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v does not say %q", c.name, err, c.says)
		}
	}
	if _, err := decode(good, "other"); !errors.Is(err, ErrSignature) {
		t.Errorf("another key: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("<IDS|MSG>\x00sig\x00{}\x00{}\x00{}\x00{}", "")
	f.Add("id\x00<IDS|MSG>", "key")
	f.Fuzz(func(t *testing.T, joined, key string) {
		var frames [][]byte
		for part := range strings.SplitSeq(joined, "\x00") {
			frames = append(frames, []byte(part))
		}
		if m, err := decode(frames, key); err == nil && len(m.Content) == 0 {
			t.Error("read a message without content")
		}
	})
}
