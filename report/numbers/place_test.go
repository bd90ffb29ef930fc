package numbers

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// rounds matches code that rounds a float into words.
var rounds = regexp.MustCompile(`FormatFloat|%[-+ 0#]*\d*(\.\d+)?[feg]\b|Itoa\(int\(math\.Round`)

// elsewhere are the files that write floats which are not shown as results, and what they are.
var elsewhere = map[string]string{
	"tidy.go":                 "full precision, for programs",
	"document/htmloutline.go": "coordinates of outlines",
	"document/pdffinish.go":   "coordinates of places",
	"document/htmlboxes.go":   "coordinates of boxes",
	"document/htmlfigure.go":  "coordinates of drawings",
	"document/typst.go":       "widths",
}

// Numbers for people are rounded in this package alone: no other file of the report
// has a verb or a call that rounds, but for errors.
func TestRoundedHereOnly(t *testing.T) {
	files := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "numbers/") || elsewhere[name] != "" {
			return nil
		}
		files++
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(b), "\n") {
			if rounds.MatchString(line) && !strings.Contains(line, "Errorf(") {
				t.Errorf("%s:%d rounds a number: give it to package numbers\n%s", name, i+1, line)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("looked at %d files only", files)
	}
}
