package bundle

import (
	"fmt"
	"path"
	"strconv"

	"inertia/report"
)

const crateName = "ro-crate-metadata.json"

// node is an entity of the crate's graph (JSON-LD).
type node map[string]any

func reference(id string) node { return node{"@id": id} }

// crate writes the metadata of RO-Crate 1.2 (w3id.org/ro/crate/1.2): the folder,
// its files, who made it with which program, and the paper whose method it uses.
func (b *builder) crate() error {
	files, err := report.ListFiles(b.dir)
	if err != nil {
		return err
	}
	root := node{"@id": "./", "@type": "Dataset", "name": b.title,
		"description": "Answers of " + b.study + ", the measures computed from them, and the report written from these.", "citation": reference(paperID)}
	graph := []node{
		{"@id": crateName, "@type": "CreativeWork", "conformsTo": reference("https://w3id.org/ro/crate/1.2"), "about": reference("./")},
		root,
	}
	if b.about.Date != "" {
		root["datePublished"] = b.about.Date
	}
	if b.about.License != "" {
		id := "https://spdx.org/licenses/" + b.about.License
		root["license"] = reference(id)
		graph = append(graph, node{"@id": id, "@type": "CreativeWork", "name": b.about.License, "description": "The licence that the SPDX License List calls " + b.about.License + "."})
	}
	var authors []node
	for i, a := range b.about.Authors {
		id := fmt.Sprintf("#author-%d", i+1)
		authors = append(authors, reference(id))
		graph = append(graph, node{"@id": id, "@type": "Person", "name": a})
	}
	if len(authors) > 0 {
		root["author"] = authors
	}
	var parts []node
	var results []node
	for _, f := range files {
		parts = append(parts, reference(f.Name))
		if path.Dir(f.Name) != parquetFolder && path.Dir(f.Name) != csvFolder {
			results = append(results, reference(f.Name))
		}
		graph = append(graph, node{"@id": f.Name, "@type": "File", "name": path.Base(f.Name), "encodingFormat": mediaType(f.Name),
			"contentSize": strconv.FormatInt(f.Bytes, 10), "sha256": f.SHA256})
	}
	root["hasPart"] = parts
	graph = append(graph,
		node{"@id": programID, "@type": "SoftwareApplication", "name": "inertia", "version": b.version},
		node{"@id": "#report", "@type": "CreateAction", "name": "Measure the answers and write the report", "instrument": reference(programID),
			"object": reference(b.answers), "result": results},
		node{"@id": paperID, "@type": "ScholarlyArticle", "name": "Inertia in Moral and Value Judgments of Large Language Models"})
	return b.putJSON(crateName, node{"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph})
}

const (
	paperID   = "https://arxiv.org/abs/2408.09049"
	programID = "#inertia"
)

// mediaTypes are those of the bundle's files; the system's table is not asked,
// since it differs between machines.
var mediaTypes = map[string]string{
	".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".json": "application/json", ".md": "text/markdown", ".html": "text/html",
	".pdf": "application/pdf", ".svg": "image/svg+xml", ".png": "image/png", ".tex": "application/x-tex", ".cff": "application/yaml", ".typ": "text/plain", ".bib": "application/x-bibtex",
}

func mediaType(name string) string {
	if t, ok := mediaTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}
