package roleplay

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

// defaultTemplate words a question: the role-play, the item, its lettered options.
const defaultTemplate = `{{if .Persona}}Take on the part of this person and stay in it.
{{.Persona}}

{{end}}{{.Item}}

{{range .Options}}{{.Letter}}. {{.Label}}
{{end}}
{{if .Forced}}Answer with one letter only.{{else}}Answer in your own words, or with a letter.{{end}}`

// Template words questions; what it is given is data and never part of it.
type Template struct {
	text   string
	parsed *template.Template
}

// templateData is what a template may use.
type templateData struct {
	Persona string // its description; empty without a persona
	Item    string
	Options []TemplateOption
	Forced  bool // one letter is asked for
}

// TemplateOption is an option as shown.
type TemplateOption struct{ Letter, Label string }

// DefaultTemplate is the program's own wording.
func DefaultTemplate() *Template {
	t, err := parseTemplate("default", defaultTemplate)
	if err != nil {
		panic(err) // a constant
	}
	return t
}

// ReadTemplate reads a text/template file that may use .Persona, .Item, .Options
// (each with .Letter and .Label) and .Forced. It is an error that names the line
// where it does not parse, uses another field, or leaves out the item or the
// options.
func ReadTemplate(path string) (*Template, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseTemplate(path, string(raw))
}

func parseTemplate(name, text string) (*Template, error) {
	parsed, err := template.New(name).Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; a template may use .Persona, .Item, .Options (.Letter, .Label) and .Forced", name, err)
	}
	t := &Template{text, parsed}
	got, err := t.execute(templateData{Persona: "the person", Item: "the item", Options: []TemplateOption{{"A", "the label"}}, Forced: true})
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w; a template may use .Persona, .Item, .Options (.Letter, .Label) and .Forced", err)
	case !strings.Contains(got, "the item"):
		return nil, fmt.Errorf("%s: the item is not asked: use {{.Item}}", name)
	case !strings.Contains(got, "the label"):
		return nil, fmt.Errorf("%s: no option is shown: use {{range .Options}}{{.Letter}}. {{.Label}}{{end}}", name)
	}
	return t, nil
}

func (t *Template) execute(d templateData) (string, error) {
	var b strings.Builder
	if err := t.parsed.Execute(&b, d); err != nil {
		return "", err
	}
	return b.String(), nil
}

// Word is the message that asks q.
func (t *Template) Word(q *Question) (string, error) {
	d := templateData{Item: q.Text(), Forced: q.Variant != VariantUnforced}
	if q.Persona != nil {
		d.Persona = q.Persona.Description
	}
	for place, label := range q.Labels() {
		d.Options = append(d.Options, TemplateOption{string(rune('A' + place)), label})
	}
	return t.execute(d)
}

// Text is the template as written, for the record of a study.
func (t *Template) Text() string { return t.text }
