package collect

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Price is what a model costs, in money for a million tokens.
type Price struct {
	Prompt, Completion float64
	Currency           string
}

// Of is what tokens cost.
func (p *Price) Of(u Usage) float64 {
	if p == nil {
		return 0
	}
	return (float64(u.Prompt)*p.Prompt + float64(u.Completion)*p.Completion) / 1e6
}

// Money writes an amount for people.
func (p *Price) Money(amount float64) string { return fmt.Sprintf("%.2f %s", amount, p.Currency) }

// ReadPrice finds a model in a price file: CSV with the columns model, prompt,
// completion (for a million tokens) and, where it is not USD, currency.
func ReadPrice(path, model string) (*Price, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.TrimLeadingSpace = true
	header, err := rows.Read()
	at := func(name string) int { return slices.Index(header, name) }
	if err != nil || at("model") < 0 || at("prompt") < 0 || at("completion") < 0 {
		return nil, fmt.Errorf("%s:1: needs the columns model, prompt, completion (money for a million tokens)", path)
	}
	var known []string
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return nil, fmt.Errorf("%s: no price for %s; there are %s", path, model, strings.Join(known, ", "))
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if known = append(known, row[at("model")]); row[at("model")] != model {
			continue
		}
		p := &Price{Currency: "USD"}
		line, _ := rows.FieldPos(0)
		for name, to := range map[string]*float64{"prompt": &p.Prompt, "completion": &p.Completion} {
			if *to, err = strconv.ParseFloat(row[at(name)], 64); err != nil || !(*to >= 0) {
				return nil, fmt.Errorf("%s:%d: %s %q is not a price", path, line, name, row[at(name)])
			}
		}
		if i := at("currency"); i >= 0 && row[i] != "" {
			p.Currency = row[i]
		}
		return p, nil
	}
}
