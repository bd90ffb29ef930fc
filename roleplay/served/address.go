package served

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// completions is the path that is asked, below the base URL.
const completions = "/chat/completions"

// address checks a base URL and gives the URL that is asked. A key travels in a
// header, so that a host other than this machine is asked over TLS alone.
func address(base string, insecure bool) (*url.URL, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("the base URL cannot be read; it needs the form https://host/v1")
	}
	switch {
	case u.User != nil:
		return nil, fmt.Errorf("the base URL for %s holds a name or password; give the key in an environment variable or a file", u.Host)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, fmt.Errorf("the base URL needs the form https://host/v1")
	case u.Scheme == "http" && !insecure && !loopback(u.Hostname()):
		return nil, fmt.Errorf("%s would be asked without TLS, key and answers readable on the way; use https, or say --insecure", u.Host)
	}
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), completions) + completions
	u.RawPath, u.Fragment = "", ""
	return u, nil
}

// Public is a base URL as it may be written down: without name, password, query.
func Public(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
