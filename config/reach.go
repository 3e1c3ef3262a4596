package config

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// Reach says how others than this machine reach the service: by TLS, or by a
// proxy that speaks it, and under which names.
type Reach struct {
	TLSCert        string   `name:"tls-cert" help:"Certificate, with its chain, as PEM: the service speaks https. A file that changes is read anew." placeholder:"FILE"`
	TLSKey         string   `name:"tls-key" help:"Private key of the certificate, as PEM." placeholder:"FILE"`
	BehindProxy    bool     `help:"The service is reached through a proxy, which speaks https; who comes past it is refused."`
	TrustedProxies []string `name:"trusted-proxy" help:"Addresses that the proxy asks from; may be repeated." default:"127.0.0.0/8,::1/128" placeholder:"CIDR"`
	ProxyHeaders   string   `help:"Headers in which the proxy names its clients: X-Forwarded-For, -Proto and -Host, or Forwarded. Only these are read." enum:"x-forwarded,forwarded" default:"x-forwarded"`
	Hosts          []string `name:"host" help:"Name under which the service is reached; may be repeated. Other names are refused, but for localhost." placeholder:"NAME"`
}

// Validate checks each part, and that the address, where it is reached by
// others, is reached safely and under a name.
func (r Reach) Validate(l Listen) error {
	if (r.TLSCert == "") != (r.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key belong together: name both files, or none")
	}
	if _, err := r.Proxies(); err != nil {
		return err
	}
	for _, host := range r.Hosts {
		if err := validHost(host); err != nil {
			return err
		}
	}
	isSafe := r.TLS() || r.BehindProxy
	switch {
	case !l.Loopback() && !isSafe:
		return fmt.Errorf("--listen %q reaches beyond this machine, where passwords must not travel openly: name a certificate with --tls-cert and --tls-key, or say --behind-proxy where a proxy speaks https", l.Address)
	case (!l.Loopback() || r.BehindProxy) && len(r.Hosts) == 0:
		return errors.New("--host is missing: say under which name browsers reach the service, such as --host korridor.example; under others it does not answer")
	}
	return nil
}

// TLS reports whether the service itself speaks https.
func (r Reach) TLS() bool { return r.TLSCert != "" }

// Proxies returns the addresses whose word about a request is taken: none
// without BehindProxy. Validate gives its error.
func (r Reach) Proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range r.TrustedProxies {
		p, err := prefixOf(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("--trusted-proxy %q is no address or range: write 10.0.0.7 or 10.0.0.0/24", text)
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("--trusted-proxy %q trusts everybody: name the proxy's own addresses", text)
		}
		all = append(all, p)
	}
	switch {
	case !r.BehindProxy:
		return nil, nil
	case len(all) == 0:
		return nil, errors.New("--trusted-proxy is empty: with --behind-proxy, name the proxy's addresses")
	}
	return all, nil
}

// prefixOf reads a range of addresses, or one address.
func prefixOf(text string) (netip.Prefix, error) {
	if strings.Contains(text, "/") {
		p, err := netip.ParsePrefix(text)
		return p.Masked(), err
	}
	a, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(a, a.BitLen()), nil
}

// validHost refuses what is not the bare name or address of a host.
func validHost(host string) error {
	if _, err := netip.ParseAddr(host); err == nil {
		return nil
	}
	isName := host != "" && len(host) <= 253 && !strings.HasPrefix(host, ".") && !strings.HasSuffix(host, ".")
	for _, r := range strings.ToLower(host) {
		isName = isName && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	}
	if !isName {
		return fmt.Errorf("--host %q is not the name of a host: write it without https:// and without a port, in ASCII, such as korridor.example", host)
	}
	return nil
}
