package report

import (
	"strings"
	"testing"
)

// A figure is a file named for its ID, so an ID has to fit into a file's name.
func TestSlugOfLongNames(t *testing.T) {
	long := strings.Repeat("L", 500)
	if got := slug("fig-heat-map", long, long); len(got) > 200 || !strings.HasPrefix(got, "fig-heat-map-lll") {
		t.Errorf("%d bytes: %s", len(got), got)
	}
	parts := []string{"fig", strings.Repeat("ab cd ", 100)}
	if got := slug(parts...); strings.HasSuffix(got, "-") || parts[0] != "fig" {
		t.Errorf("%s", got)
	}
}
