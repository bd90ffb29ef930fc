package served

import (
	"net/http"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, field, value string
		want               time.Duration
	}{
		{"seconds", "Retry-After", "7", 7 * time.Second},
		{"parts of a second", "Retry-After", "0.5", 500 * time.Millisecond},
		{"a date", "Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT", 30 * time.Second},
		{"a date gone by", "Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT", 0},
		{"milliseconds", "Retry-After-Ms", "250", 250 * time.Millisecond},
		{"a day is cut", "Retry-After", "86400", longestWait},
		{"negative", "Retry-After", "-3", 0},
		{"not a number", "Retry-After", "NaN", 0},
		{"words", "Retry-After", "soon", 0},
		{"none", "X", "", 0},
	} {
		if got := retryAfter(http.Header{c.field: {c.value}}, now); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
