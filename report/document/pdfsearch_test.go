package document

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A recipe that is passed over as known makes the page that an earlier one made.
func TestKnownRecipesMakeNoOtherPage(t *testing.T) {
	passed := 0
	for seed := range uint64(12) {
		p, err := layOut(anyDocument(rand.New(rand.NewPCG(seed, 3))))
		if err != nil {
			t.Fatal(err)
		}
		boxes := p.boxes
		if p.appendix > 0 {
			boxes = boxes[:p.appendix]
		}
		g := &paginator{p: p, boxes: boxes}
		g.findMentions()
		for _, s := range g.search() {
			made := map[string]bool{}
			for _, r := range g.recipes(s.from) {
				known := g.known(r)
				page, after := g.fill(s.from, p.room(), r)
				text := fmt.Sprint(r.floats, r.ahead, after.key(), after.stopped)
				for _, b := range page {
					text += fmt.Sprint(" ", b.box.order, b.left, b.top)
				}
				if known && !made[text] {
					t.Fatalf("document %d at box %d: %+v makes a page of its own", seed, s.from.next, r)
				}
				if known {
					passed++
				}
				made[text] = true
			}
		}
	}
	if passed < 100 {
		t.Errorf("only %d recipes were known", passed)
	}
}
