package roleplay

import "inertia/datasets"

// Bundled is the study that comes with the program. Every reference respondent was
// asked the MFQ-30 under 200 personas for each of three seeds and 30 times without a
// persona, with the options in order and in reverse; these answers are simulated,
// drawn anew each time and always the same. Beside them stand the answers of real
// models to the same items under the first personas of the first seed
// (datasets.Studies).
func Bundled() (*datasets.Dataset, error) {
	simulated, err := Simulate(DefaultSimulateOptions())
	if err != nil {
		return nil, err
	}
	parts := []*datasets.Dataset{simulated}
	for _, name := range datasets.Studies() {
		ds, err := datasets.BundledStudy(name, datasets.Options{})
		if err != nil {
			return nil, err
		}
		parts = append(parts, ds)
	}
	return datasets.Join("bundled study", parts...)
}
