package report

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"inertia/report/document"
)

// tab is a page in a real browser, with what it asked for and what it complained of.
type tab struct {
	*testing.T
	ctx context.Context

	mu       sync.Mutex // of what the browser tells while the test goes on
	requests []string
	messages []string
}

func (b *tab) hear(list *[]string, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	*list = append(*list, text)
}

// openPage writes the document as HTML and opens it in a headless Chromium with the clipboard at hand.
func openPage(t *testing.T, d *document.Document) *tab {
	t.Helper()
	var page bytes.Buffer
	if err := document.WriteHTML(&page, d); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, page.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	b := &tab{T: t, ctx: chromium(t)}
	must(t, chromedp.Listen(b.ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, "data:") {
			b.hear(&b.requests, e.Request.URL)
		}
	}))
	console := chromedp.Console(b.ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			b.hear(&b.messages, string(m.Type)+": "+m.Text)
		}
	}()
	_, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{})
	must(t, err)
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted})
		must(t, err)
	}
	b.size(1400, 1000)
	b.open((&url.URL{Scheme: "file", Path: file}).String())
	return b
}

// chromium starts the browser, or skips the test.
func chromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil && path == "" {
			path = p
		}
	}
	if path == "" {
		t.Skip("no Chromium: the page is not tested in a browser; .ci/browser installs it (on Debian: apt-get install chromium)")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.ExecPath(path))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	t.Cleanup(func() { // a browser that is killed leaves its folders
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("the browser did not close: %v", err)
		}
	})
	return ctx
}

// axe is the source of axe-core, or a skipped test.
func axe(t *testing.T) string {
	t.Helper()
	file := os.Getenv("INERTIA_AXE")
	if file == "" {
		file = filepath.Join("..", ".ci", "axe.min.js")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Skip("no axe-core: accessibility is not tested; .ci/browser installs it (set INERTIA_AXE to its axe.min.js if it lies elsewhere)")
	}
	return string(text)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *tab) open(address string) {
	b.Helper()
	must(b.T, chromedp.Do(b.ctx, chromedp.Navigate(address)))
}

func (b *tab) size(width, height int64) {
	b.Helper()
	must(b.T, chromedp.Do(b.ctx, chromedp.EmulateViewport(width, height)))
}

// media takes "print" or "" and the colours that the reader prefers.
func (b *tab) media(medium, scheme string) {
	b.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	must(b.T, err)
}

func (b *tab) click(selector string) {
	b.Helper()
	must(b.T, chromedp.Do(b.ctx, chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector))))
}

func (b *tab) keys(keys string) {
	b.Helper()
	must(b.T, chromedp.Do(b.ctx, chromedp.KeyEvent(keys)))
}

// choose sets a select as a reader does.
func (b *tab) choose(id, value string) {
	b.Helper()
	eval[bool](b, `(() => { const s = document.getElementById('`+id+`'); s.value = '`+value+`'; s.dispatchEvent(new Event('change', {bubbles: true})); return true })()`)
}

// eval gives the value of an expression in the page.
func eval[V any](b *tab, js string) V {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[V](js, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%v\n%s", err, js)
	}
	return v
}
