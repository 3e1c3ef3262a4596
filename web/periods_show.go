package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// periodsPage is the reporting periods, the latest first.
type periodsPage struct {
	Periods []*periodRow
	Outside []periodSum
	CutOff  string
}

// periodRow is one reporting period.
type periodRow struct {
	*period.Period
	Sums      []periodSum
	CutOff    string
	Close     string // the address at which it is closed; "": it is not its turn
	Undo      string // the address at which its closing is undone; "": a later one is closed, or it is open
	Over      bool   // its last day has passed
	Overdue   bool   // and so has the planned cut-off
	ClosedWho string
}

// periodSum is what is reported of a period, from such records and in one currency.
type periodSum struct {
	From   string
	Total  money.Amount
	Lates  money.Amount
	Late   int
	Plain  bool // nothing of it is late
	Counts int
}

// periodsShow lists the reporting periods with what is reported of them.
func (s *Server) periodsShow(c *gin.Context) {
	v, err := s.planner.Periods(c.Request.Context())
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	p := periodsPage{Outside: periodSums(l, v.Outside), CutOff: s.cutOffText(l, v.Calendar.LastClosed())}
	last := v.Calendar.LastClosed()
	for i := range v.Periods {
		of := &v.Periods[i]
		row := &periodRow{Period: of.Period, Sums: periodSums(l, of.Sums), Over: of.Last.Before(v.Today)}
		if !of.CutOff.IsZero() {
			row.CutOff = l.DateTime(s.local(of.CutOff))
			row.Overdue = !of.Closed() && of.CutOff.Before(s.planner.Now())
		}
		switch {
		case of.Closed():
			row.ClosedWho = l.T("periods.closed_by", "who", of.ClosedBy, "when", l.DateTime(s.local(of.ClosedAt)))
			if of.Period == last {
				row.Undo, err = s.undoOf(c, of.Period)
			}
		case of.Period == v.Closable:
			row.Close = address([]string{"periods", idText(of.ID), "close"})
		}
		if s.failed(c, err) {
			return
		}
		p.Periods = append(p.Periods, row)
	}
	s.render(c, http.StatusOK, "periods", Page{Title: l.T("periods.title"), Lead: l.T("periods.lead"), Nav: "reports",
		Crumbs: []Link{{Text: l.T("nav.reports"), URL: "/reports"}}, Data: p}.asOf(v.Head))
}

// undoOf is the address at which the newest change of the period is undone.
func (s *Server) undoOf(c *gin.Context, p *period.Period) (string, error) {
	last, err := s.planner.LastChange(c.Request.Context(), p.ID)
	if err != nil || last.Seq == 0 {
		return "", err
	}
	return undoURL(last.Batch), nil
}

func periodSums(l *locale.Locale, sums []planner.PeriodSum) []periodSum {
	all := make([]periodSum, len(sums))
	for i, s := range sums {
		all[i] = periodSum{From: l.Term("spent_from", string(s.By)), Total: s.Total, Lates: s.Lates, Late: s.Late, Plain: s.Late == 0, Counts: s.Count}
	}
	return all
}

// cutOffText says up to when what is reported stays as it is.
func (s *Server) cutOffText(l *locale.Locale, closed *period.Period) string {
	if closed == nil {
		return l.T("periods.none_closed")
	}
	return l.T("periods.cut_off_of", "when", l.DateTime(s.local(closed.CutOff)), "period", closed.Name)
}

// lateText says in which period an entry counts that is late.
func lateText(l *locale.Locale, in *period.Period) string {
	if in == nil {
		return l.T("periods.counts_later")
	}
	return l.T("periods.counts_in", "period", in.Name)
}

// periodEnd is a status date that is offered: the end of a period.
type periodEnd struct {
	Link
	Closed bool
}

// maxPeriodEnds bounds the ends of periods that are offered.
const maxPeriodEnds = 8

// periodEnds offers the ends of the newest periods that are over.
func (s *Server) periodEnds(c *gin.Context, l *locale.Locale, at string) ([]periodEnd, error) {
	ends, err := s.planner.PeriodEnds(c.Request.Context())
	var all []periodEnd
	for _, i := range ends[:min(len(ends), maxPeriodEnds)] {
		all = append(all, periodEnd{Link{Text: l.T("periods.end_of", "period", i.Name, "date", i.Last), URL: at + "?at=" + i.Last.String()}, i.Closed()})
	}
	return all, err
}
