// Package answer reads the option out of what a model wrote.
//
// What flows in: a text, and the labels of the options in the order in which they
// were shown. What flows out: the place of the option chosen, or 0 with the reason
// why none can be named. An answer is never guessed.
//
// Read the files in this order:
//
//  1. read.go: the order in which the parts of a text are tried
//  2. reasoning.go, normal.go: one spelling of letters, digits and spaces
//  3. marked.go: answers that say of themselves that they are one
//  4. mention.go: options named in a text, those it rejects left out
//  5. refusal.go: texts that decline
//  6. sample.go: texts that a person has read, to hold a reading against
//  7. dataset.go: the texts of a file of answers
package answer
