package collect

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"inertia/datasets"
	"inertia/datasets/wholefile"
)

// Reparsed says what reading a study's texts anew has changed.
type Reparsed struct {
	Answers int
	Changed int
	// Table counts former readings (rows) by new ones (columns): options 1..K, then
	// missing.
	Table [][]int
	// Examples are the first changes.
	Examples []string
}

// shownExamples is how many changes are named.
const shownExamples = 10

// Reparse reads every text of a study again, without asking again. Texts stay as
// they are; of a line whose reading changes, only option and missing do. The new
// file takes the place of the old one when it is whole; nothing is written when
// nothing changes or dry is set.
func Reparse(dir string, read Reading, dry bool) (*Reparsed, error) {
	study, err := readStudyThere(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, LedgerName)
	lock, err := openLocked(path)
	if errors.Is(err, errLocked) {
		return nil, fmt.Errorf("%s: another process writes to it; wait for its end", path)
	}
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	p := &reparser{study: study, read: read, path: path, out: &Reparsed{}}
	copyAll := func(w io.Writer) error { return p.lines(lock, w) }
	if err := copyAll(io.Discard); err != nil || dry || p.out.Changed == 0 {
		return p.out, err
	}
	if _, err := lock.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	p.out = &Reparsed{}
	return p.out, wholefile.Write(path, copyAll)
}

// readStudyThere reads the study of a folder that has to hold one.
func readStudyThere(dir string) (*Study, error) {
	if st, err := os.Stat(dir); err == nil && !st.IsDir() {
		return nil, fmt.Errorf("%s: a file, and needs the folder of a study that inertia collect asked; inertia convert --read-texts reads the texts of a file", dir)
	}
	study, err := ReadStudy(dir)
	if err == nil && study == nil {
		err = fmt.Errorf("%s: no %s: name the folder of a study that inertia collect asked", dir, StudyName)
	}
	return study, err
}

// reparser goes through a ledger.
type reparser struct {
	study *Study
	read  Reading
	path  string
	out   *Reparsed
}

func (p *reparser) lines(from io.Reader, to io.Writer) error {
	body, w := bufio.NewReaderSize(from, 1<<18), bufio.NewWriterSize(to, 1<<18)
	for n := 1; ; n++ {
		line, err := body.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			return w.Flush()
		}
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s:%d: %w", p.path, n, err)
		}
		changed, lineErr := p.line(line)
		if lineErr != nil {
			return fmt.Errorf("%s:%d: %w", p.path, n, lineErr)
		}
		if _, err := w.Write(changed); err != nil {
			return err
		}
	}
}

// answered is what of a line is needed to read it again.
type answered struct {
	Item, Shown, Text, Missing string
	Option                     *int
}

func (p *reparser) line(line []byte) ([]byte, error) {
	var a answered
	if err := json.Unmarshal(line, &a); err != nil {
		return nil, fmt.Errorf("a line that is cut off or no answer (%w); run inertia collect again, which mends it", err)
	}
	had := 0
	if a.Option != nil {
		had = *a.Option
	}
	missing := datasets.Missing(a.Missing)
	option := had
	if missing != datasets.Truncated && missing != datasets.Transport && (a.Text != "" || missing != datasets.Refusal) {
		_, labels, shown, err := p.study.shown(a.Item, a.Shown)
		if err != nil {
			return nil, err
		}
		var place int
		if place, missing = p.read(unwrapped(a.Text), labels); place > 0 && place <= len(shown) {
			option, missing = shown[place-1], datasets.Answered
		} else if option = 0; missing == datasets.Answered {
			missing = datasets.Unparsed
		}
		p.count(had, option, len(shown))
	}
	p.out.Answers++
	if option == had && string(missing) == a.Missing {
		return line, nil
	}
	p.out.Changed++
	if len(p.out.Examples) < shownExamples {
		p.out.Examples = append(p.out.Examples, fmt.Sprintf("%s: %s to %s: %q", a.Item, readingWord(had, a.Missing), readingWord(option, string(missing)), shortened(a.Text)))
	}
	return withReading(line, option, missing)
}

// shown finds the questionnaire of an item and the labels in the order in which a line
// says that they were shown.
func (s *Study) shown(itemID, order string) (instrument string, labels []string, shown []int, err error) {
	for _, in := range s.Instruments {
		item, ok := in.Item(itemID)
		if !ok {
			continue
		}
		all := in.Labels(item)
		for field := range strings.FieldsSeq(order) {
			option, err := strconv.Atoi(field)
			if err != nil || option < 1 || option > len(all) {
				return "", nil, nil, fmt.Errorf("shown %q: no options of %s", order, itemID)
			}
			labels, shown = append(labels, all[option-1]), append(shown, option)
		}
		return in.ID, labels, shown, nil
	}
	return "", nil, nil, fmt.Errorf("item %q is in no questionnaire of %s", itemID, StudyName)
}

func (p *reparser) count(had, option, options int) {
	for len(p.out.Table) <= options {
		p.out.Table = append(p.out.Table, make([]int, options+1))
	}
	last := func(k int) int {
		if k == 0 || k > options {
			return options
		}
		return k - 1
	}
	p.out.Table[last(had)][last(option)]++
}

// withReading puts another option and reason into a line; quotes inside its texts
// are escaped, so that the names below stand only where they are names.
func withReading(line []byte, option int, missing datasets.Missing) ([]byte, error) {
	shown := bytes.Index(line, []byte(`,"shown":"`))
	if shown < 0 {
		return nil, errors.New("the line does not say how options were shown")
	}
	from := bytes.Index(line[shown:], []byte(`,"option":`))
	to := bytes.Index(line[shown:], []byte(`,"text":`))
	if from < 0 || to < from {
		return nil, errors.New("the line has no option before its text")
	}
	out := bytes.Clone(line[:shown+from])
	out = appendText(appendWhole(out, "option", option, false), "missing", string(missing))
	return append(out, line[shown+to:]...), nil
}

func readingWord(option int, missing string) string {
	if option > 0 {
		return "option " + strconv.Itoa(option)
	}
	return missing
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
