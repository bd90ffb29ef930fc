package plaintext

import "testing"

func TestWithin(t *testing.T) {
	for title, want := range map[string]string{
		"Inertia": "inertia", "Top-2 share": "top-2 share", "No single option": "no single option",
		"JS distance": "JS distance", "Cohen's d": "Cohen's d", "Wasserstein distance": "Wasserstein distance", "ICC(2)": "ICC(2)", "p of the JS distance": "p of the JS distance",
		"": "", "X": "X", "A side": "A side", "Über": "Über",
	} {
		if got := Within(title); got != want {
			t.Errorf("Within(%q) = %q, want %q", title, got, want)
		}
	}
}
