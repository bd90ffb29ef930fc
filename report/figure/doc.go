// Package figure draws the figures of a report for print.
//
// In flow what analysis made: estimates, a matrix, shares, counts. Out flows a
// Figure, which draws itself on a canvas and writes itself as SVG, PNG or PDF,
// the same bytes each time.
//
// Read fonts.go and style.go (faces, colours, sizes), sheet.go (the paper, which
// remembers where words stand), ink.go (drawing), saying.go (marks, and estimates as
// package numbers writes them), page.go, legend.go and colourbar.go (title, legend and
// notes around the picture), axes.go and panels.go (scales), export.go and raster.go (files) and then one file a figure type:
// heatmap.go, profile.go, shares.go, inertiadistance.go, spread.go,
// seedscatter.go, itemcounts.go, forest.go, dumbbells.go and dumbbellpanels.go,
// against.go, variancebars.go, missingmap.go, attributemap.go, valuecircle.go,
// planningcurve.go. Each turns its input into a small data value first, which is what
// its tests look at, and then draws that.
//
// No difference rests on colour alone: series differ in shape, maps in lightness, so
// that a grey copy and the colour-blind tell them apart.
//
// A value that is NaN or infinite is never drawn at a place it does not have:
// a grey cross or a note says that it is left out.
package figure
