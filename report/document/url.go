package document

import (
	"net/url"
	"strings"
)

// safeURL gives the address as it may stand in a link, or "" if it is none that a paper should lead to: a data set must not be able to
// place a script or a file of the reader's machine behind a word.
func safeURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(clean(address)))
	if err != nil || u.Host == "" && u.Scheme != "mailto" {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "mailto":
	default:
		return ""
	}
	// String escapes all but a few characters that end a link in one of the formats.
	return strings.NewReplacer("(", "%28", ")", "%29", "'", "%27", "|", "%7C", "<", "%3C", ">", "%3E", "\"", "%22", "\\", "%5C",
		"`", "%60", "*", "%2A", " ", "%20", "[", "%5B", "]", "%5D", "{", "%7B", "}", "%7D").Replace(u.String())
}
