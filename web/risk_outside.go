package web

import (
	"strconv"
	"strings"

	"korridor/pkg/money"
	"korridor/pkg/outside"
	"korridor/pkg/planner"
	"korridor/web/chart"
)

// outsidePoints are the percentiles of the outside view beside the S-curve: those
// of tunnel and open line apart where both are known, and else of one kind
// throughout.
func (w *riskView) outsidePoints() []chart.Percentile {
	for _, u := range []*planner.Uplifted{w.outside.Split, w.outside.Whole} {
		if u != nil && u.P50.Uplifted != nil && u.P80.Uplifted != nil {
			return []chart.Percentile{{P: 50, Value: w.drawn(*u.P50.Uplifted)}, {P: 80, Value: w.drawn(*u.P80.Uplifted)}}
		}
	}
	return nil
}

// outsideRow holds a percentile of the inside view against the outside view.
type outsideRow struct {
	Name       string
	Kind       string // throughout, or by parts
	Inside     money.Amount
	Outside    *money.Amount // nil: Why says why not
	Difference *money.Amount // Outside − Inside
	Why        string        // also what the reader must know of a sum
	Parts      []outsidePart
}

// outsidePart is the uplift of an estimate, or of a part of it, with its class.
type outsidePart struct{ Uplift, Class string }

// outsideRows are P50 and P80 of both views, the estimate taken as one kind
// throughout and by parts; none without a class for the sector.
func (w *riskView) outsideRows() (rows []outsideRow, err error) {
	for _, by := range []struct {
		kind string
		u    *planner.Uplifted
	}{{w.l.T("outside.throughout"), w.outside.Whole}, {w.l.T("outside.both"), w.outside.Split}} {
		if by.u == nil {
			continue
		}
		for _, at := range []struct {
			p int
			v *outside.View
		}{{50, by.u.P50}, {80, by.u.P80}} {
			row := outsideRow{Kind: by.kind, Name: w.l.T("risk.cost_percentile", "percentile", "P"+strconv.Itoa(at.p)), Inside: percentile(w.Simulated, at.p).Value,
				Outside: at.v.Uplifted, Why: sumCell(w.l, at.v).Why}
			if row.Outside != nil {
				difference, err := row.Outside.Sub(row.Inside)
				if err != nil {
					return nil, err
				}
				row.Difference = &difference
			}
			for i := range at.v.Parts {
				row.Parts = append(row.Parts, w.outsidePart(&at.v.Parts[i], i, len(at.v.Parts)))
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (w *riskView) outsidePart(of *outside.ViewPart, i, parts int) outsidePart {
	cell, name := partCell(w.l, of), of.Class.Name.In(w.l.Code)
	if parts > 1 {
		name = partName(w.l, &w.outside, i) + ": " + name
	}
	return outsidePart{strings.TrimSpace(cell.Percent + " " + cell.Why), name}
}
