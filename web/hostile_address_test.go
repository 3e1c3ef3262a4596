package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/web/webtest"
)

// No parameter of an address, however large, negative or strange, makes a page
// fail: it is answered, or refused as what it is. Each is sent alone, since the
// first one that is refused would hide the others; the values take turns.
func TestHostileParameters(t *testing.T) {
	s := freshSite(t, true)
	places := s.places(t)
	s.runs.iterations = 100
	var routes []gin.RouteInfo
	s.engine(func(e *gin.Engine) { s.routes(e); routes = e.Routes() })
	values := []string{"9223372036854775807", "-9223372036854775808", "NaN", "1e309", "\xff\x00", "9999-12-31", "2147483648"}
	sent := 0
	for _, route := range routes {
		if route.Method != http.MethodGet {
			continue
		}
		at := places.fill(t, route.Path)
		for _, name := range []string{"page", "before", "since", "record", "proposal", "from", "as_of", "estimate", "part"} {
			s.runs.all = nil // others' simulations are not to be waited for
			value := values[sent%len(values)]
			sent++
			p := webtest.Get(t, s.Handler(), at+"?"+url.Values{name: {value}}.Encode())
			if p.Status >= http.StatusInternalServerError {
				t.Errorf("%s with %s=%q: %d", at, name, value, p.Status)
			}
		}
	}
}
