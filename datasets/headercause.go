package datasets

import (
	"fmt"
	"slices"
	"strings"
)

// namesTold bounds how many names of columns an error lists.
const namesTold = 12

// cause says why columns may be lacking, as far as the names that are there tell.
func (h *longHeader) cause(lacking []string) string {
	if slices.ContainsFunc(h.names, func(n string) bool { return strings.ContainsRune(n, '\r') }) {
		return "; its lines end in CR alone and need LF"
	}
	if len(h.names) == 1 {
		for _, separator := range []string{";", "\t", "|"} {
			if strings.Contains(h.names[0], separator) {
				return fmt.Sprintf("; its columns are separated by %q and need commas", separator)
			}
		}
	}
	for _, name := range lacking {
		if i := slices.IndexFunc(h.names, func(n string) bool { return strings.EqualFold(n, name) }); i >= 0 {
			return fmt.Sprintf("; there is %q, but names of columns are in small letters", h.names[i])
		}
	}
	var told []string
	for _, name := range h.names[:min(len(h.names), namesTold)] {
		told = append(told, fmt.Sprintf("%.40q", name))
	}
	if more := len(h.names) - len(told); more > 0 {
		told = append(told, fmt.Sprintf("%d more", more))
	}
	return "; there are " + strings.Join(told, ", ")
}
