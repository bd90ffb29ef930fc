package csvtable

// Separator tells by the header of a CSV file what stands between its columns: of
// comma, semicolon (as spreadsheets write where the comma is the decimal sign) and tab
// the one that it has most of outside quotes, and the comma where it has none.
func Separator(header []byte) byte {
	counts := [...]struct {
		separator byte
		n         int
	}{{separator: ','}, {separator: ';'}, {separator: '\t'}}
	quoted := false
	for _, c := range header {
		if c == '"' {
			quoted = !quoted
		}
		for i := range counts {
			if c == counts[i].separator && !quoted {
				counts[i].n++
			}
		}
	}
	most := counts[0]
	for _, c := range counts[1:] {
		if c.n > most.n {
			most = c
		}
	}
	return most.separator
}
