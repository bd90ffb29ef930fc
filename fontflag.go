package main

import (
	"fmt"
	"os"
	"path/filepath"

	"inertia/report"
	"inertia/report/lettering"
)

// otherFont reads the font of --font into the options; none when no file is named.
func otherFont(file string, o *report.Options) error {
	if file == "" {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("--font: %w", err)
	}
	if o.Font, err = lettering.Parse(data); err != nil {
		return fmt.Errorf("--font %s: %w", file, err)
	}
	o.FontFile, err = report.DescribeFile(filepath.Dir(file), filepath.Base(file))
	return err
}
