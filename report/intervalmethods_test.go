package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/report/document"
)

// A method by which an interval was made is explained where it is used: all that the
// statistics name have words of their own.
func TestMethodsOfIntervalsAreExplained(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "../analysis/intervalmethod.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	said := func(method string) string {
		w := &writer{study: &analysis.Study{}, rows: []analysis.Estimate{{Measure: "js_distance", Level: .95, Method: method}}}
		return document.Plain(w.intervalText()[0].(document.Paragraph).Text)
	}
	nothing := said("a method that is none")
	methods := 0
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Method") {
			return true
		}
		method, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if methods++; len(said(method)) < len(nothing)+20 {
			t.Errorf("%q: %q", method, said(method))
		}
		return true
	})
	if methods < 10 {
		t.Errorf("%d methods", methods)
	}
}
