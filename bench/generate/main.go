// Command generate writes the answers of made-up models, for benchmarks: the
// paper's study (7 models, 3 seeds, 200 personas a seed, 87 items, a baseline of
// 30 repeats) times a factor in personas, as CSV; or, with -ratings, the
// neighbouring study (18 models, 100 personas, 30 items, 10 repeats) in the
// layout moral-susceptibility. The same arguments give the same bytes.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"inertia/datasets"
)

func main() {
	times := flag.Int("times", 1, "personas, in multiples of the paper's 200 a seed")
	out := flag.String("o", "", "CSV file to write, or folder with -ratings")
	probabilities := flag.Bool("probabilities", false, "write the probabilities of options beside each answer")
	ratings := flag.Bool("ratings", false, "write the neighbouring study into the folder -o")
	flag.Parse()
	var err error
	switch {
	case *out == "":
		err = fmt.Errorf("needs -o")
	case *ratings:
		err = writeRatings(*out)
	default:
		err = writeStudy(*out, *times, *probabilities)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// into creates a file and writes it.
func into(path string, write func(*bufio.Writer)) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func writeStudy(path string, times int, probabilities bool) error {
	rng := rand.New(rand.NewPCG(1, 2))
	var items []string
	for _, in := range datasets.Instruments() {
		items = append(items, in.Scored()...)
	}
	return into(path, func(w *bufio.Writer) {
		w.WriteString("model,seed,persona,item,option")
		if probabilities {
			w.WriteString(",p1,p2,p3,p4,p5,p6")
		}
		w.WriteByte('\n')
		for m := range 7 {
			for _, seed := range []int{111, 333, 555} {
				for p := range 200 * times {
					lead := fmt.Sprintf("model-%d,%d,%d,", m, seed, p)
					trait := rng.NormFloat64()
					for i, it := range items {
						writeAnswer(w, lead, it, trait+.05*float64(i%20)+rng.NormFloat64(), probabilities)
					}
				}
			}
			lead := fmt.Sprintf("model-%d,,,", m)
			for range 30 {
				for i, it := range items {
					writeAnswer(w, lead, it, .05*float64(i%20)+rng.NormFloat64(), probabilities)
				}
			}
		}
	})
}

func writeAnswer(w *bufio.Writer, lead, item string, x float64, probabilities bool) {
	w.WriteString(lead)
	w.WriteString(item)
	w.WriteByte(',')
	w.WriteByte(byte('0' + min(6, max(1, int(3.5+x)))))
	if probabilities {
		writeChances(w, 3.5+x)
	}
	w.WriteByte('\n')
}

// writeChances writes six probabilities, around a place on the scale, to four decimals;
// what they lack to 1 lies outside the options.
func writeChances(w *bufio.Writer, place float64) {
	var p [6]float64
	all := .02
	for k := range p {
		d := place - float64(k) - 1.5
		p[k] = math.Exp(-d * d)
		all += p[k]
	}
	for _, x := range p {
		w.WriteByte(',')
		w.Write(strconv.AppendFloat(w.AvailableBuffer(), math.Floor(1e4*x/all)/1e4, 'f', -1, 64))
	}
}

func writeRatings(dir string) error {
	rng := rand.New(rand.NewPCG(3, 4))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for m := range 18 {
		path := filepath.Join(dir, fmt.Sprintf("model-%02d.csv", m))
		err := into(path, func(w *bufio.Writer) {
			w.WriteString("persona_id,question_id,run_index,rating\n")
			for p := range 100 {
				trait := rng.NormFloat64()
				for q := range 30 {
					place := 2.5 + trait + .5*rng.NormFloat64()
					for r := range 10 {
						rating := min(5, max(0, int(place+.2*float64(m)*rng.NormFloat64())))
						w.WriteString(strconv.Itoa(p) + "," + strconv.Itoa(q+1) + "," + strconv.Itoa(r+1) + "," + strconv.Itoa(rating) + "\n")
					}
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
