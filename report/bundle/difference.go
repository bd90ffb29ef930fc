package bundle

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// tolerance is the relative difference that two machines may leave in a number.
const tolerance = 1e-9

// sameTable compares two tidy tables cell by cell and counts the numbers that
// agree; the first cell that differs is a *Difference.
func sameTable(name string, stored, fresh []byte) (numbers int, err error) {
	a, err := csv.NewReader(bytes.NewReader(stored)).ReadAll()
	if err != nil {
		return 0, &Difference{name, err.Error()}
	}
	b, err := csv.NewReader(bytes.NewReader(fresh)).ReadAll()
	if err != nil {
		return 0, err
	}
	if len(a) == 0 || !slices.Equal(a[0], b[0]) {
		return 0, &Difference{name + ":1", "has other columns than this program writes"}
	}
	for i := 1; i < min(len(a), len(b)); i++ {
		for j, cell := range a[i] {
			number, same := sameCell(cell, b[i][j])
			if !same {
				return numbers, &Difference{fmt.Sprintf("%s, row %d", name, i+1), fmt.Sprintf("%s of %s is %s, computed again %s", a[0][j], rowName(a[i]), shown(cell), shown(b[i][j]))}
			}
			if number {
				numbers++
			}
		}
	}
	if len(a) != len(b) {
		return numbers, &Difference{name, fmt.Sprintf("has %d rows, computed again %d", len(a)-1, len(b)-1)}
	}
	return numbers, nil
}

// rowName is the address of a row: its filled cells before the estimate.
func rowName(row []string) string {
	var parts []string
	for _, cell := range row[:min(7, len(row))] {
		if cell != "" {
			parts = append(parts, cell)
		}
	}
	return strings.Join(parts, " ")
}

func shown(cell string) string {
	if cell == "" {
		return "empty"
	}
	return cell
}

// sameCell compares two cells, as numbers where both are numbers.
func sameCell(a, b string) (number, same bool) {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return false, a == b
	}
	if a == b {
		return true, true
	}
	return true, math.Abs(x-y) <= tolerance*max(math.Abs(x), math.Abs(y), tolerance)
}
