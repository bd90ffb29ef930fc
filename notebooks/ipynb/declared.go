package ipynb

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// kind is that of a parameter's value.
type kind string

const (
	whole   kind = "a whole number"
	decimal kind = "a number"
	truth   kind = "true or false"
	words   kind = "text"
	other   kind = "something else"
)

// declared is a variable or constant of a parameters cell.
type declared struct {
	name    string
	keyword string // var or const
	typ     string // as written; "" when the value says it
	kind    kind
}

// readDeclared reads the top-level variables and constants of a code cell, in order.
func readDeclared(source string) ([]declared, error) {
	var program strings.Builder
	program.WriteString("package p\n")
	for line := range strings.Lines(source) {
		if IsCommand(strings.TrimSpace(line)) {
			line = "\n"
		}
		program.WriteString(line)
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", program.String(), parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("it is not Go declarations: %w", err)
	}
	var out []declared
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR && g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			for i, n := range v.Names {
				p := declared{name: n.Name, keyword: g.Tok.String(), kind: other}
				if v.Type != nil {
					from, to := files.Position(v.Type.Pos()).Offset, files.Position(v.Type.End()).Offset
					p.typ = program.String()[from:to]
					p.kind = kindOfType(p.typ)
				} else if i < len(v.Values) {
					p.kind = kindOfValue(v.Values[i])
				}
				out = append(out, p)
			}
		}
	}
	return out, nil
}

func kindOfType(typ string) kind {
	switch typ {
	case "string":
		return words
	case "bool":
		return truth
	case "float64", "float32":
		return decimal
	case "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64":
		return whole
	}
	return other
}

func kindOfValue(e ast.Expr) kind {
	switch v := e.(type) {
	case *ast.BasicLit:
		switch v.Kind {
		case token.INT:
			return whole
		case token.FLOAT:
			return decimal
		case token.STRING:
			return words
		}
	case *ast.Ident:
		if v.Name == "true" || v.Name == "false" {
			return truth
		}
	case *ast.UnaryExpr:
		if v.Op == token.SUB || v.Op == token.ADD {
			return kindOfValue(v.X)
		}
	case *ast.ParenExpr:
		return kindOfValue(v.X)
	case *ast.BinaryExpr:
		if v.Op == token.ADD && kindOfValue(v.X) == words {
			return words
		}
	}
	return other
}
