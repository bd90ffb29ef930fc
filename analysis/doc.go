// Package analysis turns answers into estimates.
//
// A stream of answers flows in (datasets.Dataset); typed results flow out
// (Estimate, Matrix, SpreadPoint), and the same results as gota frames. Read
// the files in this order:
//
//  1. study.go, tally.go: how often each (model, variant, seed, persona, item)
//     chose each option; everything else is computed from these counts
//  2. entropy.go, jsd.go, shares.go, spread.go: the measures as plain functions
//  3. measureinfo.go: the table of measures
//  4. sample.go, evaluate.go: from counts to the values of one row
//  5. bootstrap.go, interval.go, floor.go: how sure
//  6. measure.go, meanrow.go: the tidy table
//  7. agreement.go, matrix.go, rolePlays.go: between seeds, variants, personas
//  8. frame.go: gota's edge
//
// All logarithms are base 2. A value that is undefined is NaN with a reason.
package analysis
