package report

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/tdewolff/canvas"

	"inertia/report/document"
)

// explorable is a document with something to do for every part of the page's script.
func explorable() *document.Document {
	square := func() *canvas.Canvas {
		c := canvas.New(120, 60)
		ctx := canvas.NewContext(c)
		ctx.SetFillColor(canvas.White)
		ctx.DrawPath(0, 0, canvas.Rectangle(120, 60))
		ctx.SetFillColor(canvas.Hex("#0072b2"))
		ctx.DrawPath(12, 6, canvas.Rectangle(96, 48))
		return c
	}
	heat := func(id, model string) document.Figure {
		f := document.Figure{ID: id, File: "figures/" + id, Alt: "Cells of " + model, Caption: document.T("Answers of ", model, "."), Picture: square(), Family: "heat", Member: model}
		for y := range 8 {
			for x := range 10 {
				f.Marks = append(f.Marks, document.Mark{X: .1 + .08*float64(x), Y: .1 + .1*float64(y), Width: .08, Height: .1, Model: model, Dimension: []string{"Harm", "Purity"}[x/5],
					Label: fmt.Sprintf("persona %d, item %d: option %d of %s", y+1, x+1, (x*y)%6+1, model)})
			}
		}
		return f
	}
	scatter := document.Figure{ID: "fig-scatter", File: "figures/scatter", Alt: "Points", Caption: document.T("Points."), Picture: square(), Marks: []document.Mark{
		{X: .2, Y: .2, Width: .02, Height: .04, Label: "alpha, Harm: 0.2", Model: "alpha", Dimension: "Harm"},
		{X: .8, Y: .2, Width: .02, Height: .04, Label: "beta, Harm: 0.8", Model: "beta", Dimension: "Harm"},
		{X: .8, Y: .8, Width: .02, Height: .04, Label: "beta, Purity: 0.1", Model: "beta", Dimension: "Purity"},
	}}
	points := canvas.NewContext(scatter.Picture)
	for i := range scatter.Marks { // a stem, and the point upon it
		m := &scatter.Marks[i]
		m.Drawn = true
		points.SetFillColor(canvas.Black)
		points.DrawPath(120*m.X+1, 0, canvas.Rectangle(.3, 60*(1-m.Y)))
		points.SetFillColor(canvas.Hex("#d55e00"))
		points.DrawPath(120*m.X, 60*(1-m.Y)-1, canvas.Circle(1))
		scatter.Parts = append(scatter.Parts, document.Part{From: 2 + 2*i, To: 4 + 2*i, Model: m.Model, Dimension: m.Dimension})
	}
	scatter.Parts = append(scatter.Parts, document.Part{From: 8, To: 9, Model: "Harm", Dimension: "Harm"}) // as in a legend
	points.DrawPath(2, 2, canvas.Rectangle(2, 2))
	table := document.Table{ID: "tab-main", Caption: document.T("Values."), Columns: []document.Column{{Head: document.T("Model")}, {Head: document.T("Value"), Group: "Measured", Align: document.Right}, {Head: document.T("Note"), Group: "Measured"}}, Notes: [][]document.Inline{document.T("No value.")}}
	for i, v := range []string{"0.5", "−0.2", "–", "1,000", "0.07"} {
		model := []string{"alpha", "beta"}[i%2]
		table.Rows = append(table.Rows, document.Row{Cells: [][]document.Inline{document.T(model), document.T(v), document.T("row ", i)}},
			document.Row{Under: true, Cells: [][]document.Inline{document.T("interval"), document.T("under ", i), nil}})
	}
	table.Rows = append(table.Rows, document.Row{Heading: true, Cells: [][]document.Inline{document.T("More")}})
	for i := range 4 {
		table.Rows = append(table.Rows, document.Row{Cells: [][]document.Inline{document.T("beta"), document.T(9 - i), document.T("more ", i, document.Note(1))}})
	}
	gaps := document.Table{ID: "tab-gaps", Wide: true, Caption: document.T("Values, most of them absent."), Columns: []document.Column{{}, {Head: document.T("Value"), Align: document.Right}}}
	for _, v := range []string{"—", "0.3", "—", "0.21", "—"} {
		gaps.Rows = append(gaps.Rows, document.Row{Cells: [][]document.Inline{document.T("alpha"), document.T(v)}})
	}
	for i := range 12 { // more than any screen has room for
		gaps.Columns = append(gaps.Columns, document.Column{Head: document.T("A measure with a long name, ", i+1), Align: document.Right})
		for r := range gaps.Rows {
			gaps.Rows[r].Cells = append(gaps.Rows[r].Cells, document.T("0.123 [0.101, 0.145]"))
		}
	}
	return &document.Document{Title: "A page to explore", Footer: "foot", Models: []string{"alpha", "beta"}, Dimensions: []string{"Harm", "Purity"},
		Abstract: []document.Block{para("What it is about.")},
		Body: []document.Block{
			heading(1, "sec-one", "One"),
			document.Paragraph{Text: document.T(document.Result(document.T("Inertia is ", document.Strong(document.T("0.46")), " in ", document.Ref("tab-main"), ".")), " More in ", document.Ref("fig-heat"), ".")},
			document.Formula{ID: "eq-one", TeX: `H(p) = -\sum_{k=1}^{K} p_k \log_2 p_k`},
			&table, heat("fig-heat", "alpha"), scatter,
			heading(1, "sec-two", "Two"), heat("fig-heat-beta", "beta"), gaps,
			document.Code{Text: "inertia report --out a-rather-long-folder --formats md,html,pdf --resamples 2000 --permutations 2999 --seed 1"},
			document.Code{Text: "6174445c26e0  a/rather/long/name/of/a/file/that/no/narrow/screen/has/room/for.csv\nb487d6a15ebd  another.csv"},
		}}
}

// What a reader does with a page, done in a real browser.
func TestPageInABrowser(t *testing.T) {
	d := explorable()
	b := openPage(t, d)
	address := eval[string](b, "location.href")
	for _, part := range []struct {
		name string
		test func(*tab)
	}{
		{"heads of long tables", keepsHeads}, {"sorting", sortsTables}, {"filtering", filtersTables}, {"reading off with the pointer", readsByPointer}, {"reading off with keys", readsByKeys},
		{"reading off by touch", touches}, {"picking", picks}, {"going back", goesBack}, {"what links lead to", peeks}, {"copying", func(b *tab) { copies(b, d) }}, {"saving", saves}, {"theme", switchesTheme}, {"links to parts", linksParts}, {"print", prints},
	} {
		t.Run(part.name, func(t *testing.T) {
			b.open("about:blank")
			b.open(address)
			part.test(&tab{T: t, ctx: b.ctx})
		})
	}
	b.isQuiet()
}

// isQuiet holds that nothing was asked for but the page, and that nothing went wrong.
func (b *tab) isQuiet() {
	b.Helper()
	time.Sleep(100 * time.Millisecond) // messages come by another way than answers
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.requests) == 0 {
		b.Error("not even the page itself was asked for: requests are not heard")
	}
	for _, r := range b.requests {
		if !strings.HasPrefix(r, "file:") || !strings.Contains(r, "/report.html") {
			b.Errorf("the page asked for %s", r)
		}
	}
	for _, m := range b.messages {
		b.Errorf("the console holds %q", m)
	}
}

// keepsHeads holds that the heads of a table stay in view while its rows pass, and go with them when it has passed.
func keepsHeads(b *tab) {
	b.size(1400, 200)
	eval[string](b, unhinted) // it waits until the page knows its width
	top := `document.querySelector('#tab-main thead').getBoundingClientRect().top`
	for _, row := range []string{"tr:nth-child(5)", "tr:last-child"} {
		eval[bool](b, `(document.querySelector('#tab-main tbody `+row+`').scrollIntoView({block: 'end'}), true)`)
		if got := eval[float64](b, top); got < -1 || got > 199 {
			b.Errorf("the heads are at %v px while %s is in view", got, row)
		}
	}
	eval[bool](b, `(document.getElementById('fig-heat').scrollIntoView(), true)`)
	if got := eval[float64](b, top); got >= 0 {
		b.Errorf("the heads are at %v px when the table has passed", got)
	}
	b.size(1400, 1000)
}

const firstCells = `[...document.querySelectorAll('#tab-main tbody:first-of-type tr')].filter(r => !r.hidden).map(r => r.cells[1].textContent).join(' ')`

func sortsTables(b *tab) {
	own := eval[string](b, firstCells)
	head := "#tab-main thead tr:nth-child(2) th:first-child .sort"
	for _, want := range []string{"−0.2 under 1 0.07 under 4 0.5 under 0 1,000 under 3 – under 2", "1,000 under 3 0.5 under 0 0.07 under 4 −0.2 under 1 – under 2", own} {
		b.click(head)
		if got := eval[string](b, firstCells); got != want {
			b.Errorf("the rows are %q, want %q", got, want)
		}
	}
	b.click(head)
	if got := eval[string](b, `document.querySelector('#tab-main [aria-sort]').getAttribute('aria-sort') + ', ' + document.querySelector('[role=status]').textContent`); got != "ascending, Table 1 sorted by Value, ascending" {
		b.Errorf("told is %q", got)
	}
	if got := eval[string](b, `[...document.querySelectorAll('#tab-main tbody:last-of-type td:nth-child(2)')].map(c => c.textContent).join(' ')`); got != "6 7 8 9" {
		b.Errorf("the rows of the group are %q", got)
	}
	if got := eval[bool](b, `(() => { const b = document.querySelector('#tab-gaps thead th .sort'), r = b.getBoundingClientRect(), head = b.closest('th').getBoundingClientRect(); return r.height > 9 && r.top >= head.top && r.bottom <= head.bottom + 1 })()`); !got {
		b.Error("the sign of order of a column without a head is not in the head")
	}
	b.click("#tab-gaps thead th:nth-child(2) .sort")
	if got := eval[string](b, `[...document.querySelectorAll('#tab-gaps tbody td:nth-child(2)')].map(c => c.textContent).join(' ')`); got != "0.21 0.3 — — —" {
		b.Errorf("the rows of a column with few values are %q", got)
	}
}

func filtersTables(b *tab) {
	b.click("#tab-main input")
	b.keys("UNDER 3")
	if got := eval[string](b, firstCells); got != "1,000 under 3" {
		b.Errorf("shown is %q", got)
	}
	if got := eval[string](b, `document.querySelector('#tab-main .state').textContent + ' ' + document.querySelector('#tab-main tr.heading').hidden + ' ' + document.querySelector('[role=status]').textContent`); got != "1 of 9 rows true Table 1: 1 of 9 rows" {
		b.Errorf("told is %q", got)
	}
}

// point moves the pointer to a place of a figure's picture, in shares.
func (b *tab) point(figure string, x, y float64) string {
	b.Helper()
	must(b.T, chromedp.Do(b.ctx, chromedp.ScrollIntoView(chromedp.CSS("#"+figure+" .reader"))))
	eval[bool](b, "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))") // words go away while the page scrolls
	at := eval[[]float64](b, fmt.Sprintf(`(() => { const r = document.querySelector('#%s .reader').getBoundingClientRect(); return [r.left + r.width * %g, r.top + r.height * %g] })()`, figure, x, y))
	must(b.T, chromedp.Do(b.ctx, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1])))
	return eval[string](b, `document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').textContent`)
}

func readsByPointer(b *tab) {
	for _, c := range []struct {
		figure string
		x, y   float64
		want   string
	}{
		{"fig-heat", .14, .15, "persona 1, item 1: option 1 of alpha"}, {"fig-heat", .85, .85, "persona 8, item 10: option 4 of alpha"}, {"fig-heat", .02, .5, ""},
		{"fig-scatter", .815, .225, "beta, Harm: 0.8"}, {"fig-scatter", .5, .5, ""},
	} {
		if got := b.point(c.figure, c.x, c.y); got != c.want {
			b.Errorf("at %v, %v of %s it says %q, want %q", c.x, c.y, c.figure, got, c.want)
		}
	}
}

func readsByKeys(b *tab) {
	said := func() string { return eval[string](b, "document.querySelector('[role=status]').textContent") }
	for _, c := range []struct{ figure, keys, want string }{
		{"fig-heat", kb.Tab, "persona 1, item 1: option 1 of alpha"}, {"", kb.ArrowRight, "persona 1, item 2: option 1 of alpha"}, {"", kb.ArrowDown, "persona 2, item 2: option 2 of alpha"},
		{"", kb.End, "persona 8, item 10: option 4 of alpha"}, {"", kb.ArrowDown, "persona 8, item 10: option 4 of alpha"}, {"", kb.Home, "persona 1, item 1: option 1 of alpha"},
		{"fig-scatter", kb.Tab, "alpha, Harm: 0.2"}, {"", kb.ArrowRight, "beta, Harm: 0.8"}, {"", kb.ArrowDown, "beta, Purity: 0.1"},
	} {
		if c.figure != "" { // the box around the reader takes the focus before it
			eval[bool](b, `(document.querySelector('#`+c.figure+` .scroll').focus(), true)`)
		}
		b.keys(c.keys)
		if got := said(); got != c.want {
			b.Errorf("after %q in %s it says %q, want %q", c.keys, c.figure, got, c.want)
		}
	}
	b.keys(kb.Escape)
	if !eval[bool](b, "document.querySelector('.tip').hidden") {
		b.Error("Escape does not put the words away")
	}
}

func picks(b *tab) {
	b.choose("page.model", "beta")
	if got := eval[string](b, `document.querySelector('#fig-heat figcaption').textContent`); got != "Figure 1. Answers of beta. (This is Figure 3.)" {
		b.Errorf("the caption is %q", got)
	}
	if got := eval[[]float64](b, `['#fig-heat .frame > svg:not([hidden]) > use', '#fig-heat .frame'].map(s => Math.round(document.querySelector(s).getBoundingClientRect().width))`); got[0] != got[1] {
		b.Errorf("the other picture is %v px wide in a frame of %v", got[0], got[1])
	}
	if got := b.point("fig-heat", .14, .15); got != "persona 1, item 1: option 1 of beta" {
		b.Errorf("it reads off %q", got)
	}
	if got := eval[string](b, firstCells); got != "−0.2 under 1 1,000 under 3" {
		b.Errorf("rows of beta are %q", got)
	}
	faint := `document.querySelectorAll('#fig-scatter .faint').length`
	seen := `[...document.querySelectorAll('#fig-scatter .frame > svg > g > *')].filter(e => !e.closest('.faint')).length` // stem and point, each as it is
	if got := eval[[]int](b, `[`+faint+`, `+seen+`]`); got[0] != 1 || got[1] < 4 {
		b.Errorf("%d parts of other models are faint and %d strokes are not, want 1 and 4 or more", got[0], got[1])
	}
	b.choose("page.dimension", "Purity")
	if got := eval[[]int](b, `[`+faint+`, document.querySelector('#fig-heat .veil').getAttribute('d').split('M').length - 1, document.querySelectorAll('#fig-scatter .veil:not([hidden])').length]`); got[0] != 3 || got[1] != 40 || got[2] != 0 {
		b.Errorf("%v parts, marks and marks of parts are faint, want 3, 40 and 0", got)
	}
	states := `['#fig-scatter', '#fig-heat', '#fig-heat-beta', '#tab-main', '#tab-gaps'].map(s => document.querySelector(s + ' .state').textContent).join(' | ')`
	if got, want := eval[string](b, states), "beta and Purity; the rest is faint | beta and Purity; the rest is faint | beta and Purity; the rest is faint | 6 of 9 rows (beta); nothing here is of Purity alone | nothing here is of beta and Purity alone"; got != want {
		b.Errorf("what is left out is told as %q, want %q", got, want)
	}
	if got, want := eval[string](b, "document.querySelector('[role=status]').textContent"), "Picked: beta and Purity. It is told apart in 3 figures and 1 table; the text speaks of all."; got != want {
		b.Errorf("a listener is told %q, want %q", got, want)
	}
	if got := eval[string](b, "location.search"); got != "?model=beta&dimension=Purity" {
		b.Errorf("the address tells %q of what is picked", got)
	}
	must(b.T, chromedp.Do(b.ctx, chromedp.Reload()))
	if got := eval[[]int](b, `[`+faint+`, document.getElementById('page.model').selectedIndex, document.getElementById('page.dimension').selectedIndex]`); got[0] != 3 || got[1] != 2 || got[2] != 2 {
		b.Errorf("opened by that address %d parts are faint and the pickers show %v", got[0], got[1:])
	}
	b.choose("page.model", "")
	b.choose("page.dimension", "")
	if got := eval[string](b, "location.search"); got != "" {
		b.Errorf("the address tells %q of nothing picked", got)
	}
	if got := eval[string](b, `document.querySelector('#fig-heat figcaption').textContent + document.querySelectorAll('tr[hidden], .veil:not([hidden]), .faint').length`); got != "Figure 1. Answers of alpha.0" {
		b.Errorf("after all it is %q", got)
	}
	b.choose("fig-heat.member", "beta")
	if got := eval[string](b, `document.querySelector('#fig-heat figcaption').textContent`); !strings.Contains(got, "beta") {
		b.Errorf("the figure's own picker shows %q", got)
	}
}

// goesBack holds that a reader who goes back and on finds what was picked there.
func goesBack(b *tab) {
	state := `[location.search, document.getElementById('page.model').value, document.querySelectorAll('#tab-main tr[hidden]').length > 0].join(' ')`
	b.choose("page.model", "beta")
	eval[bool](b, "(location.hash = 'sec-two', true)")
	b.choose("page.model", "")
	b.choose("fig-heat.member", "beta")
	eval[bool](b, `(document.querySelector('#tab-main thead tr:nth-child(2) th:first-child .sort').click(), true)`)
	eval[bool](b, `(() => { const i = document.querySelector('#tab-main input'); i.value = 'Under 3'; i.dispatchEvent(new Event('input')); return true })()`)
	if got, want := eval[string](b, "location.search"), "?shows.fig-heat=beta&sort.tab-main=1a&rows.tab-main=Under+3"; got != want {
		b.Errorf("the address tells %q of the view, want %q", got, want)
	}
	must(b.T, chromedp.Do(b.ctx, chromedp.Reload()))
	seen := `[document.querySelector('#fig-heat figcaption').textContent, document.querySelector('#tab-main [aria-sort]').getAttribute('aria-sort'), document.querySelector('#tab-main .state').textContent, document.querySelector('#tab-main input').value].join('; ')`
	if got, want := eval[string](b, seen), "Figure 1. Answers of beta. (This is Figure 3.); ascending; 1 of 9 rows; Under 3"; got != want {
		b.Errorf("opened by its address the view is %q, want %q", got, want)
	}
	eval[bool](b, `(history.replaceState(null, '', '?model=nobody&shows.fig-heat=nobody&sort.tab-main=99a&rows.tab-gaps=x#sec-two'), location.reload(), true)`)
	time.Sleep(300 * time.Millisecond)
	if got := eval[string](b, `[document.getElementById('page.model').value, document.querySelector('#fig-heat figcaption').textContent, document.querySelectorAll('[aria-sort], tr[hidden]').length].join('; ')`); got != "; Figure 1. Answers of alpha.; 0" {
		b.Errorf("an address of what is not there gives %q", got)
	}
	eval[bool](b, "(history.replaceState(null, '', location.pathname + location.hash), true)")
	for _, c := range []struct{ way, want string }{{"back", "?model=beta beta true"}, {"forward", "  false"}} {
		if got := eval[string](b, `new Promise(done => { addEventListener('popstate', () => setTimeout(() => done(`+state+`), 50), {once: true}); history.`+c.way+`() })`); got != c.want {
			b.Errorf("%s the page is %q, want %q", c.way, got, c.want)
		}
	}
}

// peeks holds that a link shows what it leads to, by pointer and by keys.
func peeks(b *tab) {
	shown := "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').textContent"
	at := eval[[]float64](b, `(() => { const r = document.querySelector('.result a[href="#tab-main"]').getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`)
	must(b.T, chromedp.Do(b.ctx, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1])))
	time.Sleep(250 * time.Millisecond)
	if got := eval[string](b, shown); got != "Table 1. Values." {
		b.Errorf("the link shows %q", got)
	}
	b.keys(kb.Escape)
	if got := eval[string](b, shown); got != "" {
		b.Errorf("Escape leaves %q", got)
	}
	eval[bool](b, `(document.querySelector('#tab-main .sort').focus(), true)`)
	for range 30 { // on to the mark of a note
		b.keys(kb.Tab)
		if eval[bool](b, "document.activeElement.matches('sup a')") {
			break
		}
	}
	time.Sleep(50 * time.Millisecond)
	if got := eval[string](b, shown); got != "No value." {
		b.Errorf("the note's mark shows %q", got)
	}
	eval[bool](b, `(document.querySelector('.result a').focus(), true)`)
	for range 2 { // past the button that copies the sentence
		b.keys(kb.Tab)
	}
	time.Sleep(50 * time.Millisecond)
	if got := eval[string](b, shown+" + ' ' + (document.querySelector('.tip use') || {getBoundingClientRect: () => ({})}).getBoundingClientRect().width"); !strings.HasPrefix(got, "Figure 1. Answers of alpha. 4") {
		b.Errorf("the link to a figure shows %q", got)
	}
}

// touches holds that what a finger reads off stays to be read, until another place is touched.
func touches(b *tab) {
	b.point("fig-scatter", .5, .5)
	act := func(name, x, y string) {
		eval[bool](b, fmt.Sprintf(`(() => { const e = document.querySelector('#fig-scatter .reader'), r = e.getBoundingClientRect(); (('%[1]s' === 'pointerdown' && %[2]s > 1) ? document.body : e).dispatchEvent(new PointerEvent('%[1]s', {bubbles: true, pointerType: 'touch', clientX: r.left + r.width * %[2]s, clientY: r.top + r.height * %[3]s})); return true })()`, name, x, y))
	}
	shown := "document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').textContent"
	act("pointerdown", ".81", ".22")
	act("pointerleave", ".81", ".22")
	if got := eval[string](b, shown); got != "beta, Harm: 0.8" {
		b.Errorf("after a touch it says %q", got)
	}
	act("pointerdown", "2", ".2")
	if got := eval[string](b, shown); got != "" {
		b.Errorf("after a touch elsewhere it still says %q", got)
	}
}

func copies(b *tab, d *document.Document) {
	var table *document.Table
	for _, block := range d.Body {
		if p, ok := block.(*document.Table); ok {
			table = p
		}
	}
	var csv, latex bytes.Buffer
	must(b.T, document.WriteTableCSV(&csv, table))
	must(b.T, document.WriteTableTeX(&latex, d, table))
	taken := func(selector string) string {
		b.click(selector)
		time.Sleep(50 * time.Millisecond)
		return eval[string](b, "navigator.clipboard.readText()")
	}
	if got := taken("#tab-main .copies button:nth-of-type(1)"); got != csv.String() {
		b.Errorf("copied %q, want %q", got, csv.String())
	}
	if got := taken("#tab-main .copies button:nth-of-type(2)"); got != latex.String() {
		b.Errorf("copied %q, want %q", got, latex.String())
	}
	if got := taken("#tab-main .copies button:nth-of-type(3)"); !strings.Contains(got, "| alpha | 0.5 | row 0 |") {
		b.Errorf("copied %q", got)
	}
	if got, want := taken(".code button"), "inertia report --out a-rather-long-folder --formats md,html,pdf --resamples 2000 --permutations 2999 --seed 1"; got != want {
		b.Errorf("copied %q, want %q", got, want)
	}
	eval[bool](b, "(document.querySelector('.take').focus(), true)")
	b.keys(kb.Enter)
	time.Sleep(50 * time.Millisecond)
	if got := eval[string](b, "navigator.clipboard.readText()"); got != "Inertia is 0.46 in Table 1." {
		b.Errorf("copied %q", got)
	}
}

// saves holds that a figure is saved as it is seen, in a file that needs no page.
func saves(b *tab) {
	b.choose("page.model", "beta")
	eval[bool](b, `(window.saved = new Promise(done => { const make = URL.createObjectURL; URL.createObjectURL = blob => { if (blob.type.startsWith('image/svg')) blob.text().then(done); else createImageBitmap(blob).then(i => done(i.width + ' x ' + i.height)); return make(blob); } }), true)`)
	b.click("#fig-scatter .copies button:nth-of-type(1)")
	text := eval[string](b, "window.saved")
	for _, want := range []string{`width="120mm"`, `fill-opacity=".22"`, "<title>Points</title>", "#d55e00"} {
		if !strings.Contains(text, want) {
			b.Errorf("what is saved lacks %s: %.600s", want, text)
		}
	}
	for _, not := range []string{"var(", "class=", "data-m"} {
		if strings.Contains(text, not) {
			b.Errorf("what is saved needs the page: it holds %s", not)
		}
	}
	eval[bool](b, `(window.saved = new Promise(done => { const make = URL.createObjectURL; URL.createObjectURL = blob => { createImageBitmap(blob).then(i => done(i.width + ' x ' + i.height), done); return make(blob); } }), true)`)
	b.click("#fig-scatter .copies button:nth-of-type(2)")
	if got := eval[string](b, "window.saved"); got != "1417 x 709" { // 120 x 60 mm at 300 dots an inch
		b.Errorf("the image is %s", got)
	}
}

func switchesTheme(b *tab) {
	b.media("", "light")
	paper := "getComputedStyle(document.body).backgroundColor"
	light := eval[string](b, paper)
	b.click(".theme")
	dark := eval[string](b, paper)
	must(b.T, chromedp.Do(b.ctx, chromedp.Reload()))
	if kept := eval[string](b, paper); light == dark || kept != dark {
		b.Errorf("paper is %s, then %s, then %s", light, dark, kept)
	}
	b.click(".theme")
}

func linksParts(b *tab) {
	for _, id := range []string{"sec-one", "tab-main", "fig-heat", "eq-one"} {
		if got := eval[int](b, `document.querySelectorAll('a.self[href="#`+id+`"]').length`); got != 1 {
			b.Errorf("%s has %d links to itself", id, got)
		}
		eval[bool](b, `(location.hash = '`+id+`', true)`)
		if top := eval[float64](b, `document.getElementById('`+id+`').getBoundingClientRect().top`); top < -1 || top > 1000 {
			b.Errorf("%s is at %v after following its address", id, top)
		}
	}
	b.size(1400, 260) // the contents have no room for both sections
	for _, id := range []string{"sec-two", "sec-one"} {
		eval[bool](b, `(location.hash = '`+id+`', true)`)
		shown := `new Promise(done => setTimeout(() => { const r = document.querySelector('.contents [aria-current]').getBoundingClientRect(), c = document.querySelector('.contents').getBoundingClientRect(); done([document.querySelector('.contents [aria-current]').hash, r.top >= c.top - 1 && r.bottom <= c.bottom + 1].join(' ')) }, 100))`
		if got := eval[string](b, shown); got != "#"+id+" true" {
			b.Errorf("the contents show %s where %s is read", got, id)
		}
	}
	b.size(1400, 1000)
}

func prints(b *tab) {
	b.media("print", "dark")
	if got := eval[int](b, `[...document.querySelectorAll('button, select, input, .contents')].filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'contents' && !e.matches('.sort')).length`); got != 0 {
		b.Errorf("%d controls would be printed", got)
	}
	if got := eval[string](b, "getComputedStyle(document.body).backgroundColor"); got != "rgb(255, 255, 255)" {
		b.Errorf("it would be printed on %s", got)
	}
	if got := eval[string](b, `(() => { const i = document.querySelector('#tab-main input'); i.value = 'under 3'; i.dispatchEvent(new Event('input')); const s = document.querySelector('#tab-main .state'); return s.checkVisibility() + s.textContent })()`); got != "true1 of 9 rows" {
		b.Errorf("of the rows that are left out it would say %q", got)
	}
	whole := `[...document.querySelectorAll('figure')].filter(f => getComputedStyle(f).breakInside !== 'avoid').map(f => f.id).join(' ')`
	if got := eval[string](b, whole); got != "" {
		b.Errorf("a page may end within %s", got)
	}
	cut := `[...document.querySelectorAll('pre')].filter(p => p.scrollWidth > p.clientWidth).length`
	if got := eval[int](b, `(document.querySelectorAll('pre').forEach(p => p.textContent = 'base/'.repeat(60)), `+cut+`)`); got != 0 {
		b.Errorf("%d pieces of code would be cut", got)
	}
	b.media("", "light")
}

// Without a script the page is whole, and holds nothing that does nothing.
func TestPageWithoutScript(t *testing.T) {
	b := openPage(t, explorable())
	text := `[...document.querySelectorAll('main')].map(m => m.textContent).join('')`
	_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	must(t, err)
	must(t, chromedp.Do(b.ctx, chromedp.Reload()))
	if got := eval[int](b, "document.querySelectorAll('button, select, input, .tools, .reader').length"); got != 0 {
		t.Errorf("%d controls that do nothing", got)
	}
	for _, want := range []string{"What it is about.", "row 4", "under 3", "Answers of beta.", "inertia report"} {
		if !strings.Contains(eval[string](b, text), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if got := eval[int](b, "[...document.querySelectorAll('figure svg, table, math, nav a')].filter(e => e.checkVisibility()).length"); got != 8 {
		t.Errorf("%d figures, tables, formulas and links are seen, want 8", got)
	}
	b.isQuiet()
}

// violations are what axe-core finds, one a line.
const violations = `axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')).join('\n'))`

// Pages as readers get them: fit any screen, are legible and accessible in light and dark, and ask for nothing.
func TestPagesFitAndAreAccessible(t *testing.T) {
	documents := map[string]func(t *testing.T) *document.Document{"explorable": func(*testing.T) *document.Document { return explorable() }}
	for _, i := range []int{0, 1, 5} {
		documents[recipes[i].name] = func(t *testing.T) *document.Document { return build(t, recipes[i]).Document }
	}
	for name, make := range documents {
		t.Run(name, func(t *testing.T) {
			b := openPage(t, make(t))
			for _, width := range []int64{320, 390, 600, 768, 1024, 1280, 1400, 1600} {
				b.size(width, 900)
				if over := eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
					t.Errorf("at %d px the page is %d px too wide", width, over)
				}
				if got := eval[string](b, unhinted); got != "" {
					t.Errorf("at %d px these scroll and do not say so, or the other way round: %s", width, got)
				}
			}
			b.size(1400, 900) // where there is room, a table takes it before it scrolls
			scrolls := `[...document.querySelectorAll('.table .scroll')].filter(s => s.scrollWidth > s.clientWidth + 1 && s.clientWidth < 900).map(s => s.closest('figure').id).join(' ')`
			if got := eval[string](b, scrolls); got != "" {
				t.Errorf("at 1400 px readers must scroll within %s", got)
			}
			for _, look := range []struct {
				scheme string
				width  int64
			}{{"light", 390}, {"light", 1400}, {"dark", 1400}} {
				b.size(look.width, 900)
				b.media("", look.scheme)
				picture := screenshot(b)
				if bright := brightness(picture); (bright > 128) != (look.scheme == "light") {
					t.Errorf("the %s page has a brightness of %.0f", look.scheme, bright)
				}
			}
			b.isQuiet()
			source := axe(t)
			eval[bool](b, "(document.querySelectorAll('.frame svg > *').forEach(e => e.remove()), true)") // tens of thousands of strokes, of which a listener hears none
			eval[bool](b, source+"; true")
			for _, state := range []string{"as it opens", "in use"} {
				for _, scheme := range []string{"dark", "light"} {
					b.media("", scheme)
					for _, width := range []int64{1400, 390} {
						b.size(width, 900)
						if state == "in use" && !eval[bool](b, use) {
							t.Error("the page cannot be used")
						}
						if found := eval[string](b, unhinted); found != "" { // it waits until the page knows its width
							t.Errorf("%s, %s, %d px: these scroll and do not say so, or the other way round: %s", state, scheme, width, found)
						}
						if found := eval[string](b, violations); found != "" {
							t.Errorf("%s, %s, %d px: %s", state, scheme, width, found)
						}
						if found := eval[string](b, faint); found != "" {
							t.Errorf("%s, %s, %d px: too little contrast in %s", state, scheme, width, found)
						}
					}
				}
			}
			b.isQuiet()
		})
	}
}

// unhinted are the boxes that scroll and do not say so, or that say so and do not scroll.
const unhinted = `new Promise(done => setTimeout(done, 80)).then(() => [...document.querySelectorAll('.scroll')].filter(s => (s.scrollWidth > s.clientWidth + 1) !== (getComputedStyle(s, '::after').content !== 'none')).map(s => s.parentElement.id + ' ' + s.scrollWidth + '/' + s.clientWidth).join(' '))`

// use sorts, filters and picks as a reader does, takes the last choice of every list, and points at a place of a figure.
const use = `(() => {
	document.querySelectorAll('.sort').forEach(b => b.click());
	document.querySelectorAll('input[type=search]').forEach(i => { i.value = 'a'; i.dispatchEvent(new Event('input')); });
	document.querySelectorAll('select').forEach(s => { s.selectedIndex = s.options.length - 1; s.dispatchEvent(new Event('change')); });
	document.querySelectorAll('.take').forEach(b => b.classList.add('done'));
	const reader = document.querySelector('.reader');
	reader.scrollIntoView({block: 'center'});
	return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
		const r = reader.getBoundingClientRect();
		for (let i = 1; i < 40 && document.querySelector('.tip').hidden; i++) reader.dispatchEvent(new PointerEvent('pointermove', {clientX: r.left + r.width * i / 40, clientY: r.top + r.height * .3}));
		done(document.querySelectorAll('tr[hidden]').length > 0 && !document.querySelector('.tip').hidden);
	})));
})()`

// faint are the controls, with the choices of an open list, the words at a figure's place and what a button says, that have less
// contrast than the 4.5 that WCAG 2.2 asks of text; axe-core looks into none of these.
const faint = `(() => {
	const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const rgba = css => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
	const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
	const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return rgba(getComputedStyle(document.body).backgroundColor); };
	const ratio = (a, b) => { const [x, y] = [light(a) + .05, light(b) + .05]; return Math.max(x, y) / Math.min(x, y); };
	const pairs = [];
	document.querySelectorAll('select, option, button, input, .tip, .state').forEach(e => pairs.push([e.tagName + '.' + e.className, rgba(getComputedStyle(e).color), ground(e)]));
	document.querySelectorAll('input').forEach(e => pairs.push(['placeholder', rgba(getComputedStyle(e, '::placeholder').color), ground(e)]));
	document.querySelectorAll('.take').forEach(e => { const s = getComputedStyle(e, '::before'); pairs.push(['take', rgba(s.color), rgba(s.backgroundColor)]); });
	if (pairs.length < 10) return 'nothing';
	return [...new Set(pairs.filter(([, a, b]) => ratio(a, b) < 4.5).map(([name, a, b]) => name + ' ' + ratio(a, b).toFixed(2)))].join(', ');
})()`

func screenshot(b *tab) image.Image {
	b.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	must(b.T, err)
	img, err := png.Decode(bytes.NewReader(shot))
	must(b.T, err)
	return img
}

// brightness is the mean of a picture's points, from 0 to 255.
func brightness(img image.Image) float64 {
	sum, n := 0., 0.
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 7 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 7 {
			r, g, b, _ := img.At(x, y).RGBA()
			sum += float64(r+g+b) / 3 / 257
			n++
		}
	}
	return sum / n
}
