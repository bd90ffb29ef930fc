// Package datasets holds what was asked and what was answered.
//
// What flows in: files of answers in one of four layouts (long, tally,
// nutcracker, moral-susceptibility), instruments as data files, persona tables.
// What flows out: a [Dataset] that streams [Response] values, one answer each,
// and the tables needed to read them ([Instrument], [Personas]).
//
// Read the files in this order:
//
//  1. instrument.go: Instrument, Item, Scoring, Dimension; instruments.go,
//     readinstrument.go, wording.go: where they come from
//  2. persona.go, personasfile.go: Persona and its attributes
//  3. response.go: Response, the reasons for a missing answer; batch.go: many of them,
//     as they are counted; expectedcounts.go: answers that count by probabilities
//  4. dataset.go: Dataset, a streamed set of answers, and what was set aside; join.go,
//     compare.go: several as one
//  5. open.go: layout detection and Open; inputfile.go, compress.go, pipe.go,
//     progress.go: bytes of whatever origin
//  6. the long layout: long.go, longfile.go, longcolumns.go, longrow.go, interned.go,
//     longreader.go, duplicates.go; longsplit.go, longchunks.go: on all cores;
//     csvrecord.go, longcsv.go, longplain.go: CSV; longjsonl.go, jsonmembers.go: JSON
//     lines; longparquet*.go, parquet*.go: Parquet, read and written
//  7. other layouts: nutcracker*.go, moralsusceptibility*.go; readings.go,
//     replication.go: what lies beside a collected study
//  8. tablewriter.go, longwriter.go, tally.go: writing; tallysql.go, tallyquery*.go: the query that counts elsewhere
//  9. published.go, registry.go, fetch.go, kept.go, studies.go, norms.go: what others
//     published, and what comes with the program
//
// Nothing here computes a statistic, and nothing here imports another package
// of the project.
package datasets
