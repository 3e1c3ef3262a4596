package web

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// sumTable is what the lines of an estimate add up to by one property.
type sumTable struct {
	Title, Heading string
	Rows           []sumRow
	Total          money.Amount
}

// sumRow is one group with its share of the total.
type sumRow struct {
	Name string
	estimate.Sum
	Percent decimal.Decimal
}

// newSumTables are the roll-ups by section, kind of structure and country.
func newSumTables(l *locale.Locale, s *planner.EstimateSheet, total money.Amount) ([]sumTable, error) {
	g, err := s.Groups()
	if err != nil {
		return nil, err
	}
	return []sumTable{
		newSumTable(l.T("cost.by_section"), l.T("column.section"), total, g.Sections, func(id record.ID) string {
			if section := s.Section(id); section != nil {
				return section.Name.In(l.Code)
			}
			return l.T("cost.no_section")
		}),
		newSumTable(l.T("cost.by_structure"), l.T("column.structure"), total, g.Kinds, func(k project.StructureKind) string {
			if k == "" {
				return l.T("cost.no_structure")
			}
			return l.Term("structures", string(k))
		}),
		newSumTable(l.T("sheet.by_country"), l.T("column.country"), total, g.Countries, func(c record.Country) string { return l.Enum(c) }),
	}, nil
}

func newSumTable[K comparable](title, heading string, total money.Amount, groups []estimate.Group[K], name func(K) string) sumTable {
	t := sumTable{Title: title, Heading: heading, Total: total}
	for i := range groups {
		t.Rows = append(t.Rows, sumRow{name(groups[i].Key), groups[i].Sum, percentOf(groups[i].Total.Decimal(), total.Decimal())})
	}
	return t
}
