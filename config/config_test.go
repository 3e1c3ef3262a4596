package config

import (
	"strings"
	"testing"
)

// A service that others reach does so safely and under a name; each refusal
// names the flag.
func TestReach(t *testing.T) {
	const here, everywhere = "127.0.0.1:8080", "0.0.0.0:8443"
	own := []string{"korridor.example"}
	tls := Reach{TLSCert: "cert.pem", TLSKey: "key.pem", Hosts: own}
	proxy := Reach{BehindProxy: true, TrustedProxies: []string{"10.0.0.7", " 10.1.0.0/16"}, Hosts: own}
	with := func(r Reach, change func(*Reach)) Reach { change(&r); return r }
	for _, c := range []struct {
		reach   Reach
		listen  string
		refused string
	}{
		{Reach{}, here, ""},
		{Reach{}, "[::1]:0", ""},
		{Reach{}, "localhost:0", ""},
		{Reach{}, "[::ffff:127.0.0.1]:0", ""},
		{Reach{Hosts: own}, here, ""},
		{tls, here, ""},
		{tls, everywhere, ""},
		{tls, ":443", ""},
		{proxy, here, ""},
		{proxy, everywhere, ""},
		{with(tls, func(r *Reach) { r.Hosts = nil }), here, ""},
		{with(tls, func(r *Reach) { r.Hosts = []string{"2001:db8::1", "KORRIDOR-1.example", "10.0.0.1"} }), everywhere, ""},
		{Reach{Hosts: own}, everywhere, "--tls-cert"},
		{Reach{Hosts: own}, ":80", "--behind-proxy"},
		{Reach{Hosts: own}, "korridor.example:80", "--listen"},
		{with(tls, func(r *Reach) { r.TLSKey = "" }), here, "--tls-key"},
		{with(tls, func(r *Reach) { r.TLSCert = "" }), here, "--tls-cert"},
		{with(tls, func(r *Reach) { r.Hosts = nil }), everywhere, "--host"},
		{with(proxy, func(r *Reach) { r.Hosts = nil }), here, "--host"},
		{with(proxy, func(r *Reach) { r.TrustedProxies = nil }), here, "--trusted-proxy"},
		{with(proxy, func(r *Reach) { r.TrustedProxies = []string{"10.0.0.0/33"} }), here, "--trusted-proxy"},
		{with(proxy, func(r *Reach) { r.TrustedProxies = []string{"0.0.0.0/0"} }), here, "trusts everybody"},
	} {
		err := c.reach.Validate(Listen{c.listen})
		if (err == nil) != (c.refused == "") || err != nil && !strings.Contains(err.Error(), c.refused) {
			t.Errorf("%+v at %s: %v, want %q", c.reach, c.listen, err, c.refused)
		}
	}
	for _, host := range []string{"", "https://a", "a:80", "a b", "a/b", ".a", "a.", "ë.al", "*.a", strings.Repeat("a", 254)} {
		if err := with(tls, func(r *Reach) { r.Hosts = []string{host} }).Validate(Listen{here}); err == nil || !strings.Contains(err.Error(), "--host") {
			t.Errorf("the host %q: %v", host, err)
		}
	}
}

// The proxies are trusted only where there is said to be one.
func TestProxies(t *testing.T) {
	r := Reach{TrustedProxies: []string{"10.0.0.7", "10.1.2.3/16", "::1"}}
	if got, err := r.Proxies(); err != nil || got != nil {
		t.Errorf("%v, %v", got, err)
	}
	r.BehindProxy = true
	got, err := r.Proxies()
	if err != nil || len(got) != 3 || got[0].String() != "10.0.0.7/32" || got[1].String() != "10.1.0.0/16" || got[2].String() != "::1/128" {
		t.Errorf("%v, %v", got, err)
	}
}
