package render

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"inertia/datasets/wholefile"
	"inertia/notebooks/ipynb"
)

// Formats are what a notebook can be written as.
func Formats() []string { return []string{"ipynb", "html", "md"} }

// Notebook is one to be written.
type Notebook struct {
	*ipynb.Notebook
	Name string // of the files, without an ending
	Dir  string // that pictures of its Markdown cells are found from
}

// file is one to be written, by its path below the target folder.
type file struct {
	path string
	data []byte
}

func (f file) writeTo(w io.Writer) error {
	_, err := w.Write(f.data)
	return err
}

// Write writes the notebook into dir in each of the formats and gives the paths of the
// documents. Every document appears under its name only when it is whole; of a
// Markdown document the pictures, in NAME_files, come first.
func Write(dir string, nb Notebook, formats []string) ([]string, error) {
	var pictures, documents []file
	for _, format := range formats {
		switch format {
		case "ipynb":
			raw, err := nb.Encode()
			if err != nil {
				return nil, err
			}
			documents = append(documents, file{nb.Name + ".ipynb", raw})
		case "html":
			page, err := HTML(nb)
			if err != nil {
				return nil, err
			}
			documents = append(documents, file{nb.Name + ".html", page})
		case "md":
			text, own := markdown(nb)
			pictures = own
			documents = append(documents, file{nb.Name + ".md", text})
		default:
			return nil, fmt.Errorf("format %s: known are %s", format, strings.Join(Formats(), ", "))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if slices.Contains(formats, "md") {
		if err := writePictures(dir, filesFolder(nb), pictures); err != nil {
			return nil, err
		}
	}
	var paths []string
	for _, f := range documents {
		path := filepath.Join(dir, f.path)
		if err := wholefile.Write(path, f.writeTo); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// filesFolder is where the pictures of a Markdown document are.
func filesFolder(nb Notebook) string { return nb.Name + "_files" }

// writePictures puts a folder of pictures in the place of an older one; without
// pictures there is none.
func writePictures(dir, folder string, pictures []file) error {
	final := filepath.Join(dir, folder)
	fresh, err := os.MkdirTemp(dir, "."+folder+"-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) // not there any more once it was moved
	for _, p := range pictures {
		if err := os.WriteFile(filepath.Join(fresh, p.path), p.data, 0o644); err != nil {
			return err
		}
	}
	if err := errors.Join(os.Chmod(fresh, 0o755), os.RemoveAll(final)); err != nil {
		return err
	}
	if len(pictures) == 0 {
		return nil
	}
	return os.Rename(fresh, final)
}
