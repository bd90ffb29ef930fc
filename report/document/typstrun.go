package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"codeberg.org/go-fonts/stix/stix2textbold"
	"codeberg.org/go-fonts/stix/stix2textbolditalic"
	"codeberg.org/go-fonts/stix/stix2textitalic"
	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/svg"
)

// ErrNoTypst says that no Typst is installed.
var ErrNoTypst = errors.New("no Typst is installed: put the program typst (0.14 or later) in the PATH, or run pip install typst for the python3 that is there; or take the engine go")

// typstBridge compiles with the Python package, whose options are those of the program.
const typstBridge = `import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3], font_paths=[sys.argv[4]], ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"], timestamp=0)`

// Engines lists what can set the PDF: the program itself, or Typst where it is installed.
var Engines = []string{"go", "typst"}

// FindTypst gives ErrNoTypst where none is installed.
func FindTypst() error {
	_, err := typstCommand("", "", "", "")
	return err
}

// typstCommand is how to compile a file, by the program or by the Python package, whichever there is.
func typstCommand(source, target, root, fonts string) (*exec.Cmd, error) {
	if program, err := exec.LookPath("typst"); err == nil {
		return exec.Command(program, "compile", "--root", root, "--font-path", fonts, "--ignore-system-fonts", "--pdf-standard", "ua-1", "--creation-timestamp", "0", source, target), nil
	}
	python, err := exec.LookPath("python3")
	if err != nil || exec.Command(python, "-c", "import typst").Run() != nil {
		return nil, ErrNoTypst
	}
	return exec.Command(python, "-c", typstBridge, source, target, root, fonts), nil
}

// WriteTypstPDF compiles the document's Typst source as tagged PDF/UA-1 with alternative texts, or gives ErrNoTypst.
func WriteTypstPDF(w io.Writer, d *Document) error {
	dir, err := os.MkdirTemp("", "inertia-typst-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	target := filepath.Join(dir, "report.pdf")
	cmd, err := typstCommand(filepath.Join(dir, "report.typ"), target, dir, filepath.Join(dir, "fonts"))
	if err != nil {
		return err
	}
	if err := typstFiles(dir, d); err != nil {
		return err
	}
	if said, err := cmd.CombinedOutput(); err != nil {
		lines := strings.Split(strings.TrimSpace(string(said)), "\n")
		return fmt.Errorf("typst: %w: %s", err, strings.Join(lines[max(0, len(lines)-4):], " "))
	}
	b, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// typstFiles writes the source, its pictures and the fonts.
func typstFiles(dir string, d *Document) error {
	put := func(name string, data []byte) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o666)
	}
	var source bytes.Buffer
	if err := WriteTypst(&source, d); err != nil {
		return err
	}
	if err := put("report.typ", source.Bytes()); err != nil {
		return err
	}
	for name, data := range map[string][]byte{"regular": stix2textregular.TTF, "bold": stix2textbold.TTF, "italic": stix2textitalic.TTF, "bolditalic": stix2textbolditalic.TTF, "math": stix2mathregular.TTF} {
		if err := put("fonts/"+name+".ttf", data); err != nil {
			return err
		}
	}
	if d.Font != nil {
		if err := put("fonts/others.ttf", d.Font.Data()); err != nil {
			return err
		}
	}
	for _, b := range append(append([]Block{}, d.Abstract...), d.Body...) {
		f, ok := plainBlock(b).(Figure)
		if !ok || f.Picture == nil {
			continue
		}
		picture, err := outlinedSVG(f.Picture)
		if err != nil {
			return err
		}
		if err := put(f.File+".svg", picture); err != nil {
			return err
		}
	}
	return nil
}

// textAsPaths draws text as outlines, so that a picture needs no fonts.
type textAsPaths struct{ *svg.SVG }

// RenderText draws a text's outlines.
func (r textAsPaths) RenderText(t *canvas.Text, m canvas.Matrix) {
	t.RenderAsPath(r.SVG, m, canvas.Resolution(0))
}

func outlinedSVG(c *canvas.Canvas) ([]byte, error) {
	var b bytes.Buffer
	r := textAsPaths{svg.New(&b, c.W, c.H, &svg.Options{SizeUnits: "mm"})}
	c.RenderTo(r)
	err := r.Close()
	return b.Bytes(), err
}
