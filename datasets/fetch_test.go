package datasets

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// archive packs files as GitHub does, in a folder of their own.
func archive(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for name, text := range files {
		if err := w.WriteHeader(&tar.Header{Name: "repo-1234567/" + name, Size: int64(len(text)), Mode: 0o644, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sourceOf(files map[string]string) *Source {
	s := &Source{Name: "test-2026", Repository: "owner/repo", Revision: "1234567890", Data: "data"}
	for path, text := range files {
		h := sha256.Sum256([]byte(text))
		s.Files = append(s.Files, SourceFile{path, hex.EncodeToString(h[:]), int64(len(text))})
	}
	return s
}

var someFiles = map[string]string{"data/a.csv": strings.Repeat("persona,item,option\n", 2000), "data/b.csv": "persona\n"}

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func TestFetchKeepsWhatIsNeeded(t *testing.T) {
	packed := archive(t, map[string]string{"data/a.csv": someFiles["data/a.csv"], "data/b.csv": someFiles["data/b.csv"], "README.md": "no", "../evil": "no"})
	asked := 0
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path != "/owner/repo/tar.gz/1234567890" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(packed))
	})
	dir := t.TempDir()
	for range 2 { // the second time nothing is asked
		got, err := fetch(context.Background(), sourceOf(someFiles), FetchOptions{Dir: dir, BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		if got != filepath.Join(dir, "test-2026-1234567", "data") {
			t.Errorf("kept in %s", got)
		}
	}
	if asked != 1 {
		t.Errorf("%d requests, want 1", asked)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Stat(filepath.Join(dir, "test-2026-1234567", "README.md")); err == nil {
		t.Error("a file that is not needed was kept")
	}
}

func TestFetchGoesOnWhereItWasCutOff(t *testing.T) {
	packed := archive(t, someFiles)
	cut, ranges := true, 0
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if cut {
			w.Header().Set("Content-Length", "999999")
			w.Write(packed[:len(packed)/2])
			return
		}
		if r.Header.Get("Range") != "" {
			ranges++
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(packed))
	})
	dir := t.TempDir()
	if _, err := fetch(context.Background(), sourceOf(someFiles), FetchOptions{Dir: dir, BaseURL: base}); err == nil || !strings.Contains(err.Error(), "run it again") {
		t.Fatalf("error %v does not say what to do", err)
	}
	cut = false
	if _, err := fetch(context.Background(), sourceOf(someFiles), FetchOptions{Dir: dir, BaseURL: base}); err != nil {
		t.Fatal(err)
	}
	if ranges != 1 {
		t.Errorf("%d requests for the rest, want 1", ranges)
	}
}

func TestFetchRefuses(t *testing.T) {
	for _, c := range []struct {
		name, want string
		serve      http.HandlerFunc
	}{
		{"a changed file", "sha256", func(w http.ResponseWriter, r *http.Request) {
			w.Write(archive(t, map[string]string{"data/a.csv": "other", "data/b.csv": someFiles["data/b.csv"]}))
		}},
		{"a lacking file", "not in the archive", func(w http.ResponseWriter, r *http.Request) {
			w.Write(archive(t, map[string]string{"data/b.csv": someFiles["data/b.csv"]}))
		}},
		{"no archive", "no archive", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("<html>")) }},
		{"not found", "404", http.NotFound},
	} {
		dir := t.TempDir()
		if _, err := fetch(context.Background(), sourceOf(someFiles), FetchOptions{Dir: dir, BaseURL: serve(t, c.serve)}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v does not say %q", c.name, err, c.want)
		}
		if _, err := os.Stat(filepath.Join(dir, "test-2026-1234567")); err == nil {
			t.Errorf("%s: something is left under the final name", c.name)
		}
	}
}

func TestFetchBehindAProxy(t *testing.T) {
	packed, through := archive(t, someFiles), 0
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		through++
		if r.URL.Host != "archives.invalid" {
			t.Errorf("the proxy was asked for host %q", r.URL.Host)
		}
		w.Write(packed)
	})
	at, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(at)}}
	if _, err := fetch(context.Background(), sourceOf(someFiles), FetchOptions{Dir: t.TempDir(), BaseURL: "http://archives.invalid", Client: client}); err != nil {
		t.Fatal(err)
	}
	if through != 1 {
		t.Errorf("%d requests through the proxy, want 1", through)
	}
	if http.DefaultTransport.(*http.Transport).Proxy == nil {
		t.Error("the default client does not ask the environment for a proxy")
	}
}

func TestFetchCanBeInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fetch(ctx, sourceOf(someFiles), FetchOptions{Dir: t.TempDir(), BaseURL: serve(t, http.NotFound)}); err == nil {
		t.Error("no error after an interrupt")
	}
}

func TestRegistryIsWellFormed(t *testing.T) {
	for _, s := range Registry() {
		if len(s.Files) == 0 || len(s.Revision) != 40 {
			t.Errorf("%s: %d files, revision %q", s.Name, len(s.Files), s.Revision)
		}
		for _, f := range s.Files {
			if len(f.SHA256) != 64 || f.Size <= 0 || !strings.HasPrefix(f.Path, s.Data+"/") || strings.Contains(f.Path, "..") {
				t.Errorf("%s: %+v", s.Name, f)
			}
		}
	}
	if _, err := Fetch(context.Background(), "nobody-1999", FetchOptions{}); err == nil || !strings.Contains(err.Error(), "lee-2026") {
		t.Errorf("error %v does not name the known data sets", err)
	}
}
