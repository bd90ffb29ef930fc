// Command plan computes what a large study needs, as the table of docs/scale.md:
//
//	go run ./bench/plan -models 1000 -personas 10000 -items 87 -repeats 10
package main

import (
	"flag"
	"fmt"
	"time"
)

func main() {
	models := flag.Float64("models", 1000, "models")
	personas := flag.Float64("personas", 10000, "personas")
	items := flag.Float64("items", 87, "items")
	repeats := flag.Float64("repeats", 10, "repeats of each question")
	prompt := flag.Float64("prompt-tokens", 180, "tokens of a prompt: persona, question, six options")
	reply := flag.Float64("reply-tokens", 3, "tokens of a reply")
	perSecond := flag.Float64("requests", 100, "answers a second of one server")
	hour := flag.Float64("hour", 3, "price of a server for an hour, dollars")
	dollars := flag.Float64("dollars", .05, "price of a million prompt tokens")
	replyDollars := flag.Float64("reply-dollars", .4, "price of a million reply tokens")
	row := flag.Float64("row-ns", 30, "processor time to read a row of CSV, ns")
	csv := flag.Float64("csv", 27.4, "bytes of a row of CSV")
	ledger := flag.Float64("ledger", 450, "bytes of a line of a collected study's ledger, with a short reply")
	parquet := flag.Float64("parquet", .6, "bytes of a row of Parquet without texts")
	cores := flag.Float64("cores", 2, "cores that read")
	flag.Parse()
	cells := *models * *personas * *items
	answers := cells * *repeats
	print := func(what, value, from string) { fmt.Printf("| %s | %s | %s |\n", what, value, from) }
	fmt.Print("| what | value | from |\n|---|---|---|\n")
	print("answers", count(answers), "models × personas × items × repeats")
	print("prompt tokens", count(answers**prompt), fmt.Sprintf("%.0f a prompt", *prompt))
	print("reply tokens", count(answers**reply), fmt.Sprintf("%.0f a reply", *reply))
	price := answers / 1e6 * (*prompt**dollars + *reply**replyDollars)
	print("price, a provider's", "$"+count(price), fmt.Sprintf("$%g and $%g a million tokens of prompt and reply", *dollars, *replyDollars))
	print("as batches", "$"+count(price/2), "half the price")
	print("asking, one server", span(answers / *perSecond), fmt.Sprintf("%.0f answers a second", *perSecond))
	print("servers for 30 days", count(answers / *perSecond / (30*86400)), "")
	print("price, own servers", "$"+count(answers / *perSecond / 3600 * *hour), fmt.Sprintf("$%g an hour", *hour))
	print("batch files", count(answers/50_000), "50,000 requests a file")
	print("ledgers", size(answers**ledger), fmt.Sprintf("%.0f bytes a line", *ledger))
	print("CSV without texts", size(answers**csv), fmt.Sprintf("%g bytes a row", *csv))
	print("Parquet without texts", size(answers**parquet), fmt.Sprintf("%g bytes a row", *parquet))
	print("reading the CSV", span(answers**row/1e9 / *cores), fmt.Sprintf("%.0f ns a row, %.0f cores", *row, *cores))
	print("cells of the tally", count(cells), "models × personas × items")
	print("tally in memory, all models", size(cells*11), "11 bytes a cell asked more than once")
	print("tally in memory, one model", size(cells*11 / *models), "a shard a model")
}

func count(x float64) string {
	return scaled(x, 1000, []string{"", " thousand", " million", " billion", " trillion"})
}

func size(x float64) string {
	return scaled(x, 1000, []string{" B", " kB", " MB", " GB", " TB", " PB"})
}

func scaled(x, step float64, units []string) string {
	i := 0
	for x >= step && i < len(units)-1 {
		x /= step
		i++
	}
	return fmt.Sprintf("%.3g%s", x, units[i])
}

func span(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	if d > 48*time.Hour {
		return fmt.Sprintf("%.3g days", seconds/86400)
	}
	return d.Round(time.Second).String()
}
