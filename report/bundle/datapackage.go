package bundle

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"

	"inertia/report"
	"inertia/report/document"
)

const dataPackageName = "datapackage.json"

// dataPackage is the descriptor of Data Package v2 (datapackage.org).
type dataPackage struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Version      string        `json:"version,omitempty"`
	Created      string        `json:"created,omitempty"`
	Licenses     []license     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Resources    []resource    `json:"resources"`
}

type license struct {
	Name string `json:"name"`
}

type contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

// resource is a table with its schema.
type resource struct {
	Name      string      `json:"name"`
	Title     string      `json:"title"`
	Type      string      `json:"type"`
	Path      string      `json:"path"`
	Format    string      `json:"format"`
	MediaType string      `json:"mediatype"`
	Encoding  string      `json:"encoding"`
	Bytes     int64       `json:"bytes"`
	Hash      string      `json:"hash"`
	Schema    tableSchema `json:"schema"`
}

type tableSchema struct {
	Fields        []field  `json:"fields"`
	MissingValues []string `json:"missingValues"`
}

type field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description,omitempty"`
}

// dataPackage describes every CSV table of data and measures.
func (b *builder) dataPackage() error {
	tables, err := b.tables()
	if err != nil {
		return err
	}
	d := dataPackage{Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: b.slug(), Title: b.title}
	if len(b.about.Date) == len("2026-11-25") {
		d.Created = b.about.Date + "T00:00:00Z"
	}
	if b.about.License != "" {
		d.Licenses = []license{{b.about.License}}
	}
	for _, a := range b.about.Authors {
		d.Contributors = append(d.Contributors, contributor{a, []string{"creator"}})
	}
	for _, t := range append(tables, codebookTable) {
		r, err := b.resource(t)
		if err != nil {
			return err
		}
		d.Resources = append(d.Resources, r)
	}
	return b.putJSON(dataPackageName, d)
}

var codebookTable = table{codebookName, "Codebook", []column{
	{"file", "string", "", "table"}, {"column", "string", "", "its column"}, {"type", "string", "", "type of its values"},
	{"values", "string", "", "which values it may have"}, {"meaning", "string", "", "what it means"}}}

func (b *builder) resource(t table) (resource, error) {
	f, err := report.DescribeFile(b.dir, t.name)
	if err != nil {
		return resource{}, err
	}
	r := resource{Name: strings.TrimSuffix(path.Base(t.name), ".csv"), Title: t.title, Type: "table", Path: t.name, Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Bytes: f.Bytes, Hash: "sha256:" + f.SHA256, Schema: tableSchema{MissingValues: []string{""}}}
	for _, c := range t.columns {
		meaning := c.meaning
		if c.values != "" && len(c.values) < 200 {
			meaning += " (" + c.values + ")"
		}
		r.Schema.Fields = append(r.Schema.Fields, field{c.name, c.kind, meaning})
	}
	return r, nil
}

// slug is the study's name as the standard wants it: lower case, no blanks.
func (b *builder) slug() string {
	if s := document.Slug(b.study); s != "" {
		return s
	}
	return "study"
}

func (b *builder) putJSON(name string, v any) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return b.put(name, text.Bytes())
}
