// Package bundle makes a report's folder a whole that others can check: the data
// that it was made from, a codebook, machine-readable descriptions, and a
// verification that computes every number again.
//
// What flows in: a report.Paper and the data sets behind it. What flows out:
// files in the report's folder, listed with their checksums in its manifest.
//
// Read the files in this order:
//
//  1. bundle.go: what is added to a report
//  2. data.go: answers as CSV and Parquet, the questionnaires
//  3. codebook.go: what every column means
//  4. datapackage.go, rocrate.go, citation.go: descriptions by the standards
//  5. verify.go, difference.go: is it all true
package bundle
