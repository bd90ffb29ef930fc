package document

import (
	"regexp"
	"strings"
)

var (
	signedDigit = regexp.MustCompile("\u2212" + `([\d.])`)
	grouped     = regexp.MustCompile(`^([+-]?\d{1,3}(?:,\d{3})+)(\.\d+)?$`)
)

// machineNumbers writes a cell's numbers as programs read them: with a hyphen for the minus
// sign, and, where the cell is one number, without marks between thousands.
func machineNumbers(cell string) string {
	cell = signedDigit.ReplaceAllString(cell, "-$1")
	if grouped.MatchString(cell) {
		return strings.ReplaceAll(cell, ",", "")
	}
	return cell
}
