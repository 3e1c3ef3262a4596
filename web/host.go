package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// ownHost refuses requests for another host than this machine itself and the
// names that the service was told to be reached under: a page of another site,
// whose name its owner lets point here, could read the record as if it were its
// own (DNS rebinding). Both what the request and what a proxy names must be own,
// since a browser can be made to send either. The answer is text, since a page
// under that name would have no style sheet either.
//
// From here on the host of the request is the one that the browser asked for.
func (s *Server) ownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := clientOf(r).Host
		if s.isOwn(r.Host) && s.isOwn(asked) {
			r.Host = asked
			next.ServeHTTP(w, r)
			return
		}
		visitOf(r).language = s.chosenLanguage(r)
		s.log.Warn("request for another host refused", "request", visitOf(r).id, "host", brief(r.Host), "asked", brief(asked))
		s.plain(w, http.StatusMisdirectedRequest, s.failureText(r, failure{Status: http.StatusMisdirectedRequest, Words: "421"}))
	})
}

// isOwn reports whether the service answers as the host.
func (s *Server) isOwn(host string) bool {
	return isThisMachine(host) || slices.ContainsFunc(s.options.Hosts, func(own string) bool { return strings.EqualFold(own, hostName(host)) })
}

// isThisMachine reports whether the host, with or without a port, is localhost
// or an address of the loopback interface.
func isThisMachine(host string) bool {
	name := hostName(host)
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.Unmap().IsLoopback()
}

// byProxy refuses who comes past the proxies where there are some: what such a
// request brings would travel unprotected. This machine itself may ask, as the
// health check does.
func (s *Server) byProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := clientOf(r)
		if len(s.options.Proxies.Trusted) == 0 || !c.Direct || fromHere(r) {
			next.ServeHTTP(w, r)
			return
		}
		visitOf(r).language = s.chosenLanguage(r)
		s.log.Warn("request past the proxies refused: name their addresses with --trusted-proxy", "request", visitOf(r).id, "from", c.Address)
		s.plain(w, http.StatusForbidden, s.failureText(r, failure{Status: http.StatusForbidden, Words: "direct"}))
	})
}

// fromHere reports whether this machine itself asks, on whatever interface.
func fromHere(r *http.Request) bool {
	peer := addressOf(r.RemoteAddr)
	if own, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && addressOf(own.String()) == peer {
		return true
	}
	return peer.IsLoopback()
}
