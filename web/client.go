package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Proxies says whose word about a request is taken: that of the proxies between
// the browser and this service. The zero value is nobody's.
type Proxies struct {
	Trusted []netip.Prefix // the addresses that proxies have
	// Forwarded tells which headers they set: Forwarded (RFC 7239), or else
	// X-Forwarded-For, -Proto and -Host. Only one kind is read: a proxy passes the
	// other on as the browser sent it.
	Forwarded bool
}

// client is who sent a request, and how.
type client struct {
	Address netip.Addr // of the browser; not valid where it is not known
	Secure  bool       // by https, as far as the first proxy
	Host    string     // the name, with a port where one was given, under which this service was asked
	Direct  bool       // by no proxy that is trusted
}

// clientOf returns who sent the request.
func clientOf(r *http.Request) client { return visitOf(r).client }

// hop is what a proxy tells about the request that reached it.
type hop struct{ address, proto, host string }

// client works out who sent the request. Each proxy adds whom it was asked by at
// the end, so what is told is read from there, as long as the teller is trusted:
// what stands before was written by the client itself. Its address is the last
// one that is no trusted proxy.
func (p Proxies) client(r *http.Request) client {
	c := client{Address: addressOf(r.RemoteAddr), Secure: r.TLS != nil, Host: r.Host, Direct: true}
	var hops []hop
	if p.trusts(c.Address) {
		c.Direct = false
		hops = p.hops(r.Header)
	}
	for _, h := range slices.Backward(hops) {
		if h.proto != "" {
			c.Secure = strings.EqualFold(h.proto, "https")
		}
		if h.host != "" {
			c.Host = h.host
		}
		told := addressOf(h.address)
		if !told.IsValid() {
			break
		}
		if c.Address = told; !p.trusts(told) {
			break
		}
	}
	return c
}

func (p Proxies) trusts(a netip.Addr) bool {
	return a.IsValid() && slices.ContainsFunc(p.Trusted, func(t netip.Prefix) bool { return t.Contains(a) })
}

// hops returns what the proxies tell, the nearest one's word last.
func (p Proxies) hops(h http.Header) []hop {
	if p.Forwarded {
		return forwardedHops(h)
	}
	var hops []hop
	for _, address := range listed(h, "X-Forwarded-For") {
		hops = append(hops, hop{address: address})
	}
	// Of the protocol and the host there may be one each, the first proxy's word,
	// or one for each proxy. The last one is told by who is trusted in any case.
	last := func(name string) string {
		if all := listed(h, name); len(all) > 0 {
			return all[len(all)-1]
		}
		return ""
	}
	if len(hops) == 0 {
		hops = append(hops, hop{})
	}
	nearest := &hops[len(hops)-1]
	nearest.proto, nearest.host = last("X-Forwarded-Proto"), last("X-Forwarded-Host")
	return hops
}

// forwardedHops reads the header Forwarded of RFC 7239.
func forwardedHops(h http.Header) []hop {
	var hops []hop
	for _, element := range listed(h, "Forwarded") {
		var one hop
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(pair, "=")
			value = strings.Trim(strings.TrimSpace(value), `"`)
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "for":
				one.address = value
			case "proto":
				one.proto = value
			case "host":
				one.host = value
			}
		}
		hops = append(hops, one)
	}
	return hops
}

// maxHops bounds how many proxies are listened to; the nearest ones are.
const maxHops = 32

// listed returns the members of a header that is a list.
func listed(h http.Header, name string) []string {
	all := strings.Split(strings.Join(h.Values(name), ","), ",")
	if len(all) > maxHops {
		all = all[len(all)-maxHops:]
	}
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	if len(all) == 1 && all[0] == "" {
		return nil
	}
	return all
}

// addressOf reads an address with or without a port: 192.0.2.1, 192.0.2.1:80,
// 2001:db8::1, [2001:db8::1], [2001:db8::1]:80. It is not valid where the text
// is none, such as RFC 7239's "unknown".
func addressOf(text string) netip.Addr {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// hostName returns the name in a host that may have a port.
func hostName(host string) string {
	return strings.TrimSuffix((&url.URL{Host: host}).Hostname(), ".")
}
