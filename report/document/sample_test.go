package document

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/tdewolff/canvas"
)

var update = flag.Bool("update", false, "write the golden files anew")

// nasty is a text that tries every format at once.
const nasty = "a|b *c* _d_ `e` <script>alert(1)</script> [x](y) $z$ # 100% {w} \\q & ~t~ ^u =cmd() \"v\" @me www.ex.org http://ex.org \u202eabc\x00\ndef"

const lorem = "A persona that moves a model moves its answers; a persona that does not leaves a stripe in the heat map, and the " +
	"inertia index says how much of the spread of a dimension stays put under every role that was played. Responsibility, " +
	"authoritativeness and counterfactual reasoning are long words, so that hyphenation is needed in narrow columns. "

// picture draws a small figure with text, lines, curves and a transparent fill.
func picture(w, h float64) *canvas.Canvas {
	font, err := canvas.LoadFont(stix2textregular.TTF, 0, canvas.FontRegular)
	if err != nil {
		panic(err)
	}
	c := canvas.New(w, h)
	ctx := canvas.NewContext(c)
	ctx.SetFillColor(canvas.Hex("#e9eef5"))
	ctx.DrawPath(0, 0, canvas.Rectangle(w, h))
	ctx.SetFillColor(canvas.RGBA(51, 102, 179, .5))
	ctx.DrawPath(w/2, h/2, canvas.Circle(h/3))
	ctx.SetFillColor(canvas.Transparent)
	ctx.SetStrokeColor(canvas.Hex("#b04a00"))
	ctx.SetStrokeWidth(.4)
	ctx.DrawPath(5, 5, canvas.MustParseSVGPath("M0 0 L20 8 L40 4"))
	ctx.SetFillColor(canvas.Black)
	ctx.SetStrokeColor(canvas.Transparent)
	ctx.DrawText(6, h-8, canvas.NewTextLine(font.Face(9, canvas.Black), "Harm – 0.5 (simulated)", canvas.Left))
	return c
}

func sampleTable() Table {
	t := Table{
		ID:      "tab-main",
		Caption: T("Inertia and JS distance by dimension, with the value of ", Cite{"lee"}, ". ", nasty),
		Columns: []Column{
			{Head: T("Dimension")},
			{Head: T("Inertia"), Align: Right, Group: "Measured"},
			{Head: T("95 % interval"), Align: Center, Group: "Measured"},
			{Head: T(Math("d_{JS}")), Align: Right, Group: "Published"},
		},
		Notes: [][]Inline{T("No baseline of its own: ", nasty), T("Intervals resample personas; see ", Ref("eq-h"), ".")},
	}
	t.Rows = append(t.Rows, Row{Heading: true, Cells: [][]Inline{T("Individualizing")}})
	for _, d := range []string{"Harm", "Fairness"} {
		t.Rows = append(t.Rows, Row{Cells: [][]Inline{T(d), T(".460"), T("[.449, .471]"), T(".285")}})
	}
	t.Rows = append(t.Rows, Row{Heading: true, RuleAbove: true, Cells: [][]Inline{T("Binding"), nil, nil, nil}})
	t.Rows = append(t.Rows, Row{Cells: [][]Inline{T("Ingroup"), T("–", Note(1)), T(""), T(".470")}})
	t.Rows = append(t.Rows, Row{RuleAbove: true, Cells: [][]Inline{T(nasty), T("1"), T(CodeSpan("a|b``")), T(Strong(T("x|y")))}})
	return t
}

// sample uses everything a document can hold.
func sample() *Document {
	long := Table{ID: "tab-long", Caption: T("A table that is longer than a page."), Columns: []Column{{Head: T("Model")}, {Head: T("Item")}, {Head: T("n"), Align: Right}}}
	for i := range 90 {
		long.Rows = append(long.Rows, Row{Cells: [][]Inline{T("model-", i/10), T(CodeSpan("mfq30-"), i), T(i * 37)}})
	}
	wide := Table{ID: "tab-wide", Wide: true, Caption: T("A table that is wider than a page.")}
	for i := range 14 {
		wide.Columns = append(wide.Columns, Column{Head: T("Self-Direction-Thought ", i), Align: Right})
	}
	wide.Columns[0].Align = Left
	for range 4 {
		r := Row{}
		for i := range 14 {
			r.Cells = append(r.Cells, T("0.", i, "23 [.1, .3]"))
		}
		r.Cells[0] = T("a model with a rather long name that must be broken over lines")
		wide.Rows = append(wide.Rows, r)
	}
	main := sampleTable()
	return &Document{
		Title: "Inertia of moral answers: a report on “everything”", Subtitle: "Two instruments, three seeds & <one> sample",
		Simulated: true, Footer: "inertia 0.1.0 · report_everything",
		Abstract: []Block{Paragraph{T(strings.Repeat(lorem, 2), "The index is ", Math(`1-H(p)/\log_2 K`), ".")}},
		Body: []Block{
			Heading{1, "sec-data", T("Data and ", Emphasis(T("personas")))},
			Paragraph{T(lorem, "See ", Ref("tab-main"), ", ", Ref("fig-heat"), ", ", Ref("eq-h"), " and ", Ref("sec-sub"), ", after ", Cite{"lee", "costa"}, ". ", strings.Repeat(lorem, 3))},
			Paragraph{T(Strong(T("Strong.")), " ", Strong(T("bold ", Emphasis(T("both")))), ", ", Emphasis(T("(italic)")), "x, ", CodeSpan("go run . report `x` | y"), ", ",
				Link{"https://arxiv.org/abs/2408.09049?a=(b)", T("the paper")}, ", ", Link{"javascript:alert(1)", T("no link")}, ".")},
			Paragraph{T(Result(T("The persona explains ", Strong(T("17 %")), " of ", Ref("tab-main"), ".")), " ", Result(T(nasty)))},
			Paragraph{T(nasty)}, Paragraph{T("1. not a list")}, Paragraph{T("# not a heading")}, Paragraph{T("- not a bullet")},
			&main,
			List{Items: [][]Inline{T("a first point, ", Math(`p_i \ge 0`)), T(lorem)}},
			List{Ordered: true, Items: [][]Inline{T("one"), T("two ", Ref("tab-long"))}},
			Heading{2, "sec-sub", T("Measures")},
			Formula{"eq-h", `I = 1 - \frac{H(p)}{\log_2 K}, \quad H(p) = -\sum_{k=1}^{K} p_k \log_2 p_k`},
			Formula{"", `d_{JS} = \sqrt{\frac{1}{2}\left(D(p \| m) + D(q \| m)\right)}, \qquad \hat{p} = \bar{x}_{i,\text{all}} \pm t_{S-1} \frac{s}{\sqrt{S}}`},
			Paragraph{T(lorem)},
			Code{"go run . report \\\n\t--out x `y`\n``` | $ <b>\n"},
			Figure{ID: "fig-heat", File: "figures/heat-map", Alt: "A heat map [of] answers", Caption: T("Persona by item. ", Emphasis(T("Simulated")), ". ", lorem), Picture: picture(120, 70)},
			Heading{1, "sec-res", T("Results")},
			Paragraph{T(strings.Repeat(lorem, 6))},
			Figure{ID: "fig-wide", File: "figures/wide", Alt: "Wide", Caption: T("A wide one."), Picture: picture(220, 90), Wide: true},
			Paragraph{T(strings.Repeat(lorem, 6))},
			long, wide,
			Paragraph{T("The end ", Cite{"costa"}, ", as ", CiteText("lee"), " say.", Footnote(T("A note at the foot, ", nasty)), " It is so.", Footnote(T("See ", Ref("tab-more"), ".")))},
			Appendix{},
			Heading{1, "sec-more", T("Further tables")},
			Table{ID: "tab-more", Caption: T("One more."), Columns: []Column{{Head: T("a")}}, Rows: []Row{{Cells: [][]Inline{T("1")}}}},
			Figure{ID: "fig-more", File: "figures/more", Alt: "More", Caption: T("One more."), Picture: picture(60, 30)},
		},
		References: []Reference{
			{"unused", []string{"Nobody"}, "Nobody, N.", "1900", T("Nobody cites this."), ""},
			{"costa", []string{"Costa", "Alves"}, "Costa, D. B., & Alves, F.", "2025", T("Susceptibility of models to personas. arXiv 2511.08565."), "https://arxiv.org/abs/2511.08565"},
			{"lee", []string{"Lee", "Lee", "Cho"}, "Lee, B. W., Lee, Y., & Cho, H.", "2026", T("Inertia in moral and value judgments of large language models. In ", Emphasis(T("Proceedings")), ". "+nasty), "https://arxiv.org/abs/2408.09049"},
		},
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run go test -update", err)
	}
	if !bytes.Equal(got, want) {
		g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("%s:%d\n got %.300s\nwant %.300s", file, i+1, g[i], w[i])
			}
		}
		t.Fatalf("%s: got %d lines, want %d", file, len(g), len(w))
	}
}
