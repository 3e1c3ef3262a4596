package record_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
)

// entities makes an empty record of every kind.
var entities = map[record.Kind]func() record.Entity{
	record.Programme:     func() record.Entity { return new(project.Programme) },
	record.Project:       func() record.Entity { return new(project.Project) },
	record.Section:       func() record.Entity { return new(project.Section) },
	record.Phase:         func() record.Entity { return new(project.Phase) },
	record.Milestone:     func() record.Entity { return new(project.Milestone) },
	record.Structure:     func() record.Entity { return new(project.Structure) },
	record.Document:      func() record.Entity { return new(project.Document) },
	record.Claim:         func() record.Entity { return new(project.Claim) },
	record.Estimate:      func() record.Entity { return new(estimate.Estimate) },
	record.CostLine:      func() record.Entity { return new(estimate.Line) },
	record.FundingSource: func() record.Entity { return new(funding.Source) },
	record.Ceiling:       func() record.Entity { return new(funding.Ceiling) },
	record.Allocation:    func() record.Entity { return new(funding.Allocation) },
	record.ExchangeRate:  func() record.Entity { return new(funding.Rate) },

	record.IndexSeries:     func() record.Entity { return new(costmodel.Series) },
	record.Assumptions:     func() record.Entity { return new(costmodel.Assumptions) },
	record.Scenario:        func() record.Entity { return new(costmodel.Scenario) },
	record.BudgetProgramme: func() record.Entity { return new(funding.BudgetProgramme) },
	record.Expenditure:     func() record.Entity { return new(costmodel.Expenditure) },
	record.Benefit:         func() record.Entity { return new(costmodel.Benefit) },
	record.Attribution:     func() record.Entity { return new(estimate.Attribution) },

	record.Uncertainty:  func() record.Entity { return new(risk.Range) },
	record.Risk:         func() record.Entity { return new(risk.Entry) },
	record.RiskSettings: func() record.Entity { return new(risk.Settings) },
	record.Simulation:   func() record.Entity { return new(risk.Run) },
	record.Proposal:     func() record.Entity { return new(proposal.Proposal) },

	record.Period:   func() record.Entity { return new(period.Period) },
	record.Comment:  func() record.Entity { return new(project.Comment) },
	record.Baseline: func() record.Entity { return new(project.Baseline) },

	record.User: func() record.Entity { return new(access.User) },
}

// filled returns a record of the kind in which every field has a value of its own.
func filled(k record.Kind) record.Entity {
	e, n := entities[k](), 0
	fill(reflect.ValueOf(e).Elem(), &n)
	return e
}

func fill(v reflect.Value, n *int) {
	*n++
	switch at := v.Addr().Interface().(type) {
	case *decimal.Decimal:
		*at = decimal.RequireFromString(fmt.Sprintf("%d.25", *n))
		return
	case *decimal.NullDecimal:
		*at = record.Known(decimal.RequireFromString(fmt.Sprintf("%d.25", *n)))
		return
	case *money.Currency:
		*at = money.ALL
		return
	case *money.Amount:
		*at = money.FromMinor(int64(*n)*100+1, money.ALL)
		return
	case *schedule.Date:
		*at = schedule.MustDate(fmt.Sprintf("%d-05-17", 2000+*n))
		return
	case *time.Time:
		*at = time.Date(2026, 1, *n, 12, 30, 15, 123456000, time.UTC)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.String:
		v.SetString(fmt.Sprintf("tekst\n\"%d\" <ë> 𝄞 \\", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(2000 + *n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("the test cannot fill a " + v.Type().String())
	}
}

func TestEveryKindIsItsOwn(t *testing.T) {
	if len(entities) != len(record.Kinds) {
		t.Errorf("%d kinds are tested of %d", len(entities), len(record.Kinds))
	}
	for k, empty := range entities {
		e := empty()
		if e.RecordKind() != k {
			t.Errorf("a %s says that it is a %s", k, e.RecordKind())
		}
		if e.RecordMeta().ID = 7; reflect.ValueOf(e).Elem().FieldByName("ID").Int() != 7 {
			t.Errorf("the meta of a %s is not its own", k)
		}
		if err := entities[k]().Validate(); err == nil {
			t.Errorf("an empty %s is valid", k)
		}
	}
}

// Refs point into the record: the store resolves placeholders through them.
// Every field that holds an id of another record is among them.
func TestRefsPointIntoTheRecord(t *testing.T) {
	for k := range entities {
		if k == record.Proposal {
			continue // it stays when what it is about goes
		}
		e := filled(k)
		refs := e.Refs()
		for _, ref := range refs {
			if *ref.ID == 0 || ref.Kind == "" || ref.Field == "" {
				t.Errorf("%s: the reference %+v is incomplete", k, ref)
			}
			*ref.ID = -1
		}
		if own := countIDs(reflect.ValueOf(e).Elem(), 0) - 1; own != 0 { // less the record's own id
			t.Errorf("%s: %d ids are not among its references", k, own)
		}
	}
}

// countIDs counts the ids that are not -1.
func countIDs(v reflect.Value, n int) int {
	switch {
	case v.Type() == reflect.TypeFor[record.ID]() && v.Int() != -1:
		return n + 1
	case v.Type() == reflect.TypeFor[time.Time]() || v.Type() == reflect.TypeFor[decimal.Decimal]():
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			n = countIDs(v.Field(i), n)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			n = countIDs(v.Index(i), n)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		n = countIDs(v.Elem(), n)
	}
	return n
}

// Domain JSON keeps every field of every record, and reading it replaces all
// that the record held before.
func TestEncodeDecode(t *testing.T) {
	for k, empty := range entities {
		for name, e := range map[string]record.Entity{"filled": filled(k), "empty": empty()} {
			text, err := record.Encode(e)
			if err != nil {
				t.Fatalf("%s %s: %v", name, k, err)
			}
			for into, back := range map[string]record.Entity{"an empty one": empty(), "a filled one": filled(k)} {
				if err := record.Decode(text, back); err != nil || !reflect.DeepEqual(back, e) {
					t.Errorf("%s %s read into %s came back as\n%+v, %v, want\n%+v", name, k, into, back, err, e)
				}
			}
			if again, _ := record.Encode(e); again != text {
				t.Errorf("%s %s: written twice, it differs", name, k)
			}
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	text, err := record.Encode(filled(record.Phase))
	if err != nil {
		t.Fatal(err)
	}
	if err := record.Decode(text, new(project.Section)); err == nil {
		t.Error("a phase is read as a section")
	}
	for _, bad := range []string{"", "{}", "null", "[]", text + text, text[:len(text)/2],
		strings.Replace(text, `"v":1`, `"v":2`, 1), strings.Replace(text, `-05-17"`, `-02-30"`, 1),
		strings.Replace(text, `"ID":`, `"ID":"x`, 1)} {
		if err := record.Decode(bad, new(project.Phase)); err == nil {
			t.Errorf("%.60q is read", bad)
		}
	}
}
