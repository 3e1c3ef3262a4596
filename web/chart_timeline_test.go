package web

import (
	"strings"
	"testing"

	"korridor/web/webtest"
)

// Each end of a bar says for itself whether it is assumed: what somebody
// published is not called an assumption because its neighbour is one.
func TestBarsSayWhichDateIsAssumed(t *testing.T) {
	s := corridorSite(t)
	for at, wants := range map[string][]string{
		"/projects/highway/timeline": {"Oct 2006 (assumed) – 22 Oct 2010"},
		"/projects/railway/timeline": {"1 Jan 2026 – 30 Jun 2028 (both assumed)"},
	} {
		p := webtest.Get(t, s.Handler(), at)
		say(t, at+": the table", p.One(".chart-table"), wants...)
		for _, want := range wants {
			if n := strings.Count(p.Body, want); n < 3 {
				t.Errorf("%s says %q %d times: in the reading, the description and the table", at, want, n)
			}
		}
		if strings.Contains(p.Body, "22 Oct 2010 (assumed)") {
			t.Errorf("%s calls a published finish assumed", at)
		}
	}
}
