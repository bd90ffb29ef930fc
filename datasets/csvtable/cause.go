package csvtable

import (
	"fmt"
	"slices"
	"strings"
)

// namesTold bounds how many names of columns an error lists.
const namesTold = 12

// Cause says why columns may be lacking, as far as the names that are there tell: as
// the end of an error's sentence.
func Cause(names, lacking []string) string {
	if slices.ContainsFunc(names, func(n string) bool { return strings.ContainsRune(n, '\r') }) {
		return "; its lines end in CR alone and need LF"
	}
	if len(names) == 1 && strings.Contains(names[0], "|") {
		return `; its columns are separated by "|" and need commas, semicolons or tabs`
	}
	for _, name := range lacking {
		if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) }); i >= 0 {
			return fmt.Sprintf("; there is %q, but names of columns are in small letters", names[i])
		}
	}
	var told []string
	for _, name := range names[:min(len(names), namesTold)] {
		told = append(told, fmt.Sprintf("%.40q", name))
	}
	if more := len(names) - len(told); more > 0 {
		told = append(told, fmt.Sprintf("%d more", more))
	}
	return "; there are " + strings.Join(told, ", ")
}
