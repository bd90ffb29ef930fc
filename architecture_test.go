package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mayUse lists, for each room, the rooms that it may import. Programs (package
// main) may use everything.
var mayUse = map[string][]string{
	"inertia/datasets":            {"inertia/datasets/csvtable", "inertia/datasets/wholefile"},
	"inertia/datasets/csvtable":   nil,
	"inertia/datasets/wholefile":  nil,
	"inertia/roleplay":            {"inertia/datasets"},
	"inertia/roleplay/answer":     {"inertia/datasets", "inertia/datasets/csvtable"},
	"inertia/roleplay/collect":    {"inertia/datasets", "inertia/datasets/csvtable", "inertia/roleplay", "inertia/roleplay/answer", "inertia/roleplay/served", "inertia/datasets/wholefile"},
	"inertia/roleplay/served":     nil,
	"inertia/roleplay/mockserver": nil,
	"inertia/analysis":            {"inertia/datasets"},
	"inertia/notebooks/kernel":    nil,
	"inertia/notebooks/gonb":      {"inertia/datasets/wholefile"},
	"inertia/notebooks/ipynb":     nil,
	"inertia/notebooks/execute":   {"inertia/notebooks/ipynb", "inertia/notebooks/kernel"},
	"inertia/notebooks/render":    {"inertia/notebooks/ipynb", "inertia/report/document", "inertia/datasets/wholefile"},
	"inertia/notebooks/show":      {"inertia/analysis", "inertia/datasets", "inertia/report", "inertia/report/document", "inertia/report/figure", "inertia/report/numbers", "inertia/report/plaintext", "inertia/roleplay"},
	"inertia/report/packed":       nil,
	"inertia/report/pdfobjects":   {"inertia/report/packed"},
	"inertia/report/pdffonts":     {"inertia/report/pdfobjects", "inertia/report/timeless"},
	"inertia/report/pdfimages":    {"inertia/report/packed", "inertia/report/pdfobjects"},
	"inertia/report/lettering":    {"inertia/report/pdffonts"},
	"inertia/report/plaintext":    nil,
	"inertia/report/timeless":     {"inertia/report/pdfobjects"},
	"inertia/report/document":     {"inertia/report/lettering", "inertia/report/packed", "inertia/report/pdffonts", "inertia/report/pdfimages", "inertia/report/pdfobjects", "inertia/report/timeless"},
	"inertia/report/numbers":      {"inertia/analysis"},
	"inertia/report/figure":       {"inertia/analysis", "inertia/datasets", "inertia/report/numbers", "inertia/report/lettering", "inertia/report/packed", "inertia/report/pdffonts", "inertia/report/pdfimages", "inertia/report/pdfobjects", "inertia/report/plaintext", "inertia/report/timeless"},
	"inertia/report/bundle":       {"inertia/analysis", "inertia/datasets", "inertia/report", "inertia/report/document"},
	"inertia/report":              {"inertia/analysis", "inertia/datasets", "inertia/report/document", "inertia/report/figure", "inertia/report/lettering", "inertia/report/numbers", "inertia/report/plaintext", "inertia/datasets/wholefile"},
}

func TestNoArrowBack(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{.Name}} {{join .Imports ","}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if fields[1] == "main" || len(fields) < 3 {
			continue
		}
		allowed, known := mayUse[fields[0]]
		if !known {
			t.Errorf("%s is a room that docs/design.md does not know", fields[0])
		}
		for used := range strings.SplitSeq(fields[2], ",") {
			if strings.HasPrefix(used, "inertia/") && !slices.Contains(allowed, used) {
				t.Errorf("%s uses %s", fields[0], used)
			}
		}
	}
}

// A package's guide names files that are there, and in the rooms where it is a map, all
// of them; a pattern stands for several.
func TestGuidesAreTrue(t *testing.T) {
	guides, err := filepath.Glob("*/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := filepath.Glob("*/*/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	whole := []string{"analysis", "datasets", "roleplay", "roleplay/answer", "roleplay/collect", "roleplay/served", "notebooks/show", "notebooks/ipynb", "notebooks/execute"}
	name := regexp.MustCompile(`[\w*]+\.go\b`)
	named := 0
	for _, guide := range append(guides, inner...) {
		raw, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		room := filepath.Dir(guide)
		listed := map[string]bool{"doc.go": true}
		for _, pattern := range name.FindAllString(string(raw), -1) {
			files, err := filepath.Glob(filepath.Join(room, pattern))
			if err != nil || len(files) == 0 {
				t.Errorf("%s names %s, which is not there", guide, pattern)
			}
			for _, f := range files {
				listed[filepath.Base(f)] = true
			}
			named++
		}
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if slices.Contains(whole, room) && !strings.HasSuffix(f, "_test.go") && !listed[filepath.Base(f)] {
				t.Errorf("%s does not say where %s belongs", guide, filepath.Base(f))
			}
		}
	}
	if named < 100 {
		t.Errorf("guides name %d files", named)
	}
}

// docs/decisions.md says of each direct dependency why it is there.
func TestDependenciesHaveReasons(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	decisions, err := os.ReadFile("docs/decisions.md")
	if err != nil {
		t.Fatal(err)
	}
	direct := 0
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1) {
		if direct++; !strings.Contains(string(decisions), "**"+m[1]+"**") {
			t.Errorf("docs/decisions.md does not say why %s is there", m[1])
		}
	}
	if direct < 15 {
		t.Errorf("%d direct dependencies", direct)
	}
}
