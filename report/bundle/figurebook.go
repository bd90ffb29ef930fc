package bundle

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// figureColumns are those of the data of figures that draw no estimates.
var figureColumns = []column{
	{"model", "string", "", "name of the respondent"},
	{"seed", "integer", "", "seed of the persona draw; empty = none"},
	{"persona", "string", "", "persona, one respondent within its seed"},
	{"item", "string", "", "item of the questionnaire"},
	{"dimension", "string", "", "dimension of the questionnaire"},
	{"answers_of", "string", "personas, baseline", "whose answers are counted"},
	{"n_answers", "integer", "", "answers counted"},
	{"n_asked", "integer", "", "answers asked for"},
	{"role_plays", "integer", "", "number of personas"},
	{"variance", "number", "options squared", "variance of the centred profile over draws of so many personas"},
	{"series", "string", "", "curve"},
	{"n", "number", "from 1", "baseline answers an item"},
	{"value", "number", "", "expected JS distance"},
	{"here", "number", "", "baseline answers an item in this study; 0 = no baseline"},
	{"x", "number", "", "place in the plane"},
	{"y", "number", "", "place in the plane"},
	{"theory_x", "number", "NaN = none", "place in theory"},
	{"theory_y", "number", "NaN = none", "place in theory"},
	{"group", "string", "", "dimension of a point"},
	{"label", "string", "", "name of a point"},
}

// figures lists the data of the figures.
func (b *builder) figures() ([]table, error) {
	files, err := fs.Glob(os.DirFS(b.dir), "figures/*.csv")
	if err != nil {
		return nil, err
	}
	var out []table
	for _, file := range files {
		head, err := header(b.path(file))
		if err != nil {
			return nil, err
		}
		t := table{name: file, title: "What the figure " + strings.TrimSuffix(path.Base(file), ".csv") + " draws"}
		for _, c := range head {
			t.columns = append(t.columns, explainDrawn(head, c))
		}
		out = append(out, t)
	}
	return out, nil
}

// explainDrawn explains a column of a figure's data.
func explainDrawn(head []string, name string) column {
	if slices.Contains(head, "estimate") {
		return explain(tidyColumns, name)
	}
	if i := slices.IndexFunc(figureColumns, func(c column) bool { return c.name == name }); i >= 0 {
		return figureColumns[i]
	}
	var k int
	switch _, err := fmt.Sscanf(name, "option_%d", &k); {
	case err == nil && slices.Contains(head, "answers_of"):
		return column{name, "number", "0..1", fmt.Sprintf("share of option %d", k)}
	case err == nil:
		return column{name, "number", "", fmt.Sprintf("how often option %d was chosen", k)}
	case slices.Contains(head, "persona"):
		return column{name, "number", "1..K, NaN = missing", "mean option of this item over repeats"}
	case slices.Contains(head, "n_asked"):
		return column{name, "integer", "", "answers missing for this reason"}
	}
	return column{name, "number", "", "what this axis of the figure shows"}
}
