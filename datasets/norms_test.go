package datasets

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadNorms(t *testing.T) {
	path := filepath.Join(t.TempDir(), "norms.csv")
	text := "group,dimension,mean,sd,n,lowest,p1,p2,p3,p4,p5,p6\nstudents,Harm,3.5,.8,120,0,,,,,,\nstudents,Purity,,,120,,10,20,30,20,10,10\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	norms, err := ReadNorms(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := norms[0]; n.Group != "students" || n.Mean != 4.5 || n.SD != .8 || n.N != 120 || n.Shares != nil || n.Line != 2 {
		t.Errorf("mean on a scale from 0: %+v", n)
	}
	if n := norms[1]; !math.IsNaN(n.Mean) || len(n.Shares) != 6 || math.Abs(n.Shares[2]-.3) > 1e-12 {
		t.Errorf("shares in per cent: %+v", n)
	}
}

func TestReadNormsSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":            {"", ":1: the file is empty"},
		"no rows":          {"group,dimension,mean,sd,n\n", "no rows below the header"},
		"no group":         {"dimension,mean,sd,n\n", ":1: no column group"},
		"unknown column":   {"group,dimension,mean,sd,n,colour\n", `:1: unknown column "colour"`},
		"no number":        {"group,dimension,mean,sd,n\na,Harm,3,x,5\n", `:2: column sd: "x" is no number`},
		"sd without mean":  {"group,dimension,mean,sd,n\na,Harm,,1,5\n", ":2: mean and sd belong together"},
		"no spread":        {"group,dimension,mean,sd,n\na,Harm,3,0,5\n", ":2: sd 0 is not above 0"},
		"neither":          {"group,dimension,mean,sd,n\na,Harm,,,5\n", ":2: a row needs mean and sd, or option shares"},
		"shares too small": {"group,dimension,n,p1,p2\na,Harm,5,.2,.2\n", ":2: the option shares add up to 0.4"},
		"half a person":    {"group,dimension,mean,sd,n\na,Harm,3,1,2.5\n", ":2: column n: 2.5 is no whole number"},
		"torn row":         {"group,dimension,mean,sd,n\na,Harm\n", "wrong number of fields"},
	} {
		path := filepath.Join(t.TempDir(), "norms.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadNorms(path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := ReadNorms("missing.csv"); err == nil {
		t.Error("a file that is not there is read")
	}
}
