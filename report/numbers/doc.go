// Package numbers is the one place where a number is rounded for a person.
//
// In flow values in float64; out flow their words. numbers.go writes single numbers:
// decimals, percentages, p values, counts. estimates.go writes estimates, all of one
// measure to the same decimals, so that a sentence, a table and a figure say the
// same to the digit.
package numbers
