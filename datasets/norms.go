package datasets

import (
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"inertia/datasets/csvtable"
)

// Norm is how a group of people answered one dimension: the mean and standard
// deviation of their scores, or the shares in which they chose the options.
type Norm struct {
	Group      string
	Instrument string // scoring id; empty = every scoring with such a dimension
	Dimension  string
	Mean, SD   float64   // of a person's mean option, counted from 1; NaN = not told
	N          int       // people
	Shares     []float64 // of options 1..K; nil = not told
	Answers    int       // behind the shares; people times items where not told, 0 = neither
	Line       int       // of the file
}

// normColumns that a file of norms may have, beside p1..pK.
var normColumns = []string{"group", "instrument", "dimension", "mean", "sd", "n", "answers", "lowest"}

// ReadNorms reads a CSV file with the columns group, dimension, n and either mean
// and sd of persons' scores or option shares p1..pK (or both). The column lowest
// says what number the first option has (1 when absent; 0 for scales printed as
// 0 to 5); instrument and answers are optional.
func ReadNorms(path string) ([]Norm, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	table, err := csvtable.New(file, path, "group", "dimension", "n")
	if err != nil {
		return nil, fmt.Errorf("%w (and mean, sd or p1..pK)", err)
	}
	for _, name := range table.Columns() {
		if _, err := strconv.Atoi(strings.TrimPrefix(name, "p")); !slices.Contains(normColumns, name) && (err != nil || name[0] != 'p') {
			return nil, fmt.Errorf("%s:1: unknown column %q; known are %s and p1 to p99", path, name, strings.Join(normColumns, ", "))
		}
	}
	var norms []Norm
	for row, err := range table.Rows() {
		if err != nil {
			return nil, err
		}
		n, err := parseNorm(table.Columns(), row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		n.Line = row.Line
		norms = append(norms, n)
	}
	if len(norms) == 0 {
		return nil, fmt.Errorf("%s: no rows below the header", path)
	}
	return norms, nil
}

func parseNorm(columns []string, row csvtable.Row) (Norm, error) {
	n := Norm{Mean: math.NaN(), SD: math.NaN()}
	lowest := 1.
	for _, name := range columns {
		value := strings.TrimSpace(row.Get(name))
		switch name {
		case "group":
			n.Group = value
		case "instrument":
			n.Instrument = value
		case "dimension":
			n.Dimension = value
		default:
			if value == "" {
				continue
			}
			x, err := strconv.ParseFloat(value, 64)
			if err != nil || x != x || x > 1e12 || x < -1e12 {
				return n, fmt.Errorf("column %s: %q is no number", name, value)
			}
			if err := n.set(name, x, &lowest); err != nil {
				return n, err
			}
		}
	}
	n.Mean += 1 - lowest
	return n, n.check()
}

func (n *Norm) set(name string, x float64, lowest *float64) error {
	switch name {
	case "mean":
		n.Mean = x
	case "sd":
		n.SD = x
	case "lowest":
		*lowest = x
	case "n", "answers":
		if x != float64(int(x)) || x < 1 {
			return fmt.Errorf("column %s: %v is no whole number above 0", name, x)
		}
		if name == "n" {
			n.N = int(x)
		} else {
			n.Answers = int(x)
		}
	default:
		k, _ := strconv.Atoi(name[1:])
		if k < 1 || k > 99 {
			return fmt.Errorf("column %s: options are p1 to p99", name)
		}
		for len(n.Shares) < k {
			n.Shares = append(n.Shares, 0)
		}
		n.Shares[k-1] = x
	}
	return nil
}

// check looks for what is missing, and scales shares in per cent to 1.
func (n *Norm) check() error {
	hasMean, hasSD := n.Mean == n.Mean, n.SD == n.SD
	switch {
	case n.Group == "" || n.Dimension == "":
		return errors.New("a row needs a group and a dimension")
	case hasMean != hasSD:
		return errors.New("mean and sd belong together: give both or neither")
	case !hasMean && n.Shares == nil:
		return errors.New("a row needs mean and sd, or option shares p1..pK")
	case hasSD && n.SD <= 0:
		return fmt.Errorf("sd %v is not above 0", n.SD)
	case hasMean && n.N < 2:
		return errors.New("mean and sd need n, the number of people, of 2 or more")
	}
	total := 0.0
	for _, p := range n.Shares {
		if p < 0 {
			return fmt.Errorf("a share of %v is below 0", p)
		}
		total += p
	}
	if n.Shares == nil {
		return nil
	}
	if inOne, inHundred := math.Abs(total-1) < .03, math.Abs(total-100) < 3; !inOne && !inHundred {
		return fmt.Errorf("the option shares add up to %v; they must add up to 1, or to 100 in per cent", total)
	}
	for k := range n.Shares {
		n.Shares[k] /= total
	}
	return nil
}
