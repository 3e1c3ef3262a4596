package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/web/webtest"
)

const riskAddress = "/projects/railway/risk"

func TestRiskSound(t *testing.T) {
	s := corridorSite(t)
	for _, query := range []string{"", "?width=150", "?rho=0.5&cap=150&confidence=90&seed=7", "?estimate=study-2025", "?scenario=works-a-year-later"} {
		for _, code := range ownProjects {
			for _, language := range []string{"en", "sq"} {
				at := projectURL(code, "risk") + query
				if language == "sq" {
					at = strings.ReplaceAll(at, "0.5", "0,5")
				}
				if code != "railway" && query != "" {
					continue
				}
				p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
				webtest.Check(t, p)
				if p.Status != http.StatusOK {
					t.Errorf("%s in %s: %d", p.Address, language, p.Status)
				}
			}
		}
	}
}
