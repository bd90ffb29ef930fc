package datasets

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// FetchOptions say where a public data set comes from and goes to. The zero value
// takes it from GitHub, through the proxy that the environment names, into the
// user's cache.
type FetchOptions struct {
	Dir      string                  // folder to keep data sets in; the user's cache when empty
	BaseURL  string                  // of archives; https://codeload.github.com when empty
	Client   *http.Client            // http.DefaultClient when nil
	Progress func(done, total int64) // bytes downloaded; total is 0 when unknown
}

// Fetch downloads a data set of the Registry unless it is there already, checks
// every file by its sha256, and returns the folder to open. A download that was
// cut off goes on where it stopped; nothing unchecked is left under a final name.
func Fetch(ctx context.Context, name string, o FetchOptions) (string, error) {
	i := slices.IndexFunc(Registry(), func(s Source) bool { return s.Name == name })
	if i < 0 {
		var known []string
		for _, s := range Registry() {
			known = append(known, s.Name)
		}
		return "", fmt.Errorf("unknown data set %q; known are %s", name, strings.Join(known, ", "))
	}
	return fetch(ctx, &Registry()[i], o)
}

func fetch(ctx context.Context, s *Source, o FetchOptions) (string, error) {
	kept, err := s.folder(o)
	if err != nil {
		return "", err
	}
	if o.BaseURL == "" {
		o.BaseURL = "https://codeload.github.com"
	}
	if o.Client == nil {
		o.Client = http.DefaultClient
	}
	data := filepath.Join(kept, filepath.FromSlash(s.Data))
	if s.check(kept) == nil {
		return data, nil
	}
	if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
		return "", err
	}
	part := kept + ".tar.gz.part"
	url := fmt.Sprintf("%s/%s/tar.gz/%s", strings.TrimSuffix(o.BaseURL, "/"), s.Repository, s.Revision)
	if err := download(ctx, url, part, o); err != nil {
		return "", err
	}
	if err := s.unpack(part, kept); err != nil {
		return "", errors.Join(err, os.Remove(part)) // what is there is no use: start anew next time
	}
	return data, os.Remove(part)
}

// check compares every file with its checksum.
func (s *Source) check(dir string) error {
	for _, f := range s.Files {
		got, err := readInputFile(nil, filepath.Join(dir, filepath.FromSlash(f.Path)), f.Path)
		if err != nil {
			return err
		}
		if got.SHA256 != f.SHA256 {
			return fmt.Errorf("%s: sha256 is %s, expected %s", f.Path, got.SHA256, f.SHA256)
		}
	}
	return nil
}

// download appends to what part already holds, where the server can do that.
func download(ctx context.Context, url, part string, o FetchOptions) error {
	file, err := os.OpenFile(part, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	have, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	res, err := o.Client.Do(req)
	if err != nil {
		return fmt.Errorf("downloading %s: %w; check the connection or the proxy and run it again", url, err)
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusPartialContent:
	case http.StatusRequestedRangeNotSatisfiable:
		return nil // all of it is there
	case http.StatusOK:
		have = 0
		if err := file.Truncate(0); err != nil {
			return err
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return err
		}
	default:
		return fmt.Errorf("downloading %s: the server says %s", url, res.Status)
	}
	body := &countedReader{r: res.Body, done: have, progress: o.Progress}
	if res.ContentLength > 0 {
		body.total = have + res.ContentLength
	}
	if _, err := io.Copy(file, body); err != nil {
		return fmt.Errorf("downloading %s: cut off after %d bytes: %w; run it again to go on from there", url, body.done, err)
	}
	return file.Sync()
}

type countedReader struct {
	r           io.Reader
	done, total int64
	progress    func(done, total int64)
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.done += int64(n)
	if c.progress != nil {
		c.progress(c.done, c.total)
	}
	return n, err
}

// unpack takes the files needed out of the archive into a folder that gets its
// final name when all of them are right.
func (s *Source) unpack(archive, kept string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	temporary, err := os.MkdirTemp(filepath.Dir(kept), s.Name+"-*.part")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	if err := s.extract(file, temporary); err != nil {
		return err
	}
	if err := s.check(temporary); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: a file is not in the archive: %w", s.Name, err)
	} else if err != nil {
		return fmt.Errorf("%s: the download is not what was expected: %w", s.Name, err)
	}
	if err := os.Chmod(temporary, 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(kept); err != nil {
		return err
	}
	return os.Rename(temporary, kept)
}

func (s *Source) extract(r io.Reader, dir string) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("%s: the download is no archive: %w; run it again", s.Name, err)
	}
	want := map[string]SourceFile{}
	for _, f := range s.Files {
		want[f.Path] = f
	}
	t := tar.NewReader(z)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: the archive is cut off or broken: %w; run it again", s.Name, err)
		}
		// The archive puts everything in one folder. Only listed paths are written,
		// so that no name in it can lead out of dir.
		_, path, _ := strings.Cut(h.Name, "/")
		f, ok := want[path]
		if !ok || h.Typeflag != tar.TypeReg {
			continue
		}
		if err := writeChecked(filepath.Join(dir, filepath.FromSlash(f.Path)), t, f); err != nil {
			return err
		}
	}
}

func writeChecked(path string, r io.Reader, f SourceFile) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), io.LimitReader(r, f.Size+1))
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != f.SHA256 {
		return fmt.Errorf("%s: sha256 is %s, expected %s: nothing of the download is kept", f.Path, got, f.SHA256)
	}
	return nil
}
