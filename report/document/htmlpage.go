package document

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

//go:embed page/page.css
var pageStyle string

// The page's script, part by part.
var (
	//go:embed page/say.js
	scriptSay string
	//go:embed page/tables.js
	scriptTables string
	//go:embed page/figures.js
	scriptFigures string
	//go:embed page/pick.js
	scriptPick string
	//go:embed page/copy.js
	scriptCopy string
	//go:embed page/save.js
	scriptSave string
	//go:embed page/peek.js
	scriptPeek string
	//go:embed page/scroll.js
	scriptScroll string
)

// pageScript is the whole script, one function of its own.
var pageScript = "(() => {\n'use strict';\n" + strings.Join([]string{scriptSay, scriptTables, scriptFigures, scriptPick, scriptCopy, scriptSave, scriptPeek, scriptScroll}, "") + "})();\n"

// contentPolicy forbids the page everything but its own style, its one script, told by its hash, and the pictures inside it: nothing
// can be asked of a network.
func contentPolicy() string {
	sum := sha256.Sum256([]byte(pageScript))
	return "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
}

func (h *htmlWriter) head(d *Document) {
	h.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	h.put("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n<meta name=\"color-scheme\" content=\"light dark\">\n", contentPolicy())
	h.put("<title>%s</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n%s</style>\n</head>\n", escapeHTML(d.Title), pageStyle)
}

// pageData is what the script reads beside the page itself.
type pageData struct {
	Models     []string              `json:"models"`
	Dimensions []string              `json:"dimensions"`
	Tables     map[string]tableTexts `json:"tables"`  // by the id of the table
	Figures    map[string]figureData `json:"figures"` // by the id of the figure
}

// tableTexts is a table as the other formats write it.
type tableTexts struct {
	CSV      string `json:"csv"`
	LaTeX    string `json:"latex"`
	Markdown string `json:"markdown"`
}

type figureData struct {
	Family string `json:"family,omitempty"`
	Member string `json:"member,omitempty"`
	Marks  any    `json:"marks,omitempty"`
	Veiled bool   `json:"veiled,omitempty"` // marks of others than those picked get a veil; else parts of the picture become faint
}

func newPageData(d *Document) pageData {
	return pageData{names(d.Models), names(d.Dimensions), map[string]tableTexts{}, map[string]figureData{}}
}

// names are the names as the page prints them, each once.
func names(list []string) []string {
	out := []string{}
	for _, s := range list {
		if s = clean(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// script writes the data and the script that reads them.
func (h *htmlWriter) script() error {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // it escapes <, > and &, so no text can end the element
	if err := e.Encode(h.data); err != nil {
		return err
	}
	h.w.WriteString("<script type=\"application/json\" id=\"page.data\">")
	h.w.Write(bytes.TrimSpace(b.Bytes()))
	h.w.WriteString("</script>\n<script>" + pageScript + "</script>\n")
	return nil
}

// texts writes a table in the other formats.
func (h *htmlWriter) texts(t Table, number string) (tableTexts, error) {
	var csv, latex, md bytes.Buffer
	if err := WriteTableCSV(&csv, &t); err != nil {
		return tableTexts{}, err
	}
	if err := writeTableTeX(&latex, h.n, &t); err != nil {
		return tableTexts{}, err
	}
	t.ID = ""
	w := bufio.NewWriter(&md)
	(&markdown{w: w, n: h.n}).table(t, number)
	err := w.Flush()
	return tableTexts{csv.String(), latex.String(), md.String()}, err
}
