// Package datasets holds what was asked and what was answered.
//
// What flows in: files of answers in one of three layouts (long, nutcracker,
// moral-susceptibility), instruments as data files, persona tables.
// What flows out: a [Dataset] that streams [Response] values, one answer each,
// and the tables needed to read them ([Instrument], [Personas]).
//
// Read the files in this order:
//
//  1. instrument.go: Instrument, Item, Scoring, Dimension
//  2. persona.go: Persona and its attributes
//  3. response.go: Response, the reasons for a missing answer
//  4. dataset.go: Dataset, a streamed set of answers, and what was set aside
//  5. open.go: layout detection and Open
//  6. a file or more a layout: long*.go, nutcracker*.go, moralsusceptibility*.go;
//     duplicates.go, personasfile.go, compress.go beside them
//  7. longwriter.go, atomicfile.go: writing
//  8. instruments.go, readinstrument.go, wording.go: questionnaires
//  9. published.go, registry.go, fetch.go: what others published
//
// Nothing here computes a statistic, and nothing here imports another package
// of the project.
package datasets
