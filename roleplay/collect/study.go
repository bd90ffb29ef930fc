package collect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"inertia/datasets"
	"inertia/datasets/wholefile"
	"inertia/roleplay"
	"inertia/roleplay/served"
)

// StudyName is the file that says what a study asked.
const StudyName = "study.json"

// Study says what was really asked. Of what one folder holds, model, template,
// parameters and wording are always the same; seeds, personas, repeats, variants
// and instruments may grow.
type Study struct {
	Program         string                 `json:"program"` // with its version
	Model           string                 `json:"model"`
	Servers         []string               `json:"servers"` // base URLs, without keys
	Template        string                 `json:"template"`
	Parameters      served.Parameters      `json:"parameters"`
	SamplingSeed    *int64                 `json:"sampling_seed"` // of the first repeat; null = none was sent
	Seeds           []int64                `json:"seeds"`
	Personas        int                    `json:"personas"`
	Repeats         int                    `json:"repeats"`
	BaselineRepeats int                    `json:"baseline_repeats"`
	Variants        []string               `json:"variants"`
	Shard           string                 `json:"shard,omitempty"`
	Instruments     []*datasets.Instrument `json:"instruments"`
}

// ReadStudy reads the study of a folder; nil when there is none.
func ReadStudy(dir string) (*Study, error) {
	path := filepath.Join(dir, StudyName)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	s := &Study{}
	if err := json.Unmarshal(raw, s); err != nil {
		return nil, fmt.Errorf("%s: not a study: %w", path, err)
	}
	return s, nil
}

// Options are those with which the study was asked.
func (s *Study) Options(dir string) (Options, error) {
	o := Options{Dir: dir, Program: s.Program, Model: s.Model, Parameters: s.Parameters}
	o.Design = Design{Instruments: s.Instruments, Seeds: s.Seeds, Personas: s.Personas, Repeats: s.Repeats, BaselineRepeats: s.BaselineRepeats,
		Variants: s.Variants, SamplingSeed: s.SamplingSeed}
	var err error
	o.Shard, err = ParseShard(s.Shard)
	return o, err
}

// join adds what a new run asks to what the folder holds. What would mix two ways of
// asking is an error.
func (s *Study) join(have *Study, path string) (*Study, error) {
	var differs []string
	differ := func(what string, a, b any) {
		if !reflect.DeepEqual(a, b) {
			differs = append(differs, what)
		}
	}
	differ("model ("+have.Model+")", have.Model, s.Model)
	differ("template", have.Template, s.Template)
	differ("parameters ("+encoded(have.Parameters)+")", encoded(have.Parameters), encoded(s.Parameters))
	differ("sampling seed", have.SamplingSeed, s.SamplingSeed)
	differ("shard ("+have.Shard+")", have.Shard, s.Shard)
	out := *s
	out.Instruments = slices.Clone(have.Instruments)
	for _, in := range s.Instruments {
		at := slices.IndexFunc(out.Instruments, func(other *datasets.Instrument) bool { return other.ID == in.ID })
		if at < 0 {
			out.Instruments = append(out.Instruments, in)
			continue
		}
		there := out.Instruments[at]
		differ("wording of "+in.ID, encoded(firstWording(there)), encoded(firstWording(in)))
		switch {
		case !slices.Contains(have.Variants, roleplay.VariantParaphrased):
			out.Instruments[at] = in // the second wording was not asked yet
		case len(in.Unparaphrased()) == 0:
			differ("second wording of "+in.ID, encoded(there), encoded(in))
		}
	}
	if len(differs) > 0 {
		return nil, fmt.Errorf("%s: this folder holds a study with another %s; give another folder, or ask as that study did", path, strings.Join(differs, ", "))
	}
	out.Servers = union(have.Servers, s.Servers)
	out.Seeds, out.Variants = union(have.Seeds, s.Seeds), union(have.Variants, s.Variants)
	out.Personas, out.Repeats = max(have.Personas, s.Personas), max(have.Repeats, s.Repeats)
	out.BaselineRepeats = max(have.BaselineRepeats, s.BaselineRepeats)
	return &out, nil
}

// firstWording is an instrument without its second wording.
func firstWording(in *datasets.Instrument) *datasets.Instrument {
	out := *in
	out.Items = slices.Clone(in.Items)
	for i := range out.Items {
		out.Items[i].Paraphrase = ""
	}
	return &out
}

func encoded(v any) string {
	raw, _ := json.Marshal(v) // plain fields always can be
	return string(raw)
}

func union[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, v := range b {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// write puts study.json and personas.csv into the folder. What is there already is
// left as it is.
func (s *Study) write(dir string) error {
	raw, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, StudyName)
	raw = append(raw, '\n')
	personas := filepath.Join(dir, PersonasName)
	have, err := os.ReadFile(path)
	if _, perr := os.Stat(personas); err == nil && perr == nil && bytes.Equal(have, raw) {
		return nil
	}
	if err := writePersonas(personas, s.Personas, s.Seeds); err != nil {
		return err
	}
	return wholefile.Write(path, func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	})
}
