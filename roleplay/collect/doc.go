// Package collect asks a served model the questions of a study and keeps every
// answer.
//
// What flows in: a design (instruments, personas, seeds, repeats, variants), a
// server. What flows out: a folder with answers.jsonl (the ledger, in the long
// layout), personas.csv and study.json, which datasets.Open reads.
//
// Read the files in this order:
//
//  1. design.go, personas.go, plan.go: what is asked, one question after another
//  2. wording.go: a question in words, and an answer's option
//  3. key.go: the name of a question; line.go: an answer as a line
//  4. ledger.go, readback.go, keyset.go, lock_*.go: the file of answers, safe from being
//     killed; reparse.go: its texts read anew
//  5. study.go: what was really asked, for those who read the answers
//  6. run.go, asking.go, dialogue.go, counts.go: asking everything once
//  7. gate.go, pace.go, tries.go: not more at a time than the server bears
//  8. prices.go, estimate.go, floor.go, progress.go: money, time, chance
//  9. replicate.go: does a deterministic server repeat itself
//  10. texts.go, readings.go, echoes.go, agreement.go: a study's texts read by a model,
//     and how far that agrees with the rules
//  11. batchexport.go, batchimport.go: the same through a provider's batch files
package collect
