package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"korridor/web/form"
)

// stale shows a form again whose record somebody changed since it was opened.
// What only they changed is taken over and named; where both changed a field,
// both values are shown to choose from. Everything typed stays.
func (e *editor[T, P]) stale(s *Server, c *gin.Context, x *desk, now P, mine *form.Form, values url.Values) {
	opened, theirs := e.original(s, c, x, now, values), e.fields(x, now)
	last, err := s.planner.LastChange(c.Request.Context(), now.RecordMeta().ID)
	if s.failed(c, err) {
		return
	}
	v := newFormView(mine, e.money(now), values)
	v.Summary = &SummaryView{
		Title: x.l.T("form.stale", "who", last.Actor, "when", s.local(last.At)),
		Notes: []string{x.l.T("form.stale_do")},
	}
	if last.Reason != "" {
		v.Summary.Notes = append(v.Summary.Notes, x.l.T("form.stale_why", "reason", last.Reason))
	}
	was, is := opened.Fields(), theirs.Fields()
	for i, field := range mine.Fields() {
		shown := v.field(field.Name)
		switch {
		case slices.Equal(was[i].Values, is[i].Values), slices.Equal(field.Values, is[i].Values):
		case slices.Equal(field.Values, was[i].Values):
			field.Values, field.Problems = is[i].Values, nil
			v.Summary.Links = append(v.Summary.Links, Link{URL: "#" + shown.ID,
				Text: x.l.T("form.taken_over", "field", shown.Label, "before", orEmpty(x, was[i].Shown()), "now", orEmpty(x, is[i].Shown()))})
		default:
			shown.Rival = &rivalView{Name: field.Name, Theirs: is[i].Shown(), Mine: field.Shown()}
			v.Summary.Links = append(v.Summary.Links, Link{URL: "#" + shown.ID, Text: x.l.T("form.contested", "field", shown.Label)})
		}
	}
	v.Summary.Links = append(v.Summary.Links, v.problems()...)
	v.keep(theirs)
	e.showForm(s, c, x, now, v, http.StatusConflict)
}

func orEmpty(x *desk, text string) string {
	if text == "" {
		return x.l.T("form.empty")
	}
	return text
}

// rivals are the fields that two people changed and nobody has chosen for yet.
type rivals []string

// settleRivals lets the choices between two values take effect in what was sent
// and returns the fields without a choice. What the form says its fields held
// when it was opened is then the other one's value.
func settleRivals(values url.Values) rivals {
	var open rivals
	for _, name := range values["contested"] {
		switch values.Get("take." + name) {
		case "theirs":
			values[name] = values["was."+name]
		case "mine":
		default:
			if !slices.Contains(open, name) {
				open = append(open, name)
			}
		}
	}
	return open
}

// blame marks the fields that still need a choice.
func (open rivals) blame(f *form.Form) {
	for _, name := range open {
		if field := f.Field(name); field != nil {
			field.Problems = append(field.Problems, f.Language.T("form.choose_one"))
		}
	}
}

// show offers the choice again.
func (open rivals) show(v *FormView, theirs *form.Form) {
	for _, name := range open {
		if shown := v.field(name); shown != nil {
			shown.Rival = &rivalView{Name: name, Theirs: theirs.Field(name).Shown(), Mine: shown.Shown()}
		}
	}
}
