package document

import (
	"bytes"
	"html"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rhtml "github.com/yuin/goldmark/renderer/html"
)

func TestWriteMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := WriteMarkdown(&b, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.md", b.Bytes())
}

func TestWriteMarkdownRefuses(t *testing.T) {
	if err := WriteMarkdown(&bytes.Buffer{}, &Document{}); err == nil {
		t.Error("a document without a title was written")
	}
}

// shown renders GitHub-flavoured Markdown as a reader's program does.
func shown(t testing.TB, source string) string {
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(rhtml.WithUnsafe()))
	if err := md.Convert([]byte(source), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// text takes away the tags named and gives what a reader sees, spaces collapsed.
func text(s string, tags ...string) string {
	for _, tag := range tags {
		s = strings.ReplaceAll(s, tag, "")
	}
	if i := strings.IndexByte(s, '<'); i >= 0 {
		return "markup left: " + s
	}
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

func FuzzEscapeMarkdown(f *testing.F) {
	for _, s := range []string{nasty, "", "---", "===", "1) x", "+ x", "    code", "a_b_c _d_", "![x](y)", "<!-- x -->", "&amp;", "a\\", "| a |", ":--", "[^1]: x",
		"~~a~~", "a@b.org", "ftp://x.y", "```", "> q", "*", "\u00a0x", "x  \ny", "[ ] x", "\u2028- x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Join(strings.Fields(clean(s)), " ")
		m := &markdown{n: &numbers{}}
		if got := text(shown(t, guardStart(m.inline(T(s), false))), "<p>", "</p>"); got != want {
			t.Errorf("paragraph %q: shown as %q, want %q", s, got, want)
		}
		table := "| h |\n|:--|\n| " + m.inline(T(s), true) + " |\n"
		got := text(shown(t, table), "<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>",
			`<th style="text-align:left">`, "</th>", `<td style="text-align:left">`, "</td>")
		if want := strings.TrimSpace("h " + want); got != want {
			t.Errorf("cell %q: shown as %q, want %q", s, got, want)
		}
		code := "| h |\n|:--|\n| " + m.inline(T(CodeSpan(s)), true) + " |\n"
		got = text(shown(t, code), "<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>",
			`<th style="text-align:left">`, "</th>", `<td style="text-align:left">`, "</td>", "<code>", "</code>")
		if want := strings.TrimSpace("h " + want); got != want {
			t.Errorf("code %q: shown as %q, want %q", s, got, want)
		}
	})
}

func TestMarkdownMarks(t *testing.T) {
	m := &markdown{n: number(sample())}
	tests := []struct {
		name, want string
		in         []Inline
	}{
		{"strong", "<p>a<strong>b</strong>c</p>", T("a", Strong(T("b")), "c")},
		{"strong sentence", "<p><strong>Note.</strong> x</p>", T(Strong(T("Note.")), " x")},
		{"emphasis in brackets beside a letter", "<p>a<em>(b)</em>c</p>", T("a", Emphasis(T("(b)")), "c")},
		{"spaces move out", "<p>a <em>b</em> c</p>", T("a", Emphasis(T(" b ")), "c")},
		{"nested", "<p><strong>a <em>b</em></strong></p>", T(Strong(T("a ", Emphasis(T("b")))))},
		{"symbols", "<p>(<em>n</em> = 3, <strong><em>p</em> of Cohen's <em>d</em>, <em>SD</em></strong>)</p>", T("(", Symbol("n"), " = 3, ", Strong(T(Symbol("p"), " of Cohen's ", Symbol("d"), ", ", Symbol("SD"))), ")")},
		{"empty", "<p>ab</p>", T("a", Strong{}, "b")},
		{"code with backticks", "<p><code>`a` | b</code></p>", T(CodeSpan("`a` | b"))},
		{"no script behind a link", "<p>x</p>", T(Link{"javascript:x", T("x")})},
		{"link", `<p><a href="https://a.org/%28b%29">x]</a></p>`, T(Link{"https://a.org/(b)", T("x]")})},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.TrimSpace(shown(t, m.inline(test.in, false))); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", m.inline(test.in, false), got, test.want)
			}
		})
	}
}
