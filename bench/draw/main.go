// Command draw turns bench/results.csv into the table of docs/benchmarks.md, between
// its two marks, and into docs/benchmarks.svg. It is run in the project's folder.
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

const (
	results = "bench/results.csv"
	page    = "docs/benchmarks.md"
	picture = "docs/benchmarks.svg"
	begin   = "<!-- results -->\n"
	end     = "<!-- end of results -->"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

// piece is one program's runs of one piece of work.
type piece struct {
	work, format, times, program string
	seconds, processor, peak     []float64
	load                         []float64 // of the machine, as each run began
}

func (p *piece) same(q *piece) bool {
	return p.work == q.work && p.format == q.format && p.times == q.times
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

func run() error {
	pieces, day, cores, err := read()
	if err != nil {
		return err
	}
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return fmt.Errorf("%s: the marks %q and %q are not there", page, strings.TrimSpace(begin), end)
	}
	low, high := loads(pieces)
	table := fmt.Sprintf("Measured on %s on %s cores, with a load of %.0f to %.0f (the benchmark itself makes about 2); seconds are medians of the runs, ratios are those of medians within one run of the benchmark.\n\n%s",
		day, cores, low, high, table(pieces))
	if err := os.WriteFile(page, []byte(head+begin+table+end+tail), 0o644); err != nil {
		return err
	}
	return draw(pieces)
}

// loads are the least and the greatest load of the machine as a run began.
func loads(pieces []*piece) (low, high float64) {
	low = pieces[0].load[0]
	for _, p := range pieces {
		low, high = min(low, slices.Min(p.load)), max(high, slices.Max(p.load))
	}
	return low, high
}

func read() (pieces []*piece, day, cores string, err error) {
	file, err := os.Open(results)
	if err != nil {
		return nil, "", "", err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, "", "", err
	}
	for _, r := range rows[1:] {
		p := &piece{work: r[2], format: r[3], times: r[4], program: r[5]}
		if i := slices.IndexFunc(pieces, func(q *piece) bool { return p.same(q) && p.program == q.program }); i >= 0 {
			p = pieces[i]
		} else {
			pieces = append(pieces, p)
		}
		for column, to := range map[int]*[]float64{7: &p.seconds, 8: &p.processor, 9: &p.peak, 10: &p.load} {
			x, err := strconv.ParseFloat(r[column], 64)
			if err != nil {
				return nil, "", "", fmt.Errorf("%s: %w", results, err)
			}
			*to = append(*to, x)
		}
		day, cores = r[0], r[1]
	}
	return pieces, day, cores, nil
}

func table(pieces []*piece) string {
	var b strings.Builder
	b.WriteString("| work | size | format | program | seconds | times inertia's | processor s | times inertia's | peak MB | runs |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, p := range pieces {
		ratio, processor := "", ""
		if i := slices.IndexFunc(pieces, func(q *piece) bool { return p.same(q) && q.program == "inertia" }); i >= 0 && p.program != "inertia" {
			ratio = fmt.Sprintf("%.1f", median(p.seconds)/median(pieces[i].seconds))
			processor = fmt.Sprintf("%.1f", median(p.processor)/median(pieces[i].processor))
		}
		size := p.times + "x"
		if p.times == "0" {
			size = ""
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %.3g | %s | %.3g | %s | %.0f | %d |\n", p.work, size, p.format, p.program,
			median(p.seconds), ratio, median(p.processor), processor, median(p.peak), len(p.seconds))
	}
	return b.String() + "\n"
}

// draw shows the seconds of the five measures from CSV and Parquet at the largest
// size that all programs did, on a logarithmic axis.
func draw(pieces []*piece) error {
	p := plot.New()
	p.Title.Text = "Reading and five measures with intervals, 3.7 million answers"
	p.X.Label.Text = "seconds (logarithmic)"
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plot.TickerFunc(func(_, _ float64) []plot.Tick {
		var ticks []plot.Tick
		for _, x := range []float64{.1, .2, .5, 1, 2, 5, 10, 20, 50, 100, 200, 500} {
			ticks = append(ticks, plot.Tick{Value: x, Label: strconv.FormatFloat(x, 'g', -1, 64)})
		}
		return ticks
	})
	var names []string
	var points plotter.XYs
	for _, q := range slices.Backward(pieces) {
		if q.work == "five measures" && q.times == "10" {
			points = append(points, plotter.XY{X: median(q.seconds), Y: float64(len(names))})
			names = append(names, q.program+", "+q.format)
		}
	}
	if len(points) == 0 {
		return fmt.Errorf("%s: no runs of five measures at 10x to draw", results)
	}
	scatter, err := plotter.NewScatter(points)
	if err != nil {
		return err
	}
	scatter.Radius = vg.Points(4)
	p.Add(plotter.NewGrid(), scatter)
	p.NominalY(names...)
	p.Y.Min, p.Y.Max = -.5, float64(len(names))-.5
	low, high := points[0].X, points[0].X
	for _, q := range points {
		low, high = min(low, q.X), max(high, q.X)
	}
	p.X.Min, p.X.Max = low/1.5, high*1.5
	return p.Save(16*vg.Centimeter, 8*vg.Centimeter, picture)
}
