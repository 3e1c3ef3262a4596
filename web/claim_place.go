package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/record"
	"korridor/web/form"
)

// claimPlaced leads from the short address of a claim's form, which figures on
// all pages know, to the one under the project that it belongs to.
func (s *Server) claimPlaced(c *gin.Context) {
	if c.Param("code") != "" {
		return // it is the one under the project
	}
	of := c.Param("id")
	if of == "" {
		of = c.Query("of")
	}
	id, _ := form.ID(of)
	_, code, err := s.planner.Place(c.Request.Context(), id)
	if s.failed(c, err) || code == "" {
		return // of no project: the form stands at this address
	}
	c.Abort()
	redirect(c.Writer, c.Request, &url.URL{Path: "/projects/" + code + c.Request.URL.Path, RawQuery: c.Request.URL.RawQuery}, http.StatusSeeOther)
}

// addClaimURL is the address of the form that adds a claim about a figure.
func addClaimURL(id record.ID, field string) string {
	return "/claims/new" + claimQuery(id, field)
}

// claimQuery names a figure in the address of that form.
func claimQuery(id record.ID, field string) string {
	return "?" + url.Values{"of": {idText(id)}, "field": {field}}.Encode()
}

// claimFormURL is the address of a form about a claim: "edit", "choose".
func claimFormURL(id record.ID, form string) string {
	return address([]string{"claims", idText(id), form})
}
