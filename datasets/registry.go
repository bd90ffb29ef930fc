package datasets

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

// Source is a public data set that can be fetched.
type Source struct {
	Name       string // such as "lee-2026"
	Title      string
	Repository string // owner/name on GitHub
	Revision   string // commit
	License    string
	// Data is the folder to open, relative to where the files are kept.
	Data  string
	Files []SourceFile
}

// SourceFile is one file of a source that is kept, with its checksum.
type SourceFile struct {
	Path   string // in the repository
	SHA256 string
	Size   int64
}

//go:embed registry/*.txt
var registryFiles embed.FS

// Registry lists the public data sets known. A registry file holds a line a file:
// sha256, bytes, path.
func Registry() []Source { return registry() }

var registry = sync.OnceValue(func() []Source {
	sources := []Source{
		{Name: "lee-2026", Title: "Lee, Lee and Cho (2026): option counts of seven models, MFQ-30 and PVQ-RR", Repository: "brucewlee/moral-value-bias",
			Revision: "1f94ad2d2023bd54b38912ab352fcc3ac133ca06", License: "none stated", Data: "runs"},
		{Name: "costa-2025", Title: "Costa et al. (2025): answers of five models under 100 personas, MFQ-30", Repository: "bastoscostadavi/llm-moral-susceptibility",
			Revision: "b4feb663b0e6541c6727d1e808cbb68c3377853b", License: "MIT", Data: "data"},
	}
	for i := range sources {
		raw, err := registryFiles.ReadFile("registry/" + sources[i].Name + ".txt")
		if err != nil {
			panic(err)
		}
		for line := range strings.Lines(string(raw)) {
			var f SourceFile
			if _, err := fmt.Sscanf(line, "%s %d %s", &f.SHA256, &f.Size, &f.Path); err != nil {
				panic(fmt.Sprintf("registry/%s.txt: %q: %v", sources[i].Name, line, err))
			}
			sources[i].Files = append(sources[i].Files, f)
		}
	}
	return sources
})
