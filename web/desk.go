package web

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/form"
	"korridor/web/locale"
)

// desk is what a form is made with: the reader's language and what the record
// can refer to.
type desk struct {
	*planner.Desk
	l      *locale.Locale
	code   string                  // of the project; "" for records of no project
	of     record.Entity           // what a claim is about
	claims []project.Claim         // about the same figure
	spent  []costmodel.Expenditure // on the project, where the form is about one
	today  schedule.Date
	zone   *time.Location // of the moments that people write
	vouch  vouchings      // what the figures of records rest on, as their forms say
}

// desk reads the desk of the request's project for somebody who may edit it.
func (s *Server) desk(c *gin.Context) (*desk, error) {
	if err := s.planner.MayPlan(c.Request.Context(), c.Param("code")); err != nil {
		return nil, err
	}
	return s.readingDesk(c)
}

// readingDesk reads the desk of the request's project for somebody who need not
// be allowed to edit it.
func (s *Server) readingDesk(c *gin.Context) (*desk, error) {
	code := c.Param("code")
	d, err := s.planner.Desk(c.Request.Context(), code)
	if err != nil {
		return nil, err
	}
	return &desk{Desk: d, l: languageOf(c.Request), code: code, today: s.planner.Today(c.Request.Context()), zone: s.options.Location, vouch: vouchings{}}, nil
}

// trail returns the claims and documents at hand.
func (x *desk) trail() planner.Trail {
	if x.Dossier == nil {
		return x.Shared
	}
	return x.Trail
}

// in returns the desk in another language.
func (x *desk) in(l *locale.Locale) *desk {
	other := *x
	other.l = l
	return &other
}

// named returns options for the values of an enumerated type.
func named[T ~string](l *locale.Locale, values []T) []form.Option {
	var options []form.Option
	for _, v := range values {
		if v != "" {
			options = append(options, form.Option{Value: string(v), Text: l.Enum(v)})
		}
	}
	return options
}

// terms returns options for the codes of a list of the catalogue.
func terms[T ~string](l *locale.Locale, list string, codes []T) []form.Option {
	var options []form.Option
	for _, code := range codes {
		options = append(options, form.Option{Value: string(code), Text: l.Term(list, string(code))})
	}
	return options
}

// records returns options for records, but for the one with the id.
func records[T any, P recordPointer[T]](list []T, name func(P) string, except record.ID) []form.Option {
	var options []form.Option
	for i := range list {
		if id := P(&list[i]).RecordMeta().ID; id != except {
			options = append(options, form.Option{Value: idText(id), Text: name(&list[i])})
		}
	}
	return options
}

// idText is an id as addresses have it.
func idText(id record.ID) string { return strconv.FormatInt(int64(id), 10) }

// recordPointer is the pointer type of a record.
type recordPointer[T any] interface {
	*T
	record.Entity
}

// currencies returns the currencies to choose from.
func currencies() []form.Option {
	var options []form.Option
	for _, c := range money.Currencies() {
		options = append(options, form.Option{Value: c.Code(), Text: c.Code()})
	}
	return options
}
