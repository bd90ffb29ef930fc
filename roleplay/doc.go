// Package roleplay asks: it draws personas, words prompts and lets respondents
// answer.
//
// What flows in: an instrument, seeds, a respondent. What flows out: a
// datasets.Dataset of answers.
//
// Read the files in this order:
//
//  1. persona.go: drawing personas
//  2. prompt.go: what a respondent is asked
//  3. question.go: Question and Respondent
//  4. random.go, constant.go, personadriven.go, orderfollower.go, paperlike.go:
//     reference respondents whose nature is known
//  5. simulate.go: asking them; bundled.go: the study that comes with the program
package roleplay
