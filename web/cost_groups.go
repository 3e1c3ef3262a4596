package web

import (
	"cmp"
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// groupTable is what the lines come to by one of their properties.
type groupTable struct {
	ID       string
	Title    string
	Heading  string
	Currency string
	Rows     []groupRow
	Total    groupRow
}

// groupRow is one group with its share of the need.
type groupRow struct {
	Name string
	costmodel.Sums
	Need    money.Amount
	Percent decimal.Decimal // of the need, hundredths
}

// groups adds the lines up by phase, section, kind of structure and category.
// Each table sums to the total.
func (w *costView) groups() ([]groupTable, error) {
	l := w.l
	sections := map[string]string{"": l.T("cost.no_section")}
	for i := range w.Sections {
		sections[w.Sections[i].Code] = w.Sections[i].Name.In(l.Code)
	}
	tables := []struct {
		id, title, heading string
		key                func(*costmodel.Line) string
		name               func(string) string
	}{
		{"phase", l.T("cost.by_phase"), l.T("column.phase"), func(x *costmodel.Line) string { return x.Phase },
			func(k string) string { return phaseName(l, w.Result, k) }},
		{"category", l.T("cost.by_category"), l.T("column.category"), func(x *costmodel.Line) string { return string(x.Category) },
			func(k string) string {
				if len(w.Lines) == 0 {
					return l.T("cost.headline")
				}
				return l.Enum(estimate.Category(k))
			}},
		{"structure", l.T("cost.by_structure"), l.T("column.structure"), func(x *costmodel.Line) string { return string(x.Structure) },
			func(k string) string {
				if k == "" {
					return l.T("cost.no_structure")
				}
				return l.Term("structures", string(project.StructureKind(k)))
			}},
		{"section", l.T("cost.by_section"), l.T("column.section"), func(x *costmodel.Line) string { return x.Section },
			func(k string) string { return cmp.Or(sections[k], k) }},
	}
	var all []groupTable
	for _, t := range tables {
		groups, err := costmodel.GroupBy(w.Result, t.key)
		if err != nil {
			return nil, err
		}
		if t.id != "phase" {
			costmodel.Largest(groups)
		}
		table := groupTable{ID: t.id, Title: t.title, Heading: t.heading, Currency: l.Value(w.Result.Model.Currency)}
		for i := range groups {
			row := groupRow{Name: t.name(groups[i].Key), Sums: groups[i].Sums}
			if row.Need, err = row.Sums.Need(); err != nil {
				return nil, err
			}
			row.Percent = share(row.Need, w.now.Need)
			table.Rows = append(table.Rows, row)
		}
		table.Total = groupRow{Name: l.T("column.total"), Sums: w.Result.Sums, Need: w.now.Need, Percent: share(w.now.Need, w.now.Need)}
		all = append(all, table)
	}
	return all, nil
}

// countryTable is each country's part of the need by year.
type countryTable struct {
	Currency  string
	Countries []countryColumn
	Rows      []countryRow
	Total     []money.Amount // by country
	All       money.Amount
	Note      string    // by which agreement what is shared is split
	Shares    []*Figure // of the countries in it
}

// countryColumn is a country with its share of the need.
type countryColumn struct {
	Name    string
	Percent decimal.Decimal
}

// countryRow is one fiscal year.
type countryRow struct {
	Year  string
	Parts []money.Amount // by country
	Need  money.Amount
}

// countries divides the result by country, nil where no line says whose it is.
func (w *costView) countries() (*countryTable, error) {
	l := w.l
	parts, err := w.Result.Countries()
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 || len(parts) == 1 && parts[0].Country == "" {
		return nil, nil
	}
	t := &countryTable{Currency: l.Value(w.Result.Model.Currency), All: w.now.Need, Note: l.T("cost.shared_none")}
	for i := range w.Result.Years {
		t.Rows = append(t.Rows, countryRow{Year: strconv.Itoa(w.Result.Years[i].FiscalYear), Need: w.Result.Years[i].Need})
	}
	shared := false
	for i := range parts {
		p := &parts[i]
		shared = shared || p.Country == record.Shared
		need, err := p.Need()
		if err != nil {
			return nil, err
		}
		t.Countries, t.Total = append(t.Countries, countryColumn{l.Enum(p.Country), share(need, w.now.Need)}), append(t.Total, need)
		for k := range p.Years {
			need, err := p.Years[k].Need()
			if err != nil {
				return nil, err
			}
			t.Rows[k].Parts = append(t.Rows[k].Parts, need)
		}
	}
	w.agreement(t, shared)
	return t, nil
}

// agreement says how what the countries share is split.
func (w *costView) agreement(t *countryTable, shared bool) {
	l := w.l
	shares := w.Result.Model.CountryShares
	if len(shares) == 0 {
		if !shared {
			t.Note = ""
		}
		return
	}
	t.Note = l.T("cost.shared_split")
	for _, s := range shares {
		name := l.T("cost.share_of", "country", s.Country)
		t.Shares = append(t.Shares, w.t.figure(w.Assumptions.ID, "share_"+string(s.Country), name, l.Enum(s.Country)+"\u00a0"+l.Percent(s.Share.Shift(2))))
	}
}
