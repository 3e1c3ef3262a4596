package planner

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/record"
	"korridor/pkg/text"
)

// entry reads what a change did from its two states.
func entry(c record.Change) (Entry, error) {
	before, err := flatten(c.Before)
	if err != nil {
		return Entry{}, err
	}
	after, err := flatten(c.After)
	if err != nil {
		return Entry{}, err
	}
	last := after
	if c.After == "" {
		last = before
	}
	e := Entry{Change: c, Code: last["Code"], Year: last["FiscalYear"], Unit: last["Unit"]}
	if of, err := strconv.ParseInt(firstOf(last, "Entity", "Estimate", "Source"), 10, 64); err == nil {
		e.Of = record.ID(of)
	}
	e.Name = text.Label{Default: firstOf(last, "Name.Default", "Title.Default", "Label.Default", "Field"),
		Albanian: firstOf(last, "Name.Albanian", "Title.Albanian", "Label.Albanian")}
	switch c.Kind {
	case record.CostLine:
		e.Name = withCode(e.Name, e.Code)
	case record.Proposal:
		e.Name = text.Plain(last["Command"])
	case record.ExchangeRate:
		e.Name = text.Plain(last["Quote"] + "/" + last["Base"] + ", " + last["Date"])
	case record.Simulation: // by the day on which it was kept
		e.Name = text.Plain(last["At"][:min(len(last["At"]), len("2026-01-31"))])
	}
	for _, field := range slices.SortedFunc(maps.Keys(union(before, after)), byField) {
		if c.Kind == record.Proposal && field != "Status" && field != "Comment" {
			continue // its page tells the rest
		}
		if field == "ID" || field == "Version" || before[field] == after[field] {
			continue
		}
		e.Fields = append(e.Fields, FieldChange{Field: field, Before: before[field], After: after[field],
			Reference: referenceFields[withoutNumbers(field)]})
	}
	return e, nil
}

// byField orders fields by name, the record's own language before Albanian.
func byField(a, b string) int {
	return strings.Compare(strings.TrimSuffix(a, ".Default"), strings.TrimSuffix(b, ".Default"))
}

func firstOf(fields map[string]string, names ...string) string {
	for _, n := range names {
		if v := fields[n]; v != "" {
			return v
		}
	}
	return ""
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// flatten reads domain JSON into dotted field names and plain values; what is
// null, empty or false is left out, as it is not recorded.
func flatten(snapshot string) (map[string]string, error) {
	flat := map[string]string{}
	if snapshot == "" {
		return flat, nil
	}
	var s struct {
		Data map[string]any `json:"data"`
	}
	decoder := json.NewDecoder(strings.NewReader(snapshot))
	decoder.UseNumber() // ids must not pass through floats
	if err := decoder.Decode(&s); err != nil {
		return nil, err
	}
	flattenInto(flat, "", s.Data)
	return flat, nil
}

func flattenInto(flat map[string]string, name string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for k, inner := range v {
			if name != "" {
				k = name + "." + k
			}
			flattenInto(flat, k, inner)
		}
	case []any:
		years := distinctYears(v)
		for i, inner := range v {
			at := strconv.Itoa(i + 1)
			if years != nil {
				at = years[i]
				delete(inner.(map[string]any), yearKey)
			}
			flattenInto(flat, name+"."+at, inner)
		}
	case string:
		if v != "" && v != zeroTime {
			flat[name] = v
		}
	case json.Number:
		if v != "0" || name == "Count" { // any other 0 is unset
			flat[name] = v.String()
		}
	case bool:
		if v {
			flat[name] = "true"
		}
	}
}

const zeroTime = "0001-01-01T00:00:00Z"

// yearKey is the field of the parts of a record that are of one year each.
const yearKey = "Year"

// distinctYears returns the years by which the parts of a list are told apart,
// so that one put between others changes none of them; nil where years do not
// tell them apart.
func distinctYears(list []any) []string {
	var years []string
	for _, part := range list {
		fields, _ := part.(map[string]any)
		year, _ := fields[yearKey].(json.Number)
		if year == "" || year == "0" || slices.Contains(years, year.String()) {
			return nil
		}
		years = append(years, year.String())
	}
	return years
}
