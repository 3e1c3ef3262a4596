package web

import (
	"strconv"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// rangeTarget is what a range is of: one of a line, a category and a phase.
type rangeTarget struct {
	Line     string // code
	Category estimate.Category
	Phase    record.ID
}

func targetOf(r *risk.Range) rangeTarget { return rangeTarget{r.Line, r.Category, r.Phase} }

// String is what parseRangeTarget reads: "line tunnels", "category design",
// "phase 12".
func (t rangeTarget) String() string {
	switch {
	case t.Line != "":
		return "line " + t.Line
	case t.Category != "":
		return "category " + string(t.Category)
	}
	return "phase " + idText(t.Phase)
}

// Key is the row's key in the names of fields and in ids.
func (t rangeTarget) Key() string { return digest(t.String()) }

func parseRangeTarget(text string) (t rangeTarget, ok bool) {
	kind, of, _ := strings.Cut(text, " ")
	switch kind {
	case "line":
		t.Line = of
	case "category":
		t.Category = estimate.Category(of)
	case "phase":
		id, _ := strconv.ParseInt(of, 10, 64)
		t.Phase = record.ID(id)
	}
	return t, t != rangeTarget{} && t.Phase >= 0 && t.String() == text
}
