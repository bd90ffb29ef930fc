// Package analysis computes statistics of answers, and nothing else.
//
// What flows in: a datasets.Dataset, counted once by Tally. What flows out:
// Estimate values, and the same as gota frames.
//
// Read the files in this order:
//
//  1. estimate.go: a number with everything needed to judge it
//  2. study.go, tally.go (tallier.go, sheets.go, tallyshares.go), counttable.go,
//     rowsums.go, sample.go: counts of answers, and the part behind a row
//  3. measureinfo.go, options.go, measure.go, run.go: the tidy table
//  4. entropy.go, jsd.go, shares.go, floor.go, transport.go, quantile.go: measures
//     over counts
//  5. layout.go, evaluate.go: measures as functions of a sum of vectors
//  6. bootstrap.go, sumbootstrap.go, binomial.go, blocksums.go, pack.go,
//     multinomial.go, random.go, resample.go, interval.go: resampling that sum
//  7. susceptibility.go, meanrow.go: rows that are no function of it
//  8. family.go and a file or more a group beyond the paper's: reliability.go
//     (alpha.go, omega.go, icc.go, krippendorff.go), variance.go
//     (variancecomponents.go), permeability.go (attribute.go, permutation.go,
//     effectsize.go), contrast.go (pairing.go,
//     dimensioncontrast.go), stability.go
//  9. agreement.go, judges.go, kappa.go, matrix.go, itemmeans.go, roleplays.go:
//     what the report and the figures compare
//  10. frame.go: gota, in and out
//
// Programs beside it: coverage counts how often intervals hold the truth,
// measuredoc writes docs/measures.md.
package analysis
