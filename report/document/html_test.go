package document

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func sampleHTML(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteHTML(&b, sample()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The page but for its style, its script and the hash of it, which stand in files of their own.
func TestWriteHTML(t *testing.T) {
	page := sampleHTML(t)
	for _, part := range []string{pageStyle, pageScript, contentPolicy()} {
		if strings.Count(page, part) != 1 {
			t.Errorf("the page holds %.40q %d times, want once", part, strings.Count(page, part))
		}
		page = strings.Replace(page, part, "", 1)
	}
	golden(t, "sample.html", []byte(page))
}

// A picture without text that could not be drawn is told in words.
func TestFigureWithoutPicture(t *testing.T) {
	var b bytes.Buffer
	d := &Document{Title: "t", Body: []Block{Figure{File: "a", Alt: "what it would <show>"}}}
	if err := WriteHTML(&b, d); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "what it would &lt;show&gt;") {
		t.Error("the words for the picture are missing")
	}
}

// Text in figures is outlines, each of which is there once.
func TestFiguresNeedNoFonts(t *testing.T) {
	page := sampleHTML(t)
	if strings.Contains(page, "<text") || strings.Contains(page, "@font-face") {
		t.Error("a figure needs a font")
	}
	if one, use := strings.Count(page, `<path id="g.`), strings.Count(page, `<use href="#g.`); one == 0 || one >= use {
		t.Errorf("%d outlines for %d uses", one, use)
	}
}

// The file is well-formed: every element is closed, in order.
func TestHTMLIsWellFormed(t *testing.T) {
	page := sampleHTML(t)
	page = page[strings.Index(page, "<body>"):]
	page = page[:strings.Index(page, "<script")] + "</body>"
	d := xml.NewDecoder(strings.NewReader(page))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestHTMLIsSafeAndSelfContained(t *testing.T) {
	page := sampleHTML(t)
	for _, bad := range []string{"<script>alert", "javascript:", "src=\"http", "<link rel=\"stylesheet", "@import", "url(", "\u202e"} {
		if strings.Contains(page, bad) {
			t.Errorf("holds %q", bad)
		}
	}
	for _, want := range []string{"&lt;script&gt;", "<math display=\"block\">", "role=\"img\" aria-label=\"A heat map [of] answers\"", "id=\"tab-main\"", "<th scope=\"row\">Harm</th>", "<th scope=\"colgroup\" class=\"group\" colspan=\"2\">", "default-src 'none'", "href=\"#tab-main\"", "simulated"} {
		if !strings.Contains(page, want) {
			t.Errorf("lacks %q", want)
		}
	}
	ids := map[string]bool{}
	for part := range strings.SplitSeq(page, " id=\"") {
		id, _, ok := strings.Cut(part, "\"")
		if !ok || strings.HasPrefix(part, "<!DOCTYPE") {
			continue
		}
		if ids[id] {
			t.Errorf("id %q is there twice", id)
		}
		ids[id] = true
	}
}

func TestMathML(t *testing.T) {
	for _, c := range []struct{ tex, want string }{
		{`\frac{a}{2}`, "<mfrac><mrow><mi>a</mi></mrow><mrow><mn>2</mn></mrow></mfrac>"},
		{`p_k^2`, "<msubsup><mi>p</mi><mi>k</mi><mn>2</mn></msubsup>"},
		{`\sum_{k=1}^{K}`, "<munderover><mo>∑</mo>"},
		{`a < b`, "<mo>&lt;</mo>"},
		{`\text{<b>}`, "<mtext>&lt;b&gt;</mtext>"},
		{`\left(x\right)`, "<mo stretchy=\"true\">(</mo>"},
	} {
		if got := mathML(c.tex, false); !strings.Contains(got, c.want) {
			t.Errorf("%s gives %s, lacks %s", c.tex, got, c.want)
		}
	}
}

// Formulas cut off anywhere are no reason to fail.
func FuzzMathML(f *testing.F) {
	fonts, err := loadTypefaces(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(`\frac{1}{2}\left(a_{i,\text{all}}\right)^2 \sqrt`)
	f.Fuzz(func(t *testing.T, tex string) {
		got := mathML(tex, true)
		d := xml.NewDecoder(strings.NewReader(got))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%q gives %s: %v", tex, got, err)
			}
		}
		fonts.formula(tex, 10)
	})
}

// What belongs together stays on a line, and nothing else is changed.
func TestUnbroken(t *testing.T) {
	for in, want := range map[string]string{
		"of gpt-4o-mini.":                   `of <span class="whole">gpt-4o-mini</span>.`,
		"MFQ-30, bias-corrected":            `<span class="whole">MFQ-30</span>, bias-corrected`,
		"(0.4, 95% CI [+0.17, −0.23], n":    `(0.4, 95% CI <span class="whole">[+0.17, −0.23]</span>, n`,
		"a-name-as-long-as-nobody-has-1 it": "a-name-as-long-as-nobody-has-1 it",
	} {
		if got := unbroken(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	h := &htmlWriter{}
	got := h.inline(T("(", Symbol("n"), " = 6,000) and ", Symbol("p"), " < ", "0.001."))
	want := `(<span class="whole"><i>n</i> = 6,000</span>) and <span class="whole"><i>p</i> &lt; 0.001</span>.`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Signs and bars have the spaces of their places, and what ends a sentence stays with the formula before it.
func TestOperatorsHaveTheirForms(t *testing.T) {
	for _, c := range []struct{ tex, want string }{
		{`H = -\sum_k p_k`, `<mo>=</mo><mo form="prefix">−</mo>`},
		{`a - b`, `<mo>−</mo>`},
		{`\sum_k |p_k - b_k|`, `</munder><mo form="prefix" stretchy="false">|</mo>`},
		{`|p_k|`, `<mo form="postfix" stretchy="false">|</mo>`},
		{`E(d | b)`, `<mo stretchy="false">|</mo>`},
		{`1 + \#`, `<mi>#</mi>`},
	} {
		if got := mathML(c.tex, true); !strings.Contains(got, c.want) {
			t.Errorf("%s is %s, which lacks %s", c.tex, got, c.want)
		}
	}
	h := &htmlWriter{}
	if got := h.inline(T("of ", Math("n"), "), one")); !strings.HasSuffix(got, "</math>),</span> one") {
		t.Errorf("the line may be parted within %q", got)
	}
}
