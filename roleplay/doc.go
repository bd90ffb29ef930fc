// Package roleplay asks: it draws personas, words prompts and lets respondents
// answer.
//
// What flows in: an instrument, seeds, a respondent. What flows out: a
// datasets.Dataset of answers.
//
// Read the files in this order:
//
//  1. persona.go, countries.go: drawing personas
//  2. question.go, variant.go: Question and Respondent, ways of asking
//  3. template.go, prompt.go: how a question is worded
//  4. random.go, constant.go, personadriven.go, orderfollower.go, paperlike.go:
//     reference respondents whose nature is known
//  5. simulate.go: asking them; bundled.go: the study that comes with the program
package roleplay
