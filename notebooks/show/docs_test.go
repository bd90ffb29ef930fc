package show

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/notebook-api.md says what a cell can say: all of it.
func TestDocsNameAllThatCellsCanSay(t *testing.T) {
	docs, err := os.ReadFile("../../docs/notebook-api.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	exported := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() {
				continue
			}
			if exported++; !regexp.MustCompile(`\b` + f.Name.Name + `\b`).Match(docs) {
				t.Errorf("docs/notebook-api.md does not name %s of %s", f.Name.Name, file)
			}
		}
	}
	if exported < 30 {
		t.Errorf("%d functions", exported)
	}
}
