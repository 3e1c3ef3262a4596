package web

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/outside"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// eighty is the probability of P80.
var eighty = decimal.New(8, -1)

// upliftOf is the i-th part of an uplifted estimate.
func upliftOf(t *trail, name string, u *planner.Uplifted, i int) upliftRow {
	part := &u.P50.Parts[i]
	return upliftRow{Name: name, Class: classFigure(t, &part.Class), Part: part, Estimate: t.language.Amount(part.Estimate),
		P50: partCell(t.language, part), P80: partCell(t.language, &u.P80.Parts[i])}
}

// partName names a part of an estimate that is split by length: open line, tunnel.
func partName(l *locale.Locale, u *planner.Uplifts, i int) string {
	if i > 0 {
		return l.T("outside.tunnel", "length", l.Length(u.TunnelM.Decimal))
	}
	return l.T("outside.open", "length", l.Length(u.RouteM.Decimal.Sub(u.TunnelM.Decimal)))
}

// partCell is a part uplifted, or why it is not.
func partCell(l *locale.Locale, p *outside.ViewPart) upliftCell {
	if p.Uplifted == nil {
		return upliftCell{Why: fullSentence(l.Message(p.Uplift.Note))}
	}
	cell := upliftCell{Percent: "+" + l.Percent(p.Uplift.Percent.Decimal), Amount: l.Amount(*p.Uplifted)}
	if p.Uplift.Note.Key != "" {
		cell.Why = fullSentence(l.Message(p.Uplift.Note))
	}
	return cell
}

// sumCell is the parts together, or that one of them has no uplift.
func sumCell(l *locale.Locale, v *outside.View) upliftCell {
	note := fullSentence(l.Message(v.Note))
	if v.Uplifted == nil {
		return upliftCell{Why: l.T("outside.no_sum") + " " + note}
	}
	return upliftCell{Amount: l.Amount(*v.Uplifted), Why: note}
}
