package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"inertia/datasets/wholefile"
	"inertia/report/document"
)

// pngDPI is the resolution of the figures' PNG files.
const pngDPI = 200

// Write writes the report as a directory. Everything is written beside it first
// and moved into place at the end. An older report of ours is replaced; a
// directory that holds anything else is left alone, with an error.
func (p *Paper) Write(dir string) error {
	dir = filepath.Clean(dir)
	if err := replaceable(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-unfinished-")
	if err != nil {
		return fmt.Errorf("cannot write beside %s: %w", dir, err)
	}
	defer os.RemoveAll(work)
	defer wholefile.Unfinished(work)()
	fresh := filepath.Join(work, "report")
	if err := os.Mkdir(fresh, 0o777); err != nil {
		return err
	}
	if err := p.writeAll(fresh); err != nil {
		return wholefile.Named(err, fresh, dir)
	}
	return wholefile.Undisturbed(func() error { return moveInto(fresh, dir, filepath.Join(work, "older")) })
}

// moveInto puts the finished directory in place; the older one comes back if that
// fails. Another run may do the same at once: the last one's report stays.
func moveInto(fresh, dir, older string) error {
	for try := range 20 {
		set := fmt.Sprintf("%s-%d", older, try)
		err := os.Rename(dir, set)
		had := err == nil
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("cannot replace %s: %w", dir, err)
		}
		if err = os.Rename(fresh, dir); err == nil {
			return nil
		}
		if errors.Is(err, fs.ErrExist) {
			continue // another run's report came in between
		}
		if had {
			if back := os.Rename(set, dir); back != nil {
				return fmt.Errorf("cannot put %s in place: %w; nor the older one back: %w", dir, err, back)
			}
		}
		return fmt.Errorf("cannot put %s in place: %w", dir, err)
	}
	return fmt.Errorf("cannot put %s in place: other runs write there; give each an --out of its own", dir)
}

// Attach has write called when the report's own files are in their folder, to add
// further ones; the manifest lists them all.
func (p *Paper) Attach(write func(dir string) error) { p.attachments = append(p.attachments, write) }

// writeAll writes every file of the report below dir.
func (p *Paper) writeAll(dir string) error {
	put := func(name string, write func(io.Writer) error) error {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if in := filepath.Dir(target); in != dir { // dir itself is there, unless the program is ending
			if err := os.Mkdir(in, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
		return os.WriteFile(target, b.Bytes(), 0o666)
	}
	jobs := []func(putter) error{p.writeTexts, p.writeTables}
	for _, f := range p.figures {
		jobs = append(jobs, f.write)
	}
	if err := writeTogether(jobs, put); err != nil {
		return err
	}
	for _, attach := range p.attachments {
		if err := attach(dir); err != nil {
			return err
		}
	}
	manifest, err := p.Manifest.bytes(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "manifest.json"), manifest, 0o666)
}

type putter = func(name string, write func(io.Writer) error) error

// writeTogether does several jobs at a time, which are to begin with the longest; which one ends first does not show in any file.
func writeTogether(jobs []func(putter) error, put putter) error {
	errs := make([]error, len(jobs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			for i := range next {
				errs[i] = jobs[i](put)
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	wg.Wait()
	return errors.Join(errs...)
}

// writeTexts writes the forms of the document one after another: the PDF's writer changes the fonts of the figures within, of which HTML draws outlines.
func (p *Paper) writeTexts(put putter) error {
	writers := map[string]func(io.Writer, *document.Document) error{"md": document.WriteMarkdown, "html": document.WriteHTML, "pdf": document.WritePDF}
	if p.engine == document.Engines[1] {
		writers["pdf"] = document.WriteTypstPDF
		if slices.Contains(p.formats, "pdf") {
			if err := put("report.typ", func(w io.Writer) error { return document.WriteTypst(w, p.Document) }); err != nil {
				return err
			}
		}
	}
	for _, f := range Formats {
		if !slices.Contains(p.formats, f) {
			continue
		}
		if err := put("report."+f, func(w io.Writer) error { return writers[f](w, p.Document) }); err != nil {
			return err
		}
	}
	for _, f := range p.formats {
		if writers[f] == nil {
			return fmt.Errorf("unknown format %q; known are %s", f, strings.Join(Formats, ", "))
		}
	}
	return nil
}

func (p *Paper) writeTables(put putter) error {
	if err := put("tables/measures.csv", func(w io.Writer) error { return WriteTidyCSV(w, p.Estimates) }); err != nil {
		return err
	}
	if len(p.Comparisons) > 0 {
		if err := put("tables/comparisons.csv", func(w io.Writer) error { return WriteTidyCSV(w, p.Comparisons) }); err != nil {
			return err
		}
	}
	if err := put("references.bib", func(w io.Writer) error { _, err := w.Write(referencesBib); return err }); err != nil {
		return err
	}
	for _, b := range p.Document.Body {
		t, ok := b.(*document.Table)
		if !ok {
			continue
		}
		name := path.Join("tables", strings.TrimPrefix(t.ID, "tab-"))
		if err := put(name+".csv", func(w io.Writer) error { return document.WriteTableCSV(w, t) }); err != nil {
			return err
		}
		if err := put(name+".tex", func(w io.Writer) error { return document.WriteTableTeX(w, p.Document, t) }); err != nil {
			return err
		}
	}
	return nil
}

// write writes a figure in each of its formats, and what it draws.
func (f namedFigure) write(put putter) error {
	if err := put(f.file+".csv", func(w io.Writer) error { return WriteFigureData(w, f.figure) }); err != nil {
		return err
	}
	for _, format := range []struct {
		ext  string
		draw func() ([]byte, error)
	}{
		{"pdf", f.figure.PDF}, {"svg", f.figure.SVG}, {"png", func() ([]byte, error) { return f.figure.PNG(pngDPI) }},
	} {
		err := put(f.file+"."+format.ext, func(w io.Writer) error {
			b, err := format.draw()
			if err != nil {
				return err
			}
			_, err = w.Write(b)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
