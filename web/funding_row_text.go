package web

import (
	"hash/fnv"
	"strconv"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// allocationText is one field of an allocation as the language writes it, and
// its canonical form; of the note only its version in the language noteIn.
func allocationText(l *locale.Locale, noteIn string, a *funding.Allocation, field string) (shown, canonical string) {
	switch field {
	case "currency":
		return a.Currency.Code(), a.Currency.Code()
	case "note":
		text := *a.Note.Version(noteIn)
		return text, digest(text)
	case "breach_reason":
		if a.Breach != nil {
			return a.Breach.Reason, digest(a.Breach.Reason)
		}
		return "", ""
	case "breach_document":
		if a.Breach != nil && a.Breach.Document != 0 {
			id := strconv.FormatInt(int64(a.Breach.Document), 10)
			return id, id
		}
		return "", ""
	}
	if amount := a.Amount(funding.Stage(field)); amount != nil {
		return l.Amount(*amount), amount.Plain()
	}
	return "", ""
}

// digest stands for a text in what a form sends back; "" for none.
func digest(text string) string {
	if text == "" {
		return ""
	}
	h := fnv.New64a()
	h.Write([]byte(text))
	return strconv.FormatUint(h.Sum64(), 36)
}

// seenAllocation writes which allocation a row was filled from, and with what:
// "17.3|370000000.00||||EUR|||".
func seenAllocation(a *funding.Allocation, cells []string) string {
	var seen planner.Seen
	if a != nil {
		seen = planner.Seen{ID: a.ID, Version: a.Version}
	}
	return seenRow(seen, cells)
}

// parseSeenAllocation is the inverse of seenAllocation; a text that is none
// gives a row filled from nothing.
func parseSeenAllocation(text string) (seen planner.Seen, cells []string) {
	return parseSeenRow(text, len(fundingFields))
}
