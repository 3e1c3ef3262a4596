package web

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// ownHost refuses requests for another host than this machine itself: a page of
// another site, whose name its owner lets point here, could read the record as
// if it were its own (DNS rebinding). The answer is text, since a page under
// that name would have no style sheet either.
func (s *Server) ownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isThisMachine(r.Host) {
			next.ServeHTTP(w, r)
			return
		}
		visitOf(r).language = s.chosenLanguage(r)
		s.log.Warn("request for another host refused", "request", visitOf(r).id, "host", r.Host)
		s.plain(w, http.StatusMisdirectedRequest, s.failureText(r, failure{Status: http.StatusMisdirectedRequest, Words: "421"}))
	})
}

// isThisMachine reports whether the host, with or without a port, is localhost
// or an address of the loopback interface.
func isThisMachine(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.Unmap().IsLoopback()
}
