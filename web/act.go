package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/web/form"
	"korridor/web/locale"
)

// reasonField is the field of every form in which people say why.
const reasonField = "reason"

// reasonProblems says what is wrong with the reason of an act, for a form that
// is refused for other things before the planner is asked.
func reasonProblems(l *locale.Locale, act planner.Act, c planner.Command) []string {
	var says []string
	for _, field := range faultFields(act.Check(c)) {
		if field.Name == reasonField {
			says = append(says, l.Message(field.Message))
		}
	}
	return says
}

// draftField is sent by the button that keeps a change as a draft.
const draftField = "as_draft"

// act returns who makes a change, with the reason that they gave, and whether they
// only keep a draft of it.
func (s *Server) act(c *gin.Context, reason string) planner.Act {
	replaces, _ := form.ID(c.Query(proposalParameter))
	act := planner.Act{Reason: strings.TrimSpace(reason),
		Draft: c.Request.PostForm.Has(draftField), Replaces: replaces}
	if person := access.Of(c.Request.Context()); person != nil {
		act.Actor = person.Name
	}
	return act
}

// posted returns what a form sent, or answers with the error page.
func (s *Server) posted(c *gin.Context) (values url.Values, ok bool) {
	if err := c.Request.ParseForm(); err != nil {
		if statusOf(err) == http.StatusInternalServerError { // no body of a form
			s.failStatus(c.Writer, c.Request, http.StatusUnprocessableEntity)
			return nil, false
		}
		return nil, !s.failed(c, err)
	}
	return c.Request.PostForm, true
}

// sentByScript is the header with which forms.js sends a form: the answer to a
// success is then the address to go to, for the script to follow.
const sentByScript = "X-Korridor-Form"

// done answers a form that was accepted: it leads to the page of the address,
// which says what was done (see flash).
func (s *Server) done(c *gin.Context, to, key string) {
	s.flash(c, key)
	if c.GetHeader(sentByScript) != "" {
		h := c.Writer.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("Location", to)
		c.Status(http.StatusNoContent)
		c.Writer.WriteHeaderNow()
		return
	}
	u, err := url.Parse(to)
	if s.failed(c, err) {
		return
	}
	redirect(c.Writer, c.Request, u, http.StatusSeeOther)
}
