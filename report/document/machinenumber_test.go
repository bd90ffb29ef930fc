package document

import "testing"

func TestMachineNumbers(t *testing.T) {
	for cell, want := range map[string]string{
		"−0.161":           "-0.161",
		"[−0.222, −0.116]": "[-0.222, -0.116]",
		"+0.117":           "+0.117",
		"257,238":          "257238",
		"−1,234,567.5":     "-1234567.5",
		"111, 333, 555":    "111, 333, 555",
		"12,34":            "12,34",
		"seed 1,234":       "seed 1,234",
		"a − b":            "a − b",
		"—":                "—",
	} {
		if got := machineNumbers(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}
