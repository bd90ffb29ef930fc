package show

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// bundle is one output in every form that a front end may take.
type bundle struct {
	html, svg, markdown, text string
}

// stdout takes the plain text outside a notebook.
var stdout io.Writer = os.Stdout

// emit shows a bundle as one display message.
func (b bundle) emit() { b.emitAs("") }

// emitAs shows a bundle in the place named id: a later one takes its place. An
// empty id is a place of its own.
func (b bundle) emitAs(id string) {
	if !gonbui.IsNotebook {
		if id == "" {
			fmt.Fprintln(stdout, strings.TrimRight(b.text, "\n"))
		}
		return
	}
	gonbui.SendData(&protocol.DisplayData{Data: b.data(), DisplayID: id})
	flush()
}

func (b bundle) data() map[protocol.MIMEType]any {
	data := map[protocol.MIMEType]any{protocol.MIMETextPlain: b.text}
	for kind, text := range map[protocol.MIMEType]string{
		protocol.MIMETextHTML: b.html, protocol.MIMEImageSVG: b.svg, protocol.MIMETextMarkdown: b.markdown,
	} {
		if text != "" {
			data[kind] = text
		}
	}
	return data
}

// flushTime is how long a cell waits for what it showed to arrive; the kernel
// answers at once unless the connection is gone.
const flushTime = 5 * time.Second

// flush waits until the kernel has what was shown so far, so that outputs keep
// their order and none is lost when the cell ends.
func flush() {
	if !gonbui.IsNotebook || gonbui.Error() != nil {
		return
	}
	done := make(chan struct{})
	go func() { gonbui.Sync(); close(done) }()
	select {
	case <-done:
	case <-time.After(flushTime):
	}
}
