package web

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/form"
)

// yearShare is the share of one year in a form.
type yearShare struct {
	Year  int
	Share decimal.NullDecimal
}

// profileFields adds how the phase's money spreads over its days. The numbers
// and shares of the kinds that are not chosen are left out of the record.
func (x *desk) profileFields(f *form.Form, p *project.Phase) {
	kind := p.Profile.Kind
	form.Select(f, "profile", &kind, x.profileKinds()).Like(x.l.T("form.profile_hint"))
	numbers, fields := map[string]*decimal.NullDecimal{}, map[string]*form.Field{}
	for _, k := range schedule.ProfileKinds {
		for i, name := range schedule.ProfileParameters(k) {
			number := new(decimal.NullDecimal)
			if k == p.Profile.Kind {
				*number = []decimal.NullDecimal{p.Profile.A, p.Profile.B}[i]
			}
			numbers[name] = number
			fields[name] = f.Decimal(name, number).Like(x.l.T("form.example." + name))
		}
	}
	var shares []yearShare
	for _, s := range p.Profile.Shares {
		shares = append(shares, yearShare{s.Year, record.Known(s.Share)})
	}
	table := form.Rows(f, "shares", &shares, schedule.MaxShares, func(row *form.Form, s *yearShare) {
		row.Year("year", &s.Year).Require()
		row.Percent("share", &s.Share).Require().Called(x.l.T("field.profile.shares.share"))
	})
	f.After(func() {
		p.Profile = schedule.Profile{Kind: kind}
		for name, field := range fields {
			field.Unused = !slices.Contains(schedule.ProfileParameters(kind), name)
		}
		table.Unused = kind != schedule.Custom
		if names := schedule.ProfileParameters(kind); names != nil {
			p.Profile.A, p.Profile.B = *numbers[names[0]], *numbers[names[1]]
		}
		if kind != schedule.Custom {
			return
		}
		slices.SortStableFunc(shares, func(a, b yearShare) int { return a.Year - b.Year })
		for _, s := range shares {
			p.Profile.Shares = append(p.Profile.Shares, schedule.YearShare{Year: s.Year, Share: s.Share.Decimal})
		}
	})
}

// profileKinds are the kinds of profile to choose from, each with what it means.
// None is uniform, which has no option of its own.
func (x *desk) profileKinds() []form.Option {
	var options []form.Option
	for _, k := range schedule.ProfileKinds {
		options = append(options, form.Option{Value: string(k), Text: x.l.T("form.profile", "name", x.l.Enum(k), "means", x.l.T("profile_means."+string(k)))})
	}
	return options
}
