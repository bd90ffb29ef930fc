package plaintext

import (
	"strings"
	"testing"
)

func TestColumnsStandUnderTheirHeads(t *testing.T) {
	var b strings.Builder
	err := WriteTable(&b, []Column{{Head: "model"}, {Head: "answers", Right: true}, {Head: "note"}},
		[][]string{{"模型", "12", "a"}, {"red\x1b[31m\tb\nc", "3", ""}, {"m", "1,234", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "model         answers  note\n" +
		"模型               12  a\n" +
		"red�[31m�b c        3\n" +
		"m               1,234  b\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestPrintable(t *testing.T) {
	const hostile = "a\x1b]0;x\x07\r\n\u202eb\u2066\ufeff\x9b"
	if got := Printable(hostile); got != "a�]0;x����b����"[:len(got)] || strings.ContainsAny(got, "\x1b\x07\r\n") {
		t.Errorf("%q", got)
	}
	if got := Lines("two\nlines\x07"); got != "two\nlines�" {
		t.Errorf("%q", got)
	}
}

func TestShort(t *testing.T) {
	for in, want := range map[string]string{"abcdef": "abcdef", "abcdefg": "abcde…", "模型模型": "模型…", "a\x07": "a�"} {
		if got := Short(in, 6); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
