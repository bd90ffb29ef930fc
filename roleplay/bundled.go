package roleplay

import "inertia/datasets"

// Bundled is the study that comes with the program: every reference respondent,
// asked the MFQ-30 under 200 personas for each of three seeds and 30 times
// without a persona, with the options in order and in reverse. Its answers are
// drawn anew each time and are always the same. Answers of a real model will join
// them here.
func Bundled() (*datasets.Dataset, error) {
	ds, err := Simulate(DefaultSimulateOptions())
	if err != nil {
		return nil, err
	}
	ds.Name = "bundled study of reference respondents"
	return ds, nil
}
