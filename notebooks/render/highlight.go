package render

import (
	"go/scanner"
	"go/token"
	"html"
	"strings"

	"inertia/notebooks/ipynb"
)

// highlight is the code of a cell as HTML: keywords, texts, numbers, comments and the
// commands to the kernel are marked. What Go's scanner does not know stays as it is.
func highlight(source string) string {
	var out, code strings.Builder
	flush := func() {
		out.WriteString(highlightGo(code.String()))
		code.Reset()
	}
	for line := range strings.Lines(source) {
		if ipynb.IsCommand(line) {
			flush()
			text := strings.TrimSuffix(line, "\n")
			out.WriteString(mark("command", text) + line[len(text):])
			continue
		}
		code.WriteString(line)
	}
	flush()
	return out.String()
}

func highlightGo(code string) string {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(code))
	s.Init(file, []byte(code), func(token.Position, string) {}, scanner.ScanComments)
	var out strings.Builder
	done := 0
	for {
		pos, kind, literal := s.Scan()
		if kind == token.EOF {
			break
		}
		at := file.Offset(pos)
		class := classOf(kind)
		if class == "" || at < done {
			continue
		}
		if literal == "" {
			literal = kind.String()
		}
		end := min(at+len(literal), len(code))
		out.WriteString(html.EscapeString(code[done:at]))
		out.WriteString(mark(class, code[at:end]))
		done = end
	}
	return out.String() + html.EscapeString(code[done:])
}

func classOf(kind token.Token) string {
	switch {
	case kind == token.COMMENT:
		return "comment"
	case kind == token.STRING, kind == token.CHAR:
		return "text"
	case kind == token.INT, kind == token.FLOAT, kind == token.IMAG:
		return "number"
	case kind.IsKeyword():
		return "keyword"
	}
	return ""
}

func mark(class, text string) string {
	return "<span class=\"" + class + "\">" + html.EscapeString(text) + "</span>"
}
