package main

import (
	"encoding/csv"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The README's table is what the program makes of the authors' counts.
func TestReadmeTableIsMadeAnew(t *testing.T) {
	const data = "../shared/data/moral-value-bias"
	if _, err := os.Stat(data); err != nil {
		t.Skipf("the authors' counts are not there: %v", err)
	}
	out, errs, code := inertia(t, "measure", "--measures", "inertia,js_distance,js_floor", "--format", "csv", data)
	if code != exitDone {
		t.Fatal(errs)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	made := map[[2]string]float64{} // dimension, measure
	for _, r := range rows[1:] {
		if r[0] == "(mean)" && r[3] == "mfq30" {
			made[[2]string{r[4], r[5]}], _ = strconv.ParseFloat(r[7], 64)
		}
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	table := regexp.MustCompile(`(?m)^\| (\w+) \| \S+ \| (\S+) \| \S+ \| (\S+) \| (\S+) \| (\S+) \|$`).FindAllStringSubmatch(string(readme), -1)
	if len(table) != 5 {
		t.Fatalf("%d rows in the README's table, want 5", len(table))
	}
	for _, row := range table {
		distance, floor := made[[2]string{row[1], "js_distance"}], made[[2]string{row[1], "js_floor"}]
		for i, want := range []float64{made[[2]string{row[1], "inertia"}], distance, floor, distance - floor} {
			got, err := strconv.ParseFloat(strings.Replace(row[2+i], "−", "-", 1), 64)
			if err != nil || !(math.Abs(got-want) < .00051) {
				t.Errorf("%s: the README says %s, the program %.4f", row[1], row[2+i], want)
			}
		}
	}
}
