package web

import (
	"slices"
	"strconv"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// fundingGroup is the rows of one year or of one source, with what they add up to.
type fundingGroup struct {
	Key    string // "y2027", "s12"
	Title  string
	Rows   []*fundingRow
	Totals []fundingTotal
}

// fundingTotal is what the rows of a group add up to in one currency.
type fundingTotal struct {
	Group    string
	Title    string
	Currency money.Currency
	Cells    []fundingSum
	Hidden   bool // no row of the group is in this currency, as yet
}

// fundingSum is the sum of a stage.
type fundingSum struct {
	Stage      string
	Text       string // "" where nothing is typed
	Difference string // to what is recorded; "" for none
}

// Groups are the groups that the row counts in.
func (r *fundingRow) Groups() string { return "all " + yearKey(r.Year) + " " + sourceKey(r.Source) }

func yearKey(year int) string { return "y" + strconv.Itoa(year) }

func sourceKey(id record.ID) string { return "s" + strconv.FormatInt(int64(id), 10) }

// group arranges the rows as the sheet shows them and adds them up.
func (s *fundingSheet) group() {
	years, sources := s.grouped(s.yearOf), s.grouped(s.sourceOf)
	groups, others := years, sources
	if s.By == "source" {
		groups, others = sources, years
	}
	for i := range groups {
		if len(groups) > 1 && len(groups[i].Rows) > 1 { // else it is said already
			groups[i].Totals = s.totals(groups[i])
		}
	}
	s.Groups = groups
	for _, g := range others {
		s.Others = append(s.Others, s.totals(g)...)
	}
	all := fundingGroup{Key: "all", Title: s.l.T("funding_sheet.sum"), Rows: s.Rows}
	if len(groups) > 1 {
		all.Title = s.l.T("funding_sheet.sum_all_" + s.By)
	}
	s.Totals = s.totals(all)
}

func (s *fundingSheet) yearOf(r *fundingRow) (key, title string) {
	return yearKey(r.Year), strconv.Itoa(r.Year)
}

func (s *fundingSheet) sourceOf(r *fundingRow) (key, title string) {
	return sourceKey(r.Source), s.SourceName(r)
}

// SourceName is what the row's funding source is called.
func (s *fundingSheet) SourceName(r *fundingRow) string {
	if r.From == nil {
		return s.l.T("funding_sheet.no_source")
	}
	return r.From.Name.In(s.l.Code)
}

func (s *fundingSheet) grouped(by func(*fundingRow) (key, title string)) []fundingGroup {
	var groups []fundingGroup
	at := map[string]int{}
	for _, r := range s.Rows {
		key, title := by(r)
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, fundingGroup{Key: key, Title: title})
		}
		groups[i].Rows = append(groups[i].Rows, r)
	}
	return groups
}

// totals adds up a group in every currency.
func (s *fundingSheet) totals(g fundingGroup) []fundingTotal {
	var all []fundingTotal
	for _, c := range money.Currencies() {
		t := fundingTotal{Group: g.Key, Title: g.Title, Currency: c,
			Hidden: !slices.ContainsFunc(g.Rows, func(r *fundingRow) bool { return r.Currency() == c && !r.Empty() || r.recordedIn(c) })}
		for _, stage := range funding.Stages {
			t.Cells = append(t.Cells, s.sum(g.Rows, stage, c))
		}
		all = append(all, t)
	}
	return all
}

func (r *fundingRow) recordedIn(c money.Currency) bool {
	return r.Stored != nil && r.Stored.Currency == c
}

// sum adds up what the rows say of a stage in the currency, exactly.
func (s *fundingSheet) sum(rows []*fundingRow, stage funding.Stage, c money.Currency) fundingSum {
	var typed, recorded []money.Amount
	for _, r := range rows {
		if a := r.Cell(string(stage)).Amount; a != nil && a.Currency() == c {
			typed = append(typed, *a)
		}
		if r.recordedIn(c) {
			if a := r.Stored.Amount(stage); a != nil {
				recorded = append(recorded, *a)
			}
		}
	}
	sum := fundingSum{Stage: string(stage)}
	total, err := money.Sum(c, typed...)
	was, errWas := money.Sum(c, recorded...)
	if err != nil || errWas != nil {
		sum.Text = s.l.T("funding_sheet.beyond")
		return sum
	}
	if len(typed) > 0 {
		sum.Text = s.l.Amount(total)
	}
	if difference, err := total.Sub(was); err == nil && !difference.IsZero() {
		sum.Difference = s.l.Amount(difference)
		if !difference.IsNegative() {
			sum.Difference = "+" + sum.Difference
		}
	}
	return sum
}
