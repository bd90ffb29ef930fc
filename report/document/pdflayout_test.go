package document

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// styled is the sample in a style.
func styled(style string) *Document {
	d := sample()
	d.Style = style
	return d
}

// longRead is text with many short and long paragraphs, footnotes and figures of both widths, so that columns break anywhere.
func longRead(style string) *Document {
	d := &Document{Title: "Columns", Style: style, Abstract: []Block{Paragraph{T(lorem)}}}
	for i := range 60 {
		if i%7 == 0 {
			d.Body = append(d.Body, Heading{1 + i%2, fmt.Sprint("sec-", i), T("Section ", i)})
		}
		text := T(strings.Repeat(lorem, 2)[:80+37*(i%11)], ". ")
		if i%5 == 0 {
			text = append(text, Footnote(T("A note. ", lorem)), Text(" More."))
		}
		d.Body = append(d.Body, Paragraph{text})
		if i%6 == 2 {
			id := fmt.Sprint("fig-", i)
			d.Body = append(d.Body, Paragraph{T("See ", Ref(id), ".")}, Figure{ID: id, File: "figures/x", Alt: "x", Caption: T("A figure."), Picture: picture(75+85*float64(i%2), 40+float64(i)), Wide: i%2 == 1})
		}
	}
	return d
}

func layouts(t *testing.T) map[string]*pdfSetter {
	t.Helper()
	out := map[string]*pdfSetter{}
	for _, style := range Styles {
		for name, d := range map[string]*Document{"sample": styled(style), "long": longRead(style)} {
			p, err := layOut(d)
			if err != nil {
				t.Fatal(err)
			}
			out[style+" "+name] = p
		}
	}
	return out
}

// anyDocument is a document of random parts: text, headings, footnotes, code, tables and figures of all heights, perhaps an appendix.
func anyDocument(rng *rand.Rand) *Document {
	d := &Document{Title: "Any", Style: Styles[rng.IntN(len(Styles))], Abstract: []Block{Paragraph{T(lorem)}},
		References: []Reference{{Key: "a", Authors: "Author, A.", Names: []string{"Author"}, Year: "2020", Text: T("A work.")}}}
	if rng.IntN(2) == 0 {
		d.Abstract = nil
	}
	d.Body = []Block{Paragraph{T(lorem, " ", Cite{"a"})}}
	appendix := false
	for i := range 10 + rng.IntN(60) {
		id := fmt.Sprint("part-", i)
		switch rng.IntN(9) {
		case 0:
			d.Body = append(d.Body, Heading{1 + rng.IntN(3), id, T("Part ", i)})
		case 1, 2:
			height := 20 + rng.Float64()*rng.Float64()*300
			d.Body = append(d.Body, Paragraph{T("See ", Ref(id), ".")}, Figure{ID: id, File: "figures/x", Alt: "x", Caption: T("A figure."), Picture: picture(75+85*float64(rng.IntN(2)), height)})
		case 3:
			table := Table{ID: id, Caption: T("A table."), Columns: []Column{{Head: T("Name")}, {Head: T(lorem[:1+rng.IntN(90)])}}}
			for range 1 + rng.IntN(90) {
				table.Rows = append(table.Rows, Row{Cells: [][]Inline{T("row"), T("0.25")}})
			}
			d.Body = append(d.Body, Paragraph{T("See ", Ref(id), ".")}, table)
		case 4:
			d.Body = append(d.Body, Paragraph{T(lorem[:60], Footnote(T(lorem)), " More.")})
		case 5:
			d.Body = append(d.Body, Code{strings.Repeat("a line of code that is rather long, and longer than a column\n", 1+rng.IntN(8))})
		case 6:
			if i > 20 && !appendix {
				appendix = true
				d.Body = append(d.Body, Appendix{}, Heading{1, id, T("Appendix")})
			}
		default:
			d.Body = append(d.Body, Paragraph{T(strings.Repeat(lorem, 4)[:40+rng.IntN(1200)], ".")})
		}
	}
	return d
}

// Every box is on a page once, within the text, and no box lies on another; tables and figures of a kind are in order, and those of the
// main text before the references.
func TestNothingIsCutOrOverlaps(t *testing.T) {
	all := layouts(t)
	seeds := 40
	if testing.Short() {
		seeds = 8
	}
	for seed := range seeds {
		p, err := layOut(anyDocument(rand.New(rand.NewPCG(uint64(seed), 1))))
		if err != nil {
			t.Fatal(err)
		}
		all[fmt.Sprint("random ", seed)] = p
	}
	for name, p := range all {
		seen, references := map[int]int{}, len(p.pages)
		var pageOf = map[int]int{}
		for n, made := range p.pages {
			for i, b := range made {
				if b.box.float != "" || b.box.lines > 0 {
					pageOf[b.box.order] = n
				}
				if b.box.id == "references" {
					references = n
				}
				seen[b.box.order]++
				bottom := b.top + b.box.height
				if b.top < -1e-6 || bottom > p.room()+.1 {
					t.Errorf("%s, page %d: a box from %.1f to %.1f of %.1f mm", name, n+1, b.top, bottom, p.room())
				}
				for _, o := range made[:i] {
					across := b.box.wide || o.box.wide || b.left == o.left
					if across && b.top < o.top+o.box.height-.05 && o.top < bottom-.05 {
						t.Errorf("%s, page %d: boxes at %.1f and %.1f overlap", name, n+1, o.top, b.top)
					}
				}
			}
		}
		last := map[string]int{}
		for i, b := range p.boxes {
			if b.draw != nil && i > 0 && seen[i] != 1 {
				t.Errorf("%s: box %d is on %d pages", name, i, seen[i])
			}
			if b.float == "" {
				continue
			}
			if pageOf[i] < last[b.float] {
				t.Errorf("%s: a %s on page %d comes before the one before it", name, b.float, pageOf[i]+1)
			}
			last[b.float] = pageOf[i]
			if (p.appendix == 0 || i < p.appendix) && pageOf[i] > references {
				t.Errorf("%s: a %s on page %d, references on %d", name, b.float, pageOf[i]+1, references+1)
			}
		}
	}
}

// No line is wider than its column, and none of justified text is stretched beyond reading.
func TestNoOverfullLines(t *testing.T) {
	for name, p := range layouts(t) {
		lines, loose := 0, 0
		for _, b := range p.boxes {
			room := p.column()
			if b.wide || p.appendix > 0 && b.order >= p.appendix {
				room = p.full()
			}
			if b.full > room+.3 {
				t.Errorf("%s: box %d is %.1f mm wide in %.1f", name, b.order, b.full, room)
			}
			if b.lines > 1 && b.line < b.lines {
				lines++
				if b.full < room-12 {
					loose++
				}
			}
		}
		if lines == 0 || loose > lines/10 {
			t.Errorf("%s: %d of %d lines end early", name, loose, lines)
		}
	}
}

// No first line of a paragraph ends a column and no last line begins one; no heading ends a column.
func TestWidowsAndOrphansAreHeld(t *testing.T) {
	for name, p := range layouts(t) {
		counted := 0
		at := map[int]string{}
		for n, made := range p.pages {
			for _, b := range made {
				at[b.box.order] = fmt.Sprintf("page %d, column at %.0f", n+1, b.left)
			}
		}
		for i, b := range p.boxes[:len(p.boxes)-1] {
			next := p.boxes[i+1]
			if b.lines < 2 || next.lines != b.lines {
				continue
			}
			counted++
			if (b.line == 1 || next.line == b.lines) && at[i] != at[i+1] {
				t.Errorf("%s: line %d of %d on %s, the next on %s", name, b.line, b.lines, at[i], at[i+1])
			}
			if b.keep && at[i] != at[i+1] {
				t.Errorf("%s: box %d on %s, what it stays with on %s", name, i, at[i], at[i+1])
			}
		}
		if counted < 20 {
			t.Errorf("%s: only %d pairs of lines", name, counted)
		}
	}
}

// A table or figure stands on the page that speaks of it, the one before or one of the next three, and those of a kind keep their order.
func TestFloatsStandNearTheirMention(t *testing.T) {
	for name, p := range layouts(t) {
		pageOf := map[int]int{}
		for n, made := range p.pages {
			for _, b := range made {
				pageOf[b.box.order] = n
			}
		}
		last := map[string]int{}
		floats := 0
		for i, b := range p.boxes {
			if b.float == "" {
				continue
			}
			floats++
			mention := i - 1
			for mention > 0 && (p.boxes[mention].float != "" || p.boxes[mention].draw == nil) {
				mention--
			}
			if pageOf[i] < pageOf[mention]-1 || pageOf[i] > pageOf[mention]+3 {
				t.Errorf("%s: %s on page %d, spoken of on page %d", name, b.float, pageOf[i]+1, pageOf[mention]+1)
			}
			if pageOf[i] < last[b.float] {
				t.Errorf("%s: a %s comes before the one before it", name, b.float)
			}
			last[b.float] = pageOf[i]
		}
		if floats < 4 {
			t.Errorf("%s: %d tables and figures", name, floats)
		}
	}
}

// The columns of the last page end at about the same height.
func TestLastPageIsBalanced(t *testing.T) {
	d := &Document{Title: "Balance", Style: "acl", Body: []Block{Paragraph{T(strings.Repeat(lorem, 3))}, Paragraph{T(strings.Repeat(lorem, 2))}}}
	p, err := layOut(d)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.pages) != 1 {
		t.Fatalf("%d pages", len(p.pages))
	}
	end := map[float64]float64{}
	for _, b := range p.pages[0] {
		end[b.left] = max(end[b.left], b.top+b.box.height)
	}
	if len(end) != 2 {
		t.Fatalf("text in %d columns", len(end))
	}
	left, right := end[0], end[p.column()+p.style.gutter]
	if left-right > 15 || right-left > 15 {
		t.Errorf("columns end at %.1f and %.1f mm", left, right)
	}
}

// A long table is cut between rows, with its head again and the word "continued".
func TestLongTablesAreContinued(t *testing.T) {
	p, err := layOut(styled("acl"))
	if err != nil {
		t.Fatal(err)
	}
	pieces := 0
	for _, b := range p.boxes {
		if b.float == "table" && b.height > .7*p.room() {
			pieces++
		}
	}
	if pieces == 0 {
		t.Error("no piece of the table of 90 rows fills a column")
	}
}

// Below tables and figures stand some lines of text or none: a page has no two lines under a figure that fills it.
func TestNoFewLinesBelowFigures(t *testing.T) {
	d := &Document{Title: "Tall", Body: []Block{Paragraph{T(lorem)}}}
	for i := range 4 {
		id := fmt.Sprint("fig-", i)
		d.Body = append(d.Body, Paragraph{T("See ", Ref(id), ".")}, Figure{ID: id, File: "figures/x", Alt: "x", Caption: T("A figure."), Picture: picture(160, 222), Wide: true}, Paragraph{T(strings.Repeat(lorem, 5))})
	}
	for _, style := range Styles {
		d.Style = style
		p, err := layOut(d)
		if err != nil {
			t.Fatal(err)
		}
		tall := 0
		for n, made := range p.pages {
			lines, figures := 0, 0
			for _, b := range made {
				switch {
				case b.box.float != "":
					figures++
				case b.box.lines > 0:
					lines++
				}
			}
			if tall += figures; figures > 0 && lines > 0 {
				t.Errorf("%s, page %d: %d lines below a figure of the page's height", style, n+1, lines)
			}
		}
		if tall != 4 {
			t.Errorf("%s: %d figures", style, tall)
		}
	}
}

// A figure of a column's width that is left when the text has ended stands in the middle of the page, not beside an empty column.
func TestLastNarrowFigureIsCentred(t *testing.T) {
	d := &Document{Title: "Narrow", Style: "acl", Body: []Block{Paragraph{T(lorem, "See ", Ref("fig-a"), ".")},
		Figure{ID: "fig-a", File: "figures/a", Alt: "a", Caption: T("Wide."), Picture: picture(160, 200), Wide: true},
		Figure{ID: "fig-b", File: "figures/b", Alt: "b", Caption: T("Narrow."), Picture: picture(77, 190)}}}
	p, err := layOut(d)
	if err != nil {
		t.Fatal(err)
	}
	last := p.pages[len(p.pages)-1]
	if len(last) != 1 || last[0].box.id != "fig-b" {
		t.Fatalf("the last page holds %d boxes", len(last))
	}
	if middle := last[0].left + p.column()/2; middle < p.full()/2-.1 || middle > p.full()/2+.1 {
		t.Errorf("its middle is at %.1f of %.1f mm", middle, p.full())
	}
}

// A heading right below another stands closer to it than to text.
func TestHeadingsBelowHeadings(t *testing.T) {
	p, err := layOut(&Document{Title: "Headings", Body: []Block{Paragraph{T(lorem)}, Heading{1, "a", T("One")}, Heading{2, "b", T("Two")}, Paragraph{T(lorem)}, Heading{2, "c", T("Three")}, Paragraph{T(lorem)}}})
	if err != nil {
		t.Fatal(err)
	}
	gap := map[string]float64{}
	for _, b := range p.boxes {
		gap[b.id] = b.gap + b.stretch
	}
	if gap["b"] <= 0 || gap["b"] > gap["c"]/2 {
		t.Errorf("%.1f mm below a heading, %.1f below text", gap["b"], gap["c"])
	}
}

// The heads of a table are broken over no more lines than its width asks for.
func TestHeadsAreBrokenAsNeeded(t *testing.T) {
	p := setterOf(t, "preprint")
	table := Table{ID: "tab-x", Caption: T("Heads."), Columns: []Column{{Head: T("Dimension")}}}
	row := Row{Cells: [][]Inline{T("Harm")}}
	for range 5 {
		table.Columns = append(table.Columns, Column{Head: T("bedrock_claude3_sonnet"), Align: Right})
		row.Cells = append(row.Cells, T("[0.196, 0.338]"))
	}
	table.Rows = []Row{row}
	s := &pdfTable{p: p, t: &table, gap: columnGap}
	if !s.fit(leastEasy) {
		t.Fatal("the table does not fit")
	}
	heads := make([][]Inline, len(table.Columns))
	for i := range heads {
		heads[i] = table.Columns[i].Head
	}
	if got, two := s.cells(heads, true).height, 2*p.style.leading*mm(s.size)+cellPadding; got > two+1e-6 {
		t.Errorf("heads are %.1f mm high, two lines %.1f", got, two)
	}
}

// Where the text ends before the figures do, its columns end together too.
func TestLastTextIsBalanced(t *testing.T) {
	d := &Document{Title: "Balance", Style: "acl", Body: []Block{Paragraph{T(strings.Repeat(lorem, 5), "See ", Ref("fig-a"), ".")},
		Figure{ID: "fig-a", File: "figures/a", Alt: "a", Caption: T("Wide."), Picture: picture(160, 220), Wide: true}}}
	p, err := layOut(d)
	if err != nil {
		t.Fatal(err)
	}
	end := map[float64]float64{}
	for _, b := range p.pages[0] {
		if b.box.float == "" {
			end[b.left] = max(end[b.left], b.top+b.box.height)
		}
	}
	left, right := end[0], end[p.column()+p.style.gutter]
	if len(p.pages) != 2 || right == 0 || left-right > 10 || right-left > 10 {
		t.Errorf("%d pages; columns end at %.1f and %.1f mm", len(p.pages), left, right)
	}
}

// Figures that still wait when the text ends come before the references.
func TestFiguresComeBeforeReferences(t *testing.T) {
	for _, style := range Styles {
		d := &Document{Title: "Order", Style: style, References: []Reference{{Key: "a", Authors: "Author, A.", Names: []string{"Author"}, Year: "2020", Text: T("A work.")}}}
		d.Body = append(d.Body, Paragraph{T(lorem, Cite{"a"})})
		for i := range 4 {
			id := fmt.Sprint("fig-", i)
			d.Body = append(d.Body, Paragraph{T("See ", Ref(id), ".")}, Figure{ID: id, File: "figures/x", Alt: "x", Caption: T("A figure."), Picture: picture(160, 150), Wide: true})
		}
		d.Body = append(d.Body, Appendix{}, Heading{1, "sec-a", T("More")}, Paragraph{T(lorem)})
		p, err := layOut(d)
		if err != nil {
			t.Fatal(err)
		}
		lastFigure, references, appendix := 0, 0, 0
		for n, made := range p.pages {
			for _, b := range made {
				switch {
				case b.box.float != "":
					lastFigure = n + 1
				case b.box.id == "references":
					references = n + 1
				case b.box.id == "sec-a":
					appendix = n + 1
				}
			}
		}
		if lastFigure == 0 || references < lastFigure || appendix < references {
			t.Errorf("%s: the last figure is on page %d, references on %d, the appendix on %d", style, lastFigure, references, appendix)
		}
	}
}

// A line that ends early, since its spaces would become holes, does not end in a hyphen.
func TestNoHyphenEndsEarly(t *testing.T) {
	p := setterOf(t, "acl")
	early := 0
	for width := 40.; width < 90; width += .5 {
		pieces := p.pieces(T("Efron, B. (1987). Better bootstrap confidence intervals, of counterintuitively straightforward internationalization, https://doi.org/10.1080/01621459.1987.10478410 "+lorem), inlineStyle{size: p.style.bib})
		for _, l := range p.breakLines(pieces, width, true) {
			if p.widthOf(l) > width-2 {
				continue
			}
			if early++; l.hyphen {
				text := ""
				for _, q := range l.pieces {
					text += q.text
				}
				t.Errorf("at %.1f mm a line of %.1f mm ends in a hyphen: %s", width, p.widthOf(l), text)
			}
		}
	}
	if early < 20 {
		t.Errorf("only %d lines end early", early)
	}
}

// Long lines of code go across the page, those of a command stay in the column.
func TestLongCodeGoesAcross(t *testing.T) {
	p := setterOf(t, "acl")
	p.code(Code{"inertia report --style acl --formats pdf a-folder-of-answers"})
	if n := len(p.boxes); n == 0 || p.boxes[0].float != "" {
		t.Fatalf("a command of two lines became %d boxes, the first a %q", n, p.boxes[0].float)
	}
	p.boxes = nil
	p.code(Code{strings.Repeat("81675c1ca1b3  base/mfq-30_a_model/judged_by_another_model/report.txt\n", 6)})
	if len(p.boxes) != 1 || !p.boxes[0].wide || p.boxes[0].height < 6*1.25*mm(codeSize) {
		t.Errorf("a list of files became %d boxes", len(p.boxes))
	}
}

// In one column a table or figure stands after the words that speak of it first, so never in the section before its own.
func TestInOneColumnNoFloatStandsBeforeItsMention(t *testing.T) {
	all := map[string]*pdfSetter{}
	for name, p := range layouts(t) {
		if strings.HasPrefix(name, "preprint") {
			all[name] = p
		}
	}
	for seed := range 20 {
		d := anyDocument(rand.New(rand.NewPCG(uint64(seed), 2)))
		d.Style = "preprint"
		p, err := layOut(d)
		if err != nil {
			t.Fatal(err)
		}
		all[fmt.Sprint("random ", seed)] = p
	}
	counted := 0
	for name, p := range all {
		at := map[int][2]float64{}
		for n, made := range p.pages {
			for _, b := range made {
				at[b.box.order] = [2]float64{float64(n), b.top}
			}
		}
		for i, b := range p.boxes {
			if b.float == "" || b.float == "listing" || b.id == "" {
				continue
			}
			counted++
			said, set := at[p.mention[i]], at[i]
			if set[0] < said[0] || set[0] == said[0] && set[1] < said[1] {
				t.Errorf("%s: %s on page %.0f at %.0f mm, spoken of on page %.0f at %.0f mm", name, b.id, set[0]+1, set[1], said[0]+1, said[1])
			}
		}
	}
	if counted < 100 {
		t.Errorf("only %d tables and figures", counted)
	}
}
