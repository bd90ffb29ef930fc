// Package csvtable reads small CSV files with named columns, in any order: personas,
// norms, prices, labels, groups, wordings. Errors name file and line.
package csvtable
