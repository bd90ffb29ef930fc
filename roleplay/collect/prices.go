package collect

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"inertia/datasets/csvtable"
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
	table, err := csvtable.New(file, path, "model", "prompt", "completion")
	if err != nil {
		return nil, fmt.Errorf("%w (money for a million tokens)", err)
	}
	var known []string
	for row, err := range table.Rows() {
		if err != nil {
			return nil, err
		}
		name := strings.TrimSpace(row.Get("model"))
		if known = append(known, name); name != model {
			continue
		}
		p := &Price{Currency: "USD"}
		for column, to := range map[string]*float64{"prompt": &p.Prompt, "completion": &p.Completion} {
			value := strings.TrimSpace(row.Get(column))
			if *to, err = strconv.ParseFloat(value, 64); err != nil || !(*to >= 0) {
				return nil, row.Errorf("%s %q is not a price", column, value)
			}
		}
		if currency := strings.TrimSpace(row.Get("currency")); currency != "" {
			p.Currency = currency
		}
		return p, nil
	}
	return nil, fmt.Errorf("%s: no price for %s; there are %s", path, model, strings.Join(known, ", "))
}
