package web

import (
	"slices"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// bridgeAnswer says in sentences why one figure became the other: by how much,
// between what, and how much of it is explained.
func bridgeAnswer(l *locale.Locale, v *planner.BridgeView) ([]string, error) {
	sums, err := v.Sums()
	if err != nil {
		return nil, err
	}
	from, to := v.Whole()
	first, last := &v.Steps[0], &v.Steps[len(v.Steps)-1]
	says := []string{l.T("bridge.says", "from", from.Title, "from_when", estimateWhen(l, v.Dossier, from), "from_amount", first.FromTotal,
		"to", to.Title, "to_when", estimateWhen(l, v.Dossier, to), "to_amount", last.ToTotal, "difference", signedMoney(l, sums.Difference))}
	if scopes := statedScopes(l, v.Members); len(scopes) > 1 {
		says = append(says, l.T("bridge.scopes_say", "count", len(scopes), "scopes", strings.Join(scopes, "; ")))
	} else if len(v.Steps) == 1 && first.Growth.Valid {
		says = append(says, l.T("bridge.growth", "percent", signedPercent(l, first)))
	} else if !allComparable(v) {
		says = append(says, l.T("bridge.no_growth"))
	}
	for _, part := range []struct {
		key    string
		amount money.Amount
	}{{"by_lines", sums.ByLines}, {"attributed", sums.Attributed}, {"unexplained", sums.Unexplained}} {
		if !part.amount.IsZero() {
			says = append(says, l.T("bridge.say_"+part.key, "amount", signedMoney(l, part.amount)))
		}
	}
	return says, nil
}

// signedMoney is an exact amount with its sign, between which no line breaks.
func signedMoney(l *locale.Locale, a money.Amount) string {
	if a.Sign() > 0 {
		return "+\u2060" + l.Money(a)
	}
	return l.Money(a)
}

func signedPercent(l *locale.Locale, b *planner.BridgeStep) string {
	if b.Growth.Decimal.IsPositive() {
		return "+" + l.Percent(b.Growth.Decimal)
	}
	return l.Percent(b.Growth.Decimal)
}

func allComparable(v *planner.BridgeView) bool {
	return !slices.ContainsFunc(v.Steps, func(b planner.BridgeStep) bool { return !b.Comparable })
}

// statedScopes lists the scopes of estimates, in words, each once.
func statedScopes(l *locale.Locale, estimates []*estimate.Estimate) []string {
	var scopes []string
	for _, e := range estimates {
		if text := scopeWords(l, e); !e.Scope.IsZero() && !slices.Contains(scopes, text) {
			scopes = append(scopes, text)
		}
	}
	return scopes
}

// bridgeReasons says why a step has no percentage, with the scopes, years and
// estimates named.
func bridgeReasons(l *locale.Locale, b *planner.BridgeStep) []string {
	of := func(missing func(*estimate.Estimate) bool) string {
		switch from, to := missing(&b.From), missing(&b.To); {
		case from && to:
			return l.T("bridge.either")
		case from:
			return b.From.Title.In(l.Code)
		}
		return b.To.Title.In(l.Code)
	}
	var says []string
	for _, m := range b.Reasons {
		switch m.Key {
		case "bridge.scopes":
			says = append(says, l.T("bridge.why_scopes", "from", scopeWords(l, &b.From), "to", scopeWords(l, &b.To)))
		case "bridge.scope_unknown":
			says = append(says, l.T("bridge.why_no_scope", "of", of(func(e *estimate.Estimate) bool { return e.Scope.IsZero() && len(e.Sections) == 0 })))
		case "bridge.price_year_unknown":
			says = append(says, l.T("bridge.why_no_price_year", "of", of(func(e *estimate.Estimate) bool { return e.PriceYear == 0 })))
		case "bridge.vat_unknown":
			says = append(says, l.T("bridge.why_no_vat", "of", of(func(e *estimate.Estimate) bool { return e.VAT == estimate.VATUnknown })))
		default:
			says = append(says, fullSentence(l.Message(m)))
		}
	}
	return says
}

// scopeWords is the scope of an estimate in words, quoted, or that only its
// sections are known.
func scopeWords(l *locale.Locale, e *estimate.Estimate) string {
	if e.Scope.IsZero() {
		return scopeText(l, e)
	}
	return l.T("bridge.quoted", "text", e.Scope)
}

// bridgeUnknown says what is not known of the figures.
func bridgeUnknown(l *locale.Locale, v *planner.BridgeView) []string {
	var says []string
	for _, what := range []struct {
		key     string
		missing func(*estimate.Estimate) bool
	}{
		{"bridge.unknown_claimant", func(e *estimate.Estimate) bool { return e.Claimant.IsZero() }},
		{"bridge.unknown_scope", func(e *estimate.Estimate) bool { return e.Scope.IsZero() && len(e.Sections) == 0 }},
		{"bridge.unknown_price_year", func(e *estimate.Estimate) bool { return e.PriceYear == 0 }},
		{"bridge.unknown_vat", func(e *estimate.Estimate) bool { return e.VAT == estimate.VATUnknown }},
		{"bridge.unknown_lines", func(e *estimate.Estimate) bool { return len(v.Lines(e.ID)) == 0 }},
	} {
		var names []string
		for _, e := range v.Members {
			if what.missing(e) {
				names = append(names, e.Title.In(l.Code))
			}
		}
		switch {
		case len(names) == 0:
		case len(names) == len(v.Members):
			says = append(says, l.T(what.key, "of", l.N("bridge.none_of", len(names))))
		default:
			says = append(says, l.T(what.key, "of", strings.Join(names, ", ")))
		}
	}
	for i := range v.Steps {
		if b := &v.Steps[i]; b.Unsure {
			says = append(says, l.T("bridge.unknown_order", "from", b.From.Title, "to", b.To.Title))
		}
	}
	return says
}
