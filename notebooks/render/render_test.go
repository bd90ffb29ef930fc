package render

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"inertia/notebooks/ipynb"
)

const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="

func display(data map[string]string) ipynb.Output {
	o := ipynb.Output{Kind: ipynb.DisplayData, Data: map[string]ipynb.Data{}}
	for mime, text := range data {
		o.Data[mime] = ipynb.Data{Text: text}
	}
	return o
}

// lesson is a notebook with one of everything.
func lesson() Notebook {
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><clipPath id="a"/><g clip-path="url(#a)"/></svg>`
	return Notebook{Name: "lesson", Dir: "testdata", Notebook: &ipynb.Notebook{Minor: 5, Cells: []*ipynb.Cell{
		{Kind: ipynb.Markdown, Source: "# A lesson\n\nInertia is $1 - H/\\log_2 K$, it costs $5 or $6.\n\n$$\nH = -\\sum_k p_k\n$$\n\n![a dot](attachment:dot.png) and [the next](02-next.ipynb#x)\n\n| a | b |\n|---|---|\n| 1 | <b>2</b> |\n\n```go\nx := 1\n```\n",
			Attachments: map[string]map[string]ipynb.Text{"dot.png": {"image/png": dot}}},
		{Kind: ipynb.Code, Source: "%%\n// a <comment>\nvar s = \"a & b\" + `c`", Count: 2, Outputs: []ipynb.Output{
			{Kind: ipynb.Stream, Stream: "stdout", Text: "10 %\r100 %\n\x1b[31mred\x1b[0m <i>\n"},
			{Kind: ipynb.Stream, Stream: "stderr", Text: "careful\n"},
			display(map[string]string{"text/html": "<div>" + svg + "</div>"}),
			display(map[string]string{"text/html": "<figure>" + svg + "</figure>", "image/svg+xml": svg, "text/markdown": "A *caption*.\n", "text/plain": "[figure]"}),
			display(map[string]string{"image/png": dot, "text/plain": "a \"dot\""}),
			display(map[string]string{"text/html": "<table>\n\n<tr><td>1</td></tr></table>", "text/markdown": "| a |\n|---|\n| 1 |\n", "text/plain": "a\n1"}),
			display(map[string]string{"text/plain": "a < b"}),
			display(map[string]string{"text/html": "<p>only</p>\n\n<p>HTML</p>"}),
			display(map[string]string{"application/javascript": "fetch('http://example.org')"}),
			{Kind: ipynb.Error, Name: "ERROR", Value: "no", Traceback: []string{"\x1b[31mundefined: x\x1b[0m"}},
		}},
		{Kind: ipynb.Code, Source: "var n = 3", Metadata: map[string]json.RawMessage{"tags": json.RawMessage(`["injected-parameters"]`)}},
		{Kind: ipynb.Code, Source: " \n"},
		{Kind: ipynb.Raw, Source: "raw"},
	}}}
}

func TestHTML(t *testing.T) {
	raw, err := HTML(lesson())
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	for _, want := range []string{
		"<title>A lesson</title>", "default-src 'none'", "color-scheme: light dark", "prefers-color-scheme: dark",
		"<math>", `<math display="block">`, "it costs $5 or $6", `src="data:image/png;base64,` + dot, `href="02-next.html#x"`, "<td><b>2</b></td>",
		`<span class="comment">// a &lt;comment&gt;</span>`, `<span class="keyword">var</span>`, `<span class="text">&#34;a &amp; b&#34;</span>`, `<span class="command">%%</span>`, `<span class="number">1</span>`,
		"100 %\nred &lt;i&gt;", `<pre class="output stderr">careful`, `<clipPath id="c2-3-a"/><g clip-path="url(#c2-3-a)"/>`, `id="c2-4-a"`,
		`alt="a &#34;dot&#34;"`, "<pre>a &lt; b</pre>", "shown in JupyterLab only", "undefined: x", `class="cell injected"`, "[2]",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, not := range []string{"\x1b", "example.org", "10 %\r", "attachment:", `id="a"`} {
		if strings.Contains(page, not) {
			t.Errorf("the page has %q", not)
		}
	}
	if loads := regexp.MustCompile(`(?i)<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//`).FindString(page); loads != "" {
		t.Errorf("the page loads %s", loads)
	}
}

func TestMarkdown(t *testing.T) {
	raw, pictures := markdown(lesson())
	text := string(raw)
	for _, want := range []string{
		"![a dot](lesson_files/cell-1-dot.png) and [the next](02-next.md#x)", "```go\n%%\n// a <comment>\nvar s = \"a & b\" + `c`\n```\n",
		"```\n100 %\nred <i>\n```\n", "![](lesson_files/cell-2-3.svg)", "![](lesson_files/cell-2-4.svg)\n\nA *caption*.\n", "![](lesson_files/cell-2-5.png)\n\n| a |",
		"| a |\n|---|\n| 1 |\n", "```\na < b\n```", "<p>only</p>\n<p>HTML</p>", "undefined: x",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	var names []string
	for _, p := range pictures {
		names = append(names, p.path)
		if len(p.data) == 0 {
			t.Errorf("%s is empty", p.path)
		}
	}
	if got := strings.Join(names, " "); got != "cell-1-dot.png cell-2-3.svg cell-2-4.svg cell-2-5.png" {
		t.Errorf("pictures %s", got)
	}
	if strings.Contains(text, "\x1b") || strings.Contains(text, "[figure]") || strings.HasSuffix(text, "\n\n") {
		t.Error("the text has colours, a picture twice, or an empty line at its end")
	}
}

// A fence is longer than any in the code.
func TestFence(t *testing.T) {
	raw, _ := markdown(Notebook{Notebook: &ipynb.Notebook{Cells: []*ipynb.Cell{{Kind: ipynb.Code, Source: "// ```\n// ````"}}}})
	if want := "`````go\n// ```\n// ````\n`````\n"; string(raw) != want {
		t.Errorf("%q, want %q", raw, want)
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	for range 2 { // over an older one too
		paths, err := Write(dir, lesson(), Formats())
		if err != nil || len(paths) != 3 {
			t.Fatal(paths, err)
		}
	}
	nb := lesson()
	nb.Cells[0] = &ipynb.Cell{Kind: ipynb.Markdown, Source: "![](nowhere.png)"}
	if _, err := Write(dir, nb, []string{"html"}); err == nil || !strings.Contains(err.Error(), "cell 1: the picture nowhere.png is not there") {
		t.Errorf("%v", err)
	}
	nb.Cells = nil
	if _, err := Write(dir, nb, []string{"md"}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "lesson.html lesson.ipynb lesson.md" {
		t.Errorf("the folder holds %s: pictures that nothing shows, or something half-written", got)
	}
	if _, err := Write(dir, nb, []string{"doc"}); err == nil || !strings.Contains(err.Error(), "known are ipynb, html, md") {
		t.Errorf("%v", err)
	}
}

func TestTerminal(t *testing.T) {
	for text, want := range map[string]string{
		"plain": "plain", "a\rbc\n": "bc\n", "abc\rx": "xbc", "ab\b\bc": "cb", "line\r\nnext\r\n": "line\nnext\n",
		"\x1b[1;31mred\x1b[0m \x1b]0;title\x07x": "red x", "100\r\x1b[K": "100", "\r\r": "", "é\rà": "à",
	} {
		if got := terminal(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func FuzzProse(f *testing.F) {
	f.Add("a $x$ b $$\ny\n$$ c \\$ $5 `$z$`")
	f.Add("# $\n\n$$\n\n![](x.png)")
	f.Fuzz(func(t *testing.T, source string) {
		nb := Notebook{Name: "n", Dir: t.TempDir(), Notebook: &ipynb.Notebook{Cells: []*ipynb.Cell{{Kind: ipynb.Markdown, Source: source}, {Kind: ipynb.Code, Source: source}}}}
		page, err := HTML(nb)
		if err == nil && !strings.HasSuffix(string(page), "</html>\n") {
			t.Error("the page is not whole")
		}
		markdown(nb)
	})
}
