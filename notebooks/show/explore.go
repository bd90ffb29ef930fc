package show

import (
	"html"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/comms"
	"github.com/janpfeifer/gonb/gonbui/dom"
	"github.com/janpfeifer/gonb/gonbui/widgets"

	"inertia/report/figure"
	"inertia/report/plaintext"
)

// Picker is one thing that the reader of an explorer chooses, such as the model.
type Picker struct {
	Name    string
	Options []string
	first   int // of Options, chosen to begin with
}

// Pick makes a picker; the first option is chosen to begin with.
func Pick(name string, options ...string) Picker { return Picker{Name: name, Options: options} }

// From has that option chosen to begin with; one that is not there ends the cell
// with the nearest.
func (p Picker) From(option string) Picker {
	if p.first = slices.Index(p.Options, option); p.first < 0 {
		Check(unknownName(p.Name, option, p.Options))
	}
	return p
}

// Choice is what is chosen, by the pickers' names.
type Choice map[string]string

// Explore shows a figure that changes with what the reader picks. Where the front
// end has GoNB's widgets (JupyterLab in a browser), pickers stand below the
// figure; the cell runs until Done is pressed or nobody picks for ten minutes, so
// let it be the last of a notebook. Everywhere else, as in an export, in VS Code
// and under inertia notebook run, the figure of the first choices is all there
// is, and the cell ends at once.
//
//	show.Explore(func(c show.Choice) *figure.Figure { return study.Shares(c["model"]) },
//		show.Pick("model", study.Models()...))
func Explore(draw func(Choice) *figure.Figure, pickers ...Picker) {
	choice := Choice{}
	for _, p := range pickers {
		if len(p.Options) == 0 {
			fail("the picker %q has nothing to choose from", p.Name)
		}
		choice[p.Name] = p.Options[p.first]
	}
	place := ""
	if hasWidgets() {
		place = "figure " + gonbui.UniqueId()
	}
	redraw := func() {
		b, err := figureBundle(draw(choice), choice.caption(pickers))
		Check(err)
		b.emitAs(place)
	}
	redraw()
	if place == "" {
		return
	}
	e := explorer{pickers: pickers, picked: make(chan pick), done: make(chan struct{}, 1)}
	if !e.open() {
		return
	}
	defer e.close()
	for {
		select {
		case p := <-e.picked:
			picker := pickers[p.picker]
			if p.option >= 0 && p.option < len(picker.Options) && choice[picker.Name] != picker.Options[p.option] {
				choice[picker.Name] = picker.Options[p.option]
				redraw()
			}
		case <-e.done:
			return
		case <-time.After(idleTime):
			return
		}
	}
}

func (c Choice) caption(pickers []Picker) string {
	var parts []string
	for _, p := range pickers {
		parts = append(parts, p.Name+": "+c[p.Name])
	}
	return strings.Join(parts, " · ")
}

const (
	idleTime   = 10 * time.Minute
	answerTime = 5 * time.Second // that a browser has to show the first picker
)

// hasWidgets reports whether a browser may be looking on: GoNB's widgets speak
// through a Jupyter server, which names the notebook to the kernels that it
// starts for one. An export starts kernels without.
func hasWidgets() bool { return gonbui.IsNotebook && os.Getenv("JPY_SESSION_NAME") != "" }

// explorer is the row of pickers below a figure.
type explorer struct {
	pickers []Picker
	place   string
	picked  chan pick
	done    chan struct{}
}

// pick says which option of which picker was chosen.
type pick struct{ picker, option int }

// open shows the pickers; false when no browser answers in time.
func (e *explorer) open() bool {
	ready := make(chan struct{})
	e.place = "pickers " + gonbui.UniqueId()
	root := "inertia_" + gonbui.UniqueId()
	gonbui.UpdateHTML(e.place, `<div class="inertia" id="`+root+`"></div>`)
	go func() {
		for i, p := range e.pickers {
			dom.Append(root, "<label> "+html.EscapeString(plaintext.Lines(p.Name))+" </label>")
			var options []string
			for _, o := range p.Options {
				options = append(options, html.EscapeString(plaintext.Lines(o)))
			}
			s := widgets.Select(options).SetDefault(p.first).AppendTo(root).Done()
			comms.Subscribe(s.Address(), func(_ string, option int) { e.picked <- pick{i, option} })
		}
		b := widgets.Button("Done").AppendTo(root).Done()
		comms.Subscribe(b.Address(), func(_ string, clicks int) {
			if clicks > 0 {
				e.done <- struct{}{}
			}
		})
		close(ready)
	}()
	select {
	case <-ready:
		return true
	case <-time.After(answerTime):
		e.close()
		return false
	}
}

// close takes the pickers away; the figure stays.
func (e *explorer) close() {
	gonbui.UpdateHTML(e.place, " ")
	flush()
}
