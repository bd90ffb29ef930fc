package served

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// maxBody is the largest answer that is read. A completion with a few options is
// a few hundred bytes.
const maxBody = 1 << 20

// Options say which server is asked, and how.
type Options struct {
	BaseURL     string // such as https://api.openai.com/v1
	Key         Key
	Connections int           // kept open at a time; 64 when 0
	Timeout     time.Duration // of one request; 2 minutes when 0
	Insecure    bool          // allow a host other than this machine without TLS
}

// Client asks one server. It is safe for use by several goroutines.
type Client struct {
	url     string
	header  http.Header
	key     Key
	http    *http.Client
	timeout time.Duration
	buffers sync.Pool
}

// New makes a client; nothing is sent yet.
func New(o Options) (*Client, error) {
	u, err := address(o.BaseURL, o.Insecure)
	if err != nil {
		return nil, err
	}
	if o.Connections <= 0 {
		o.Connections = 64
	}
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Minute
	}
	header := http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json"}, "User-Agent": {"inertia"}}
	if !o.Key.None() {
		header.Set("Authorization", "Bearer "+o.Key.secret)
	}
	dialer := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}
	return &Client{url: u.String(), header: header, key: o.Key, timeout: o.Timeout,
		buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }},
		http: &http.Client{
			Transport: &http.Transport{
				Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
				MaxIdleConns: o.Connections, MaxIdleConnsPerHost: o.Connections, IdleConnTimeout: 90 * time.Second,
				TLSHandshakeTimeout: 30 * time.Second,
				// A small compressed body can be a large one; and there is little to gain.
				DisableCompression: true,
			},
			// A key follows no redirection.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}}, nil
}

// String keeps the key out of whatever prints a client.
func (c *Client) String() string { return "client of " + Public(c.url) }

// GoString implements fmt.GoStringer.
func (c *Client) GoString() string { return c.String() }

// Close gives the idle connections back.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Ask sends one request and reads its answer. The error is a *Failure, but for a
// request that cannot be encoded.
func (c *Client) Ask(ctx context.Context, r *Request) (*Reply, error) {
	raw, err := r.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return c.Post(ctx, raw)
}

// Post sends a request that is encoded already.
func (c *Client) Post(ctx context.Context, raw []byte) (*Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(raw))
	if err != nil {
		return nil, &Failure{Kind: Denied, Message: "the base URL cannot be asked"}
	}
	req.Header = c.header
	res, err := c.http.Do(req)
	if err != nil {
		return nil, c.unreached(err)
	}
	defer res.Body.Close()
	buf := c.buffers.Get().(*bytes.Buffer)
	defer c.giveBack(buf)
	if res.ContentLength > maxBody {
		return nil, &Failure{Kind: Malformed, Message: "the body is larger than an answer can be"}
	}
	n, err := buf.ReadFrom(io.LimitReader(res.Body, maxBody+1))
	if res.StatusCode != http.StatusOK {
		return nil, c.refused(res, buf.Bytes())
	}
	switch {
	case err != nil:
		return nil, c.unreached(err)
	case n > maxBody:
		return nil, &Failure{Kind: Malformed, Message: "the body is larger than an answer can be"}
	case !isJSON(res.Header.Get("Content-Type")):
		return nil, &Failure{Kind: Malformed, Message: "the body is not JSON, but " + c.line(res.Header.Get("Content-Type")) + "; is the base URL right, up to the version (.../v1)"}
	}
	reply, wrong := readReply(buf.Bytes())
	if wrong != "" {
		return nil, &Failure{Kind: Malformed, Message: c.line(wrong)}
	}
	reply.Text = c.key.scrubAnswer(reply.Text)
	return reply, nil
}

// giveBack keeps small buffers for the next answer and drops large ones.
func (c *Client) giveBack(b *bytes.Buffer) {
	if b.Cap() <= 1<<16 {
		b.Reset()
		c.buffers.Put(b)
	}
}

// refused describes an answer whose status is not 200.
func (c *Client) refused(res *http.Response, raw []byte) *Failure {
	message, code := messageOf(raw)
	if to := res.Header.Get("Location"); to != "" && res.StatusCode < 400 {
		message = "it sends elsewhere; give that address as base URL: " + Public(to)
	}
	return &Failure{Kind: kindOf(res.StatusCode, message, code), Status: res.StatusCode,
		After: retryAfter(res.Header, time.Now()), Message: c.line(message)}
}

// unreached describes an error of the way. The URL is left out: it may hold what
// is nobody's business.
func (c *Client) unreached(err error) *Failure {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return &Failure{Kind: Unreached, Message: "no answer within " + c.timeout.String()}
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return &Failure{Kind: Unreached, Message: "the connection was closed before the answer was whole"}
	}
	return &Failure{Kind: Unreached, Message: c.line(err.Error())}
}

// line makes a text fit for a message. The key goes first: clipped, it would not be
// known again.
func (c *Client) line(text string) string { return oneLine(c.key.Scrub(text)) }

// isJSON reports whether a content type is JSON; a server that names none is
// believed.
func isJSON(contentType string) bool {
	if contentType == "" || contentType == "application/json" {
		return true
	}
	t, _, err := mime.ParseMediaType(contentType)
	return err == nil && (t == "application/json" || strings.HasSuffix(t, "+json"))
}
