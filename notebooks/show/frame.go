package show

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"inertia/analysis"
	"inertia/report/numbers"
)

// maxFrameRows is how many rows of a frame a cell shows.
const maxFrameRows = 20

// Frame shows a gota frame: its shape, the types of its columns and its first
// rows; a notice says how many more there are. A frame that gota marked as
// failed ends the cell with the reason, and with the nearest column where a
// column was not there.
func Frame(df dataframe.DataFrame, caption ...string) {
	Check(frameError(df))
	frameGrid(df, caption).bundle().emit()
}

func frameGrid(df dataframe.DataFrame, caption []string) *grid {
	g := &grid{caption: strings.Join(caption, " ")}
	shown := min(maxFrameRows, df.Nrow())
	g.rows = make([][]string, shown)
	remember(df.Names())
	for _, name := range df.Names() {
		c := df.Col(name)
		number := c.Type() == series.Float || c.Type() == series.Int
		g.columns = append(g.columns, gridColumn{head: name, under: string(c.Type()), right: number})
		decimals := frameDecimals(c, shown)
		for i := range shown {
			g.rows[i] = append(g.rows[i], frameCell(c, i, decimals))
		}
	}
	shape := fmt.Sprintf("%s × %s", some(df.Nrow(), "row"), some(df.Ncol(), "column"))
	if cut := df.Nrow() - shown; cut > 0 {
		shape += fmt.Sprintf("; the first %d are shown, %s are not", shown, numbers.Count(cut))
	}
	g.notes = []string{shape}
	return g
}

// frameDecimals is 0 for a column of whole numbers, else the most that a number
// for a person has.
func frameDecimals(c series.Series, shown int) int {
	for i := range shown {
		if x := c.Elem(i).Float(); x != math.Trunc(x) && !math.IsInf(x, 0) && !math.IsNaN(x) {
			return numbers.Decimals(math.NaN())
		}
	}
	return 0
}

func frameCell(c series.Series, i, decimals int) string {
	e := c.Elem(i)
	switch {
	case e.IsNA():
		return numbers.Dash
	case c.Type() == series.Float || c.Type() == series.Int:
		return numbers.Fixed(e.Float(), decimals)
	}
	return e.String()
}

// Select keeps columns of a frame; one that is not there ends the cell with the
// nearest that is.
func Select(df dataframe.DataFrame, columns ...string) dataframe.DataFrame {
	Check(frameError(df))
	for _, c := range columns {
		Check(hasColumn(df, c))
	}
	out := df.Select(columns)
	Check(out.Error())
	return out
}

// Where keeps the rows of a frame that have one of the values in a column,
// compared as text; a column or a value that is nowhere ends the cell with the
// nearest.
func Where(df dataframe.DataFrame, column string, values ...string) dataframe.DataFrame {
	out, err := where(df, column, values)
	Check(err)
	return out
}

func where(df dataframe.DataFrame, column string, values []string) (dataframe.DataFrame, error) {
	if err := errors.Join(frameError(df), hasColumn(df, column)); err != nil {
		return df, err
	}
	cells := df.Col(column).Records()
	for _, v := range values {
		if !slices.Contains(cells, v) {
			known := slices.Clone(cells)
			slices.Sort(known)
			return df, unknownName(column, v, slices.Compact(known))
		}
	}
	var keep []int
	for i, c := range cells {
		if slices.Contains(values, c) {
			keep = append(keep, i)
		}
	}
	out := df.Subset(keep)
	return out, out.Error()
}

func hasColumn(df dataframe.DataFrame, column string) error {
	remember(df.Names())
	if slices.Contains(df.Names(), column) {
		return nil
	}
	return unknownName("column", column, df.Names())
}

// columnsSeen are the columns that frames of this cell have had: gota drops a
// frame's columns when an operation on it fails.
var columnsSeen []string

func remember(columns []string) {
	for _, c := range columns {
		if !slices.Contains(columnsSeen, c) {
			columnsSeen = append(columnsSeen, c)
		}
	}
}

// missingColumn finds the name in gota's words for a column that is not there.
var missingColumn = regexp.MustCompile(`column name "([^"]+)" not found|can't find column name: (\S+)|colname (\S+) doesn't exist`)

// frameError says why a frame is no frame.
func frameError(df dataframe.DataFrame) error {
	if df.Err == nil {
		return nil
	}
	found := missingColumn.FindStringSubmatch(df.Err.Error())
	if found == nil {
		return fmt.Errorf("the frame failed: %w", df.Err)
	}
	if len(columnsSeen) == 0 {
		remember(analysis.Frame([]analysis.Estimate{{}}).Names())
	}
	return unknownName("column", strings.Join(found[1:], ""), columnsSeen)
}
