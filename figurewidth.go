package main

import (
	"strconv"

	"inertia/report/figure"
)

// Widths that a figure can be laid out for, in cm.
const (
	leastFigureWidth = 5
	mostFigureWidth  = 50
)

// widthOfFigures reads --figure-width as millimetres; 0 leaves it to each figure.
func widthOfFigures(s string) (float64, error) {
	switch s {
	case "auto":
		return 0, nil
	case "single":
		return figure.SingleColumn, nil
	case "double":
		return figure.DoubleColumn, nil
	}
	cm, err := strconv.ParseFloat(s, 64)
	if err != nil || !(cm >= leastFigureWidth && cm <= mostFigureWidth) {
		return 0, usagef("--figure-width %s: give auto, single, double or a number of centimetres from %d to %d", s, leastFigureWidth, mostFigureWidth)
	}
	return cm * 10, nil
}
