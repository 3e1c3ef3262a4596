package web

import (
	"encoding/json"

	"korridor/pkg/money"
	"korridor/web/locale"
)

// gridTexts are the texts of assets/grid.js in the language, as JSON for the
// attribute data-texts of a sheet's table.
func gridTexts(l *locale.Locale) (string, error) {
	texts := map[string]string{
		"nothing_to_undo": l.T("grid.nothing_to_undo"),
		"nothing_to_redo": l.T("grid.nothing_to_redo"),
		"unreadable":      l.T("grid.unreadable", "count", "{count}"),
		"show":            l.T("grid.show"),
		"too_much":        l.T("grid.too_much"),
		"does_not_fit": l.T("grid.does_not_fit", "rows", "{rows}", "columns", "{columns}",
			"fit_rows", "{fit_rows}", "fit_columns", "{fit_columns}"),
		"was":         l.T("grid.was", "stored", "{stored}", "difference", "{difference}"),
		"unknown":     l.T("figure.unknown"),
		"pasted":      l.T("grid.pasted", "count", "{count}"),
		"pasted_part": l.T("grid.pasted_part", "count", "{count}", "passed", "{passed}"),
	}
	for _, problem := range []string{money.KeyAmbiguous, money.KeyTooFine, money.KeyOutOfRange, money.KeyWrongCurrency,
		money.KeyBadGrouping, money.KeyExponent, money.KeyNotANumber} {
		texts[problem] = l.T("form.number."+problem, "text", "{text}", "first", "{first}", "second", "{second}", "places", "{places}")
	}
	texts[money.KeyTooLong] = texts[money.KeyOutOfRange]
	text, err := json.Marshal(texts)
	return string(text), err
}
