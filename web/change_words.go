package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/locale"
)

// batchView is what one command changed, in the reader's language.
type batchView struct {
	Anchor      string // on the page of the history
	At          time.Time
	Actor       string
	ConfirmedBy string // "": it waited for nobody
	Command     string // what it did: "Phase saved"
	Reason      string
	Changes     []changeView
	Undo        string // the address at which it is undone; "" for what was loaded at once, and for what was only proposed
}

// changeView is one record that was created, changed or deleted.
type changeView struct {
	Kind   record.Kind
	Name   string // of the record, "" where it has none
	What   string // created, changed, deleted
	Fields []fieldView

	Created, Deleted bool
}

// fieldView is a field before and after; "" is not recorded.
type fieldView struct{ Name, Before, After string }

// changeWords puts changes into words.
type changeWords struct {
	l     *locale.Locale
	names map[record.ID]text.Label // of records that changes refer to
	local func(time.Time) time.Time
}

func (w changeWords) batch(b *planner.Batch) batchView {
	v := batchView{Anchor: changeAnchor(b.ID), At: b.At, Actor: b.Actor, ConfirmedBy: b.ConfirmedBy, Command: w.l.Term("command", b.Command), Reason: w.reason(b.Reason)}
	if b.Command != (&planner.Load{}).Name() && !planner.OfProposal(b.Command) {
		v.Undo = undoURL(b.ID)
	}
	for i := range slices.Backward(b.Changes) { // in the order in which they were made
		v.Changes = append(v.Changes, w.change(&b.Changes[i]))
	}
	return v
}

// reason is why a change was made: in the words of the person, or in the
// reader's language where the program gave it.
func (w changeWords) reason(text string) string {
	if text == planner.BuiltInReason {
		return w.l.T("history.corridor_reason")
	}
	return text
}

func (w changeWords) change(e *planner.Entry) changeView {
	v := changeView{Kind: e.Change.Kind, Name: w.name(e), What: w.l.T("history.changed")}
	switch {
	case e.Change.Before == "":
		v.What, v.Created = w.l.T("history.created"), true
	case e.Change.After == "":
		v.What, v.Deleted = w.l.T("history.deleted"), true
	}
	for _, f := range e.Fields {
		if untoldField[f.Field] {
			continue
		}
		v.Fields = append(v.Fields, fieldView{Name: fieldWord(w.l, f.Field), Before: w.value(e, f, f.Before), After: w.value(e, f, f.After)})
	}
	return v
}

// name is what the record is called, with what it belongs to where that is known.
func (w changeWords) name(e *planner.Entry) string {
	name := e.Name.In(w.l.Code)
	if (e.Change.Kind == record.Claim || e.Change.Kind == record.Comment) && e.Name.Albanian == "" {
		name = fieldName(w.l, name) // of a figure
	}
	if name == "" {
		name = e.Year
	}
	if name == "" {
		name = e.Code
	}
	if name == "" {
		name = w.names[e.Change.Entity].In(w.l.Code)
	}
	if e.Change.Kind == record.Proposal {
		name = proposedWords(w.l, name)
	}
	if e.Change.Kind == record.Uncertainty {
		name = w.l.Term("category", name) // where it is of one
	}
	if of := w.names[e.Of].In(w.l.Code); of != "" {
		return w.l.T("history.name_of", "name", name, "of", of)
	}
	return name
}

// value writes a value of a field as far as it is known what it holds.
func (w changeWords) value(e *planner.Entry, f planner.FieldChange, value string) string {
	field := fieldCode(f.Field)
	switch {
	case value == "" && flagField[field]:
		return w.l.T("flag.false")
	case value == "":
		return ""
	case f.Reference:
		return w.reference(value)
	case value == "true":
		return w.l.T("flag.true")
	case wholeText[field]:
		return value
	case field == "field":
		return fieldName(w.l, value)
	case field == "value":
		return claimValue(w.l, value, e.Unit)
	case fractionField[field]:
		return claimValue(w.l, value, costmodel.Fraction)
	}
	if list := enumField(e.Change.Kind, field); list != "" {
		return w.l.Term(list, value)
	}
	if a, err := money.Parse(value); err == nil && !a.Currency().IsZero() {
		return w.l.Money(a)
	}
	if at, err := time.Parse(time.RFC3339Nano, value); err == nil {
		return w.l.DateTime(w.local(at))
	}
	if d, err := schedule.ParseDate(value); err == nil && strings.Contains(value, "-") {
		return w.l.Date(d)
	}
	if n, err := record.ParseNumber(value); err == nil && (quantityField[field] || spreadField.MatchString(field)) {
		switch field {
		case "length_m":
			return w.l.Length(n)
		case "percent", "progress_percent":
			return claimValue(w.l, value, "%")
		}
		return w.l.Number(n)
	}
	return value
}

func (w changeWords) reference(id string) string {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return id
	}
	if name := w.names[record.ID(n)].In(w.l.Code); name != "" {
		return name
	}
	return w.l.T("history.record_number", "id", id)
}

// wholeText are the fields that hold what people wrote, even if it looks like
// a date or an amount.
var wholeText = map[string]bool{"code": true, "name": true, "title": true, "label": true, "quote": true, "note": true,
	"formula": true, "publisher": true, "address": true, "claimant": true, "scope": true, "summary": true, "unit": true,
	"reference": true, "rules.line": true, "of_lines": true, "changes.line": true, "changes.phase": true, "discount_series": true,
	"value_albanian": true, "working.by": true, "working.reason": true, "breach.reason": true, "published_by": true, "closed_by": true, "text": true, "author": true, "resolved_by": true,
	"line": true, "risk_owner": true, "description": true, "groups.name": true, "groups.lines": true, "by": true, "program": true, "model": true, "result": true,
	"comment": true,
	"login":   true, "language": true, "issuer": true, "subject": true, "tokens.name": true}

// untoldField are the fields that say what the page is about anyway, and files
// too long to be told.
var untoldField = map[string]bool{"Project": true, "Programme": true, "Model": true, "Result": true, "Account": true}

// flagField are the fields that hold yes or no.
var flagField = map[string]bool{"external": true, "chosen": true, "contingency": true, "balance": true, "carry_over": true,
	"proxy": true, "caps_carry_over": true, "amounts": true, "time_dependent": true, "disabled": true}

// quantityField are the fields that hold numbers to be grouped; years are not.
var quantityField = map[string]bool{"length_m": true, "quantity": true, "unit_rate": true, "percent": true,
	"progress_percent": true, "rate": true, "attributes.value": true, "count": true, "after.lag_days": true,
	"planning_rate": true, "changes.factor": true, "changes.days": true, "profile.a": true, "profile.b": true,
	"low": true, "mode": true, "high": true, "mean": true, "sd": true, "p10": true, "p90": true, "rho": true, "iterations": true,
	"matrix": true}

// spreadField are the parameters of a risk's impact and delay.
var spreadField = regexp.MustCompile(`^(mitigated\.)?(impact|delay)\.`)

// fractionField are the fields that hold fractions, told in percent.
var fractionField = map[string]bool{"rates.rate": true, "discount_rate": true, "country_shares.share": true, "growth": true,
	"profile.shares.share": true, "probability": true, "mitigated.probability": true}

// enumField returns the list of the catalogue that names the values of a
// field, or "".
func enumField(kind record.Kind, field string) string {
	switch field {
	case "stage", "sector", "type", "basis", "confidence", "country", "category", "vat":
		return field
	case "of", "rules.category", "changes.category", "groups.categories":
		return "category"
	case "changes.kind":
		return "change_kind"
	case "changes.structure_kind":
		return "structure"
	case "changes.stage":
		return "allocation_stage"
	case "country_shares.country":
		return "country"
	case "cause":
		return field
	case "shape", "impact.shape", "delay.shape", "mitigated.impact.shape", "mitigated.delay.shape":
		return "distribution"
	case "response":
		return "risk_response"
	case "grants.role":
		return "role"
	case "tokens.scope":
		return "token_scope"
	case "profile.kind":
		return "profile"
	case "attributes.name":
		return "attribute"
	case "kind":
		return map[record.Kind]string{record.Estimate: "estimate_kind", record.Structure: "structure",
			record.FundingSource: "funding_kind", record.Claim: "record", record.Comment: "record"}[kind]
	case "status":
		return map[record.Kind]string{record.Estimate: "estimate_status", record.FundingSource: "funding_status", record.Risk: "risk_status",
			record.Proposal: "proposal_status"}[kind]
	}
	return ""
}

var (
	positionPart = regexp.MustCompile(`\.(\d+)`)
	wordStart    = regexp.MustCompile(`([a-z])([A-Z])`)
)

// fieldCode is the code of a field of domain JSON in the catalogue:
// "After.1.LagDays" is "after.lag_days". The languages of a text share it.
func fieldCode(field string) string {
	field = strings.TrimSuffix(strings.TrimSuffix(field, ".Default"), ".Albanian")
	field = positionPart.ReplaceAllString(field, "")
	return strings.ToLower(wordStart.ReplaceAllString(field, "${1}_${2}"))
}

// fieldWord names a field of domain JSON: "Planned start", "Name (Albanian)",
// "Follows (no. 2)", "Ceiling, 2027".
func fieldWord(l *locale.Locale, field string) string {
	word := l.Term("field", fieldCode(field))
	if strings.HasSuffix(field, ".Albanian") {
		word = l.T("history.in_albanian", "field", word)
	}
	switch position := positionPart.FindStringSubmatch(field); {
	case position == nil || position[1] == "1":
	case len(position[1]) == len("2026"): // the year of the part
		word += ", " + position[1]
	default:
		word = l.T("history.position", "field", word, "position", position[1])
	}
	return word
}
