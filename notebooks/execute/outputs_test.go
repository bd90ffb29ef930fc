package execute

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
)

type rawJSON = json.RawMessage

// message is one of the request, by its type and content.
func message(request, kind, content string) kernel.Message {
	return kernel.Message{Header: kernel.Header{Type: kind}, Parent: kernel.Header{ID: request}, Content: rawJSON(content)}
}

// shown puts outputs in one line.
func shown(outputs []ipynb.Output) string {
	var parts []string
	for _, o := range outputs {
		switch o.Kind {
		case ipynb.Stream:
			parts = append(parts, o.Stream+"="+o.Text)
		case ipynb.Error:
			parts = append(parts, "error="+o.Value)
		default:
			parts = append(parts, "shown="+o.Data["text/plain"].Text)
		}
	}
	return strings.Join(parts, "|")
}

func TestOutputs(t *testing.T) {
	display := func(kind, id, text string) kernel.Message {
		return message("a", kind, fmt.Sprintf(`{"data":{"text/plain":%q},"metadata":{},"transient":{"display_id":%q}}`, text, id))
	}
	stream := func(name, text string) kernel.Message {
		return message("a", "stream", fmt.Sprintf(`{"name":%q,"text":%q}`, name, text))
	}
	for _, c := range []struct {
		name     string
		messages []kernel.Message
		want     string
	}{
		{"a stream in a row is one", []kernel.Message{stream("stdout", "a"), stream("stdout", "b"), stream("stderr", "c"), stream("stdout", "d")}, "stdout=ab|stderr=c|stdout=d"},
		{"update", []kernel.Message{display("display_data", "x", "old"), stream("stdout", "b"), display("update_display_data", "x", "new")}, "shown=new|stdout=b"},
		{"update of another", []kernel.Message{display("display_data", "x", "old"), display("update_display_data", "y", "new")}, "shown=old"},
		{"clear", []kernel.Message{stream("stdout", "a"), message("a", "clear_output", `{"wait":false}`)}, ""},
		{"clear and wait", []kernel.Message{stream("stdout", "a"), message("a", "clear_output", `{"wait":true}`)}, "stdout=a"},
		{"clear, wait, next", []kernel.Message{stream("stdout", "a"), message("a", "clear_output", `{"wait":true}`), stream("stdout", "b")}, "stdout=b"},
		{"update after clearing", []kernel.Message{display("display_data", "x", "old"), message("a", "clear_output", `{}`), stream("stdout", "b"), display("update_display_data", "x", "new")}, "stdout=b"},
		{"of nobody", []kernel.Message{message("z", "stream", `{"name":"stdout","text":"a"}`)}, ""},
		{"not understood", []kernel.Message{message("a", "stream", `[]`), message("a", "comm_open", `{}`), message("a", "display_data", `{"data":3}`)}, ""},
		{"error", []kernel.Message{message("a", "error", `{"ename":"ERROR","evalue":"no","traceback":["no"]}`)}, "error=no"},
	} {
		o, cell := newOutputs(), &ipynb.Cell{}
		o.begin("a", cell)
		for _, m := range c.messages {
			o.take(m)
		}
		if got := shown(cell.Outputs); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What comes late belongs to the cell that it came from.
func TestLateOutput(t *testing.T) {
	o, first, second := newOutputs(), &ipynb.Cell{}, &ipynb.Cell{}
	o.begin("a", first)
	o.begin("b", second)
	o.take(message("a", "stream", `{"name":"stdout","text":"late"}`))
	if shown(first.Outputs) != "stdout=late" || len(second.Outputs) != 0 {
		t.Errorf("%q and %q", shown(first.Outputs), shown(second.Outputs))
	}
}

func TestProgramEnd(t *testing.T) {
	for text, want := range map[string]string{
		"exit status 1\n": "exit status 1", "^C\nsignal: killed\n": "signal: killed", "exit status 0\n": "",
		"it said exit status 1\n": "", "exit status 1": "", "exit status 1\nmore\n": "",
	} {
		o := newOutputs()
		o.begin("a", &ipynb.Cell{})
		o.take(message("a", "stream", fmt.Sprintf(`{"name":"stderr","text":%q}`, text)))
		if o.exited != want {
			t.Errorf("%q ended %q, want %q", text, o.exited, want)
		}
	}
}

// The line of a panic is told when GoNB could mark it, which it can only do when the
// runtime's writes arrive together.
func TestPanicMessage(t *testing.T) {
	marked := "panic: no\n\ngoroutine 1 [running]:\nmain.f()\n\t \x1b[7m[[ Cell [%d] Line 3 ]]\x1b[0m /x/main.go:9 +0x1d\nexit status 2\n"
	cells := map[int]int{1: 2, 2: 5}
	for _, c := range []struct{ name, text, want string }{
		{"in this cell", fmt.Sprintf(marked, 2), "line 3: panic: no"},
		{"in an earlier one", fmt.Sprintf(marked, 1), "cell 2, line 3: panic: no"},
		{"not marked", "warning\npanic: no\n\ngoroutine 1 [running]:\n\t/x/main.go:9 +0x1d\nexit status 2\n", "panic: no"},
	} {
		f := failure(&kernel.Reply{Count: 2}, "exit status 2", []ipynb.Output{{Kind: ipynb.Stream, Stream: "stderr", Text: c.text}}, cells)
		if f == nil || f.Message != c.want {
			t.Errorf("%s: %+v, want %q", c.name, f, c.want)
		}
	}
}
