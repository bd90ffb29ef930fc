package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// inertia runs the program in a folder of its own.
func inertia(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), args, &out, &errs)
	return out.String(), errs.String(), code
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// small is a study that every command can read.
func small(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.csv")
	if _, errs, code := inertia(t, "simulate", "--respondents", "paper-like,random", "--personas", "12", "--seeds", "1,2", "--baseline", "12", "-o", path); code != exitDone {
		t.Fatal(errs)
	}
	return path
}

func TestWrongUse(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"unknown command", []string{"frobnicate"}, `unknown command "frobnicate"`},
		{"unknown flag", []string{"measure", "--frob"}, "unknown flag: --frob"},
		{"no number", []string{"measure", "--seed", "x"}, "invalid argument \"x\" for \"--seed\" flag: it needs a number\n"},
		{"no truth value", []string{"measure", "--compare=maybe", "x"}, "for \"--compare\" flag: it needs true or false\n"},
		{"a name with a blank", []string{"collect", "--model", "m", "--out", "my", "study"}, "\"study\" is no flag of inertia collect, which takes nothing else; a name with a blank in it needs quotes"},
		{"unknown measure", []string{"measure", "--measures", "charm"}, `unknown measure "charm"; known are`},
		{"unknown format", []string{"measure", "--format", "xml"}, "--format xml: known are table, csv, json"},
		{"unknown layout", []string{"measure", "--layout", "wide"}, `unknown layout "wide"`},
		{"unknown interval", []string{"measure", "--ci", "exact"}, "--ci exact: known are"},
		{"unknown by", []string{"measure", "--by", "moon"}, "--by moon: known is seed"},
		{"level", []string{"measure", "--level", "95"}, "--level 95 is outside 0..1"},
		{"resamples", []string{"measure", "--resamples", "-1"}, "--resamples -1"},
		{"role-plays", []string{"measure", "--role-plays", "-2"}, "--role-plays -2"},
		{"instrument", []string{"measure", "--instrument", "mfq31"}, "neither a known questionnaire"},
		{"report format", []string{"report", "--formats", "doc"}, "--formats doc: known are md, html, pdf"},
		{"weights", []string{"measure", "--weights", "gold"}, "--weights gold: known are answers, probabilities"},
		{"weights of answers to write", []string{"convert", "--weights", "probabilities", "x.csv", "-o", "y.csv"}, "convert writes answers with their probabilities"},
		{"weights in a query", []string{"tally", "--weights", "gold", "--sql", "duckdb", "x.csv"}, "--weights gold: known are answers, probabilities"},
		{"check without data", []string{"check"}, "needs DATA"},
		{"convert without target", []string{"convert", "x.csv"}, "needs -o FILE"},
		{"simulate without target", []string{"simulate"}, "needs -o FILE"},
		{"simulate nobody", []string{"simulate", "--respondents", "oracle", "-o", "x.csv"}, "--respondents oracle"},
		{"datasets", []string{"datasets", "fetch"}, `unknown command "fetch"; known are list and get`},
		{"datasets get", []string{"datasets", "get"}, "needs one NAME"},
	} {
		out, errs, code := inertia(t, c.args...)
		if code != exitUsage || !strings.Contains(errs, c.want) || !strings.Contains(errs, "--help") {
			t.Errorf("%s: exit %d, %q does not say %q", c.name, code, errs, c.want)
		}
		if out != "" {
			t.Errorf("%s: standard output has %q", c.name, out)
		}
	}
}

// What is asked of a file that is not in it is named, beside what is.
func TestWhatIsNotThereIsNamed(t *testing.T) {
	answers := file(t, "a.csv", "model,persona,item,option\nm,1,mfq30-01,3\nn,1,mfq30-01,4\n")
	letters := file(t, "l.csv", "persona,item,option\n1,mfq30-01,B\n")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"measure", "--models", "x", answers}, "a.csv: no answers of the models asked for; there are m, n"},
		{[]string{"measure", "--models", "m,x", answers}, "--models x: no usable answer of it in a.csv; there are m, n"},
		{[]string{"measure", ""}, "the name of a file or folder is empty"},
		{[]string{"measure", "--norms", "none.csv", "--measures", "norms", answers}, "none.csv: no such file or directory; check the path"},
		{[]string{"convert", letters, "-o", letters + ".jsonl"}, "l.csv:2: option \"B\" is not a whole number; options are numbers from 1"},
		{[]string{"parse", answers}, "a.csv: a file, and needs the folder of a study"},
	} {
		if _, errs, code := inertia(t, c.args...); code != exitFailed || !strings.Contains(errs, c.want) {
			t.Errorf("%q: exit %d, %q does not say %q", c.args, code, errs, c.want)
		}
	}
}

// Answers in letters, labels or sentences become options.
func TestConvertReadsTexts(t *testing.T) {
	path := file(t, "texts.csv", "persona;item;text\n1;mfq30-01;\"(B)\"\n1;mfq30-02;Extremely relevant\n2;mfq30-01;\"no, or yes\"\n2;mfq30-99;A\n")
	if _, errs, code := inertia(t, "measure", path); code != exitFailed || !strings.Contains(errs, "texts.csv:5: unknown item") && !strings.Contains(errs, "--read-texts") {
		t.Errorf("exit %d, %q", code, errs)
	}
	out := filepath.Join(t.TempDir(), "answers.csv")
	_, errs, code := inertia(t, "convert", "--read-texts", path, "-o", out)
	if code != exitDone || !strings.Contains(errs, "3 texts read: 2 name an option, 1 none") || !strings.Contains(errs, "1 row set aside, the first at texts.csv:5: unknown item") {
		t.Errorf("exit %d, %q", code, errs)
	}
	want := "model,variant,seed,persona,item,repeat,option,missing,text\ntexts,default,0,1,mfq30-01,1,2,,(B)\ntexts,default,0,1,mfq30-02,1,6,,Extremely relevant\ntexts,default,0,2,mfq30-01,1,,unparsed,\"no, or yes\"\n"
	if raw, err := os.ReadFile(out); err != nil || string(raw) != want {
		t.Errorf("%q, %v, want %q", raw, err, want)
	}
}

func TestBadInput(t *testing.T) {
	head := "persona,item,option\n"
	for _, c := range []struct{ name, file, text, want string }{
		{"empty", "a.csv", "", "a.csv:1: the file is empty"},
		{"header only", "a.csv", head, "no answers in it"},
		{"binary", "a.csv", "\x00\xff\x00", "no text file"},
		{"missing column", "a.csv", "persona,item\np,mfq30-01\n", "a.csv:1: no column option"},
		{"unclosed quote", "a.csv", head + "\"p,mfq30-01,3\n", "a.csv:2: a quote is opened here and never closed"},
		{"option", "a.csv", head + "p,mfq30-01,9\n", "a.csv:2: option 9 is outside 1..6"},
		{"item", "a.csv", head + "p,iq-01,3\n", "a.csv:2: unknown item \"iq-01\"; known are mfq30-01, pvqrr-57 and the like; name an instrument of your own with --instrument"},
		{"all missing", "a.csv", head + "p,mfq30-01,\n", "all 1 are missing; most name no option"},
		{"all cut off", "a.csv", "persona,item,option,missing\np,mfq30-01,,truncated\np,mfq30-02,,truncated\nq,mfq30-01,,refusal\n", "all 3 are missing; most were cut off by the limit on tokens: ask with a larger --max-tokens"},
		{"baseline only", "a.csv", head + ",mfq30-01,3\n", "no usable answer under a persona"},
		{"a reserved name", "a.csv", "model," + head + "(mean),p,mfq30-01,3\n", "(mean), which stands for the mean over models"},
		{"corrupt Parquet", "a.parquet", "PAR1xxxxPAR1", "not a Parquet file, or cut off"},
		{"cut off gzip", "a.csv.gz", "\x1f\x8b\x08", "not gzip data"},
		{"broken JSON", "a.jsonl", "{\"persona\":\n", "not a JSON object"},
		{"other kind", "a.docx", "PK", "not a known kind of file"},
	} {
		path := file(t, c.file, c.text)
		out := filepath.Join(t.TempDir(), "report")
		for _, args := range [][]string{{"measure", path}, {"check", path}, {"report", "--out", out, path}, {"convert", path, "-o", out + ".csv"}} {
			_, errs, code := inertia(t, args...)
			if args[0] == "convert" && code == exitDone {
				continue // missing and baseline answers can be converted, and names too
			}
			if code != exitFailed || args[0] != "convert" && !strings.Contains(errs, c.want) {
				t.Errorf("%s, %s: exit %d, %q does not say %q", c.name, args[0], code, errs, c.want)
			}
			if strings.Contains(errs, "goroutine") || strings.Count(errs, "\n") > 8 {
				t.Errorf("%s, %s: not a message: %q", c.name, args[0], errs)
			}
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a report was left", c.name)
		}
	}
	if _, errs, code := inertia(t, "measure", "nowhere.csv"); code != exitFailed || !strings.Contains(errs, "nowhere.csv: not there; check the path") {
		t.Errorf("missing file: exit %d, %q", code, errs)
	}
}

// Simulated answers stay marked as such when they come from a file.
func TestSimulatedFileIsToldByItsNames(t *testing.T) {
	const told = "paper-like, random bear the names of reference respondents and are taken to be simulated"
	data, out := small(t), filepath.Join(t.TempDir(), "report")
	_, errs, code := inertia(t, "report", "--bundle", "--license", "CC0-1.0", "--author", "A", "--date", "2026-01-01", "--resamples", "50", "--permutations", "99", "--out", out, data)
	if code != exitDone || !strings.Contains(errs, told) {
		t.Fatalf("exit %d, %q", code, errs)
	}
	if text, err := os.ReadFile(filepath.Join(out, "report.md")); err != nil || !strings.Contains(string(text), "Simulated answers.") {
		t.Error("the report does not say that its answers are simulated")
	}
	if _, errs, code := inertia(t, "verify", out); code != exitDone {
		t.Errorf("verify: exit %d, %q", code, errs)
	}
}

// Names from data have no power over the terminal, and long ones leave room for the rest.
func TestCheckShowsHostileNames(t *testing.T) {
	hostile := "red\x1b[31m\tm\n2"
	path := file(t, "a.csv", "model,persona,item,option\n\""+hostile+"\",p,mfq30-01,3\n"+strings.Repeat("x", 500)+",p,mfq30-01,3\n")
	out, errs, code := inertia(t, "check", path)
	if code != exitDone || strings.ContainsAny(out+errs, "\x1b\t") || !strings.Contains(out, "red�[31m�m�2 ") || !strings.Contains(out, strings.Repeat("x", 59)+"…  default") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
}

// A broken row among good ones is counted and told, and the rest is measured.
func TestBrokenRowsDoNotStopTheReading(t *testing.T) {
	raw, err := os.ReadFile(small(t))
	if err != nil {
		t.Fatal(err)
	}
	path := file(t, "a.csv", string(raw)+"paper-like,default,1,3,mfq30-01,77,9,\n")
	out, errs, code := inertia(t, "measure", "--resamples", "0", "--format", "csv", path)
	if code != exitDone || !strings.Contains(errs, "1 row set aside") || !strings.Contains(out, "inertia") {
		t.Errorf("exit %d, %q", code, errs)
	}
	out, _, _ = inertia(t, "check", path)
	if !strings.Contains(out, "Rows set aside: 1") || !strings.Contains(out, "option 9 is outside 1..6") {
		t.Errorf("check says %q", out)
	}
}

func TestMeasureWritesOneTidyTable(t *testing.T) {
	out, errs, code := inertia(t, "measure", "--resamples", "50", "--format", "csv", small(t))
	if code != exitDone || strings.Count(errs, "\n") > 1 || !strings.Contains(errs, "taken to be simulated") {
		t.Fatalf("exit %d, %q", code, errs)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	const header = "model,variant,seed,instrument,dimension,measure,contrast,estimate,se,ci_low,ci_high,ci_level,ci_method,n_personas,n_answers,n_missing,note"
	if lines[0] != header {
		t.Errorf("header %q", lines[0])
	}
	if !strings.HasPrefix(lines[len(lines)-1], "(mean),") {
		t.Errorf("last row %q is no mean over models", lines[len(lines)-1])
	}
}

func TestConvertThereAndBack(t *testing.T) {
	path := small(t)
	parquet, back := filepath.Join(t.TempDir(), "a.parquet"), filepath.Join(t.TempDir(), "b.csv")
	for _, args := range [][]string{{"convert", path, "-o", parquet}, {"convert", parquet, "-o", back}} {
		if _, errs, code := inertia(t, args...); code != exitDone {
			t.Fatal(errs)
		}
	}
	a, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(back)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("answers differ after Parquet and back")
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(back), "personas.csv")); err != nil {
		t.Error("the personas were not written")
	}
}

func TestReportIsWrittenWhole(t *testing.T) {
	out := filepath.Join(t.TempDir(), "report")
	stdout, errs, code := inertia(t, "report", "--resamples", "20", "--out", out, small(t))
	if code != exitDone {
		t.Fatal(errs)
	}
	for _, name := range []string{"report.md", "report.html", "report.pdf", "manifest.json", "tables/measures.csv"} {
		if st, err := os.Stat(filepath.Join(out, name)); err != nil || st.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !strings.Contains(stdout, "report.pdf") {
		t.Errorf("standard output %q does not say where the report is", stdout)
	}
}

// Every command of the README is one that the program knows.
func TestReadmeCommandsExist(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile("(?:go run \\.|`inertia) ([a-z]+)").FindAllStringSubmatch(string(raw), -1)
	if len(commands) < 8 {
		t.Fatalf("%d commands found", len(commands))
	}
	for _, c := range commands {
		if _, errs, code := inertia(t, c[1], "--help"); code != exitDone {
			t.Errorf("inertia %s: %s", c[1], errs)
		}
	}
}

func TestHelpHasExamples(t *testing.T) {
	for _, c := range newRoot().Commands() {
		if c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		if c.Example == "" || c.Short == "" {
			t.Errorf("inertia %s has no example", c.Name())
		}
	}
}
