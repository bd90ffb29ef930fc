// Package analysis computes statistics of answers, and nothing else.
//
// What flows in: a datasets.Dataset, counted once by Tally. What flows out:
// Estimate values, and the same as gota frames.
//
// Read the files in this order. Pure statistics, which know nothing of a study, are
// marked (s): each can be read, tested and used alone.
//
//  1. A number: estimate.go, with everything needed to judge it.
//  2. Counts of answers: study.go, tally.go (tallier.go, sheets.go, tallyshares.go),
//     counttable.go, rowsums.go, personrows.go, order.go; cells.go gives them out again,
//     part.go takes a part, sample.go and contexts.go are what stands behind a row,
//     expected.go says what counts that are no whole numbers leave undefined.
//  3. The tidy table: measureinfo.go, options.go, measure.go, run.go, meanrow.go.
//  4. Measures over counts: (s) entropy.go, jsd.go, shares.go, floor.go, transport.go.
//  5. Measures as functions of a sum of vectors: layout.go, evaluate.go.
//  6. Resampling that sum: resample.go, sumbootstrap.go, blocksums.go, pack.go,
//     jackknife.go; (s) bootstrap.go, binomial.go, multinomial.go, random.go.
//  7. Intervals: intervalmethod.go, resampledlevel.go; (s) interval.go, quantile.go, selection.go.
//  8. Further groups, as family.go lists them:
//     susceptibility.go: robustness and susceptibility;
//     reliability.go: (s) alpha.go, omega.go, polychoric.go, icc.go, krippendorff.go;
//     variance.go, information.go: (s) variancecomponents.go, meansquares.go,
//     remldeviance.go;
//     orders.go, facets.go, optionplace.go, orderkept.go, itemposition.go: ways of
//     asking, (s) facetcomponents.go;
//     stability.go, retest.go: the same asked again;
//     permeability.go, attribute.go: what moves answers, (s) permutation.go,
//     effectsize.go;
//     contrast.go, contrastable.go, pairing.go, dimensioncontrast.go,
//     contrasttests.go, changes.go: differences;
//     structure.go: dimensions together, (s) mds.go, procrustes.go;
//     norms.go: people beside personas;
//     parsers.go, parserrows.go: readers of texts, (s) kappa.go.
//  9. What the report and the figures show beside: agreement.go, replication.go,
//     matrix.go, itemmeans.go, itemmissing.go, roleplays.go,
//     floorplan.go.
//  10. frame.go: gota, in and out.
//
// Programs beside it: coverage counts how often intervals hold the truth,
// measuredoc writes docs/measures.md.
package analysis
