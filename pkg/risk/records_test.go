package risk

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

func figure(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

func matrix(rows ...string) [][]decimal.Decimal {
	m := make([][]decimal.Decimal, len(rows))
	for i, row := range rows {
		for _, v := range strings.Fields(row) {
			m[i] = append(m[i], decimal.RequireFromString(v))
		}
	}
	return m
}

// refused checks that a record is refused with a problem at the field.
func refused(t *testing.T, e record.Entity, field, key string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Error](e.Validate())
	if !ok || f.Kind != fault.Invalid {
		t.Errorf("%+v: %v", e, e.Validate())
		return
	}
	for _, x := range f.Fields {
		if x.Name == field && x.Message.Key == key {
			return
		}
	}
	t.Errorf("%v has no %s at %s", f, key, field)
}

func validRange() *Range {
	return &Range{Project: 1, Line: "tunnels", Spread: Spread{Shape: PERT, Low: figure("0.8"), Mode: figure("1"), High: figure("1.6")}}
}

func TestRangeValidate(t *testing.T) {
	if err := validRange().Validate(); err != nil {
		t.Fatal(err)
	}
	amounts := validRange()
	amounts.Amounts, amounts.Currency, amounts.TimeDependent = true, money.EUR, true
	if err := amounts.Validate(); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		field, key string
		change     func(r *Range)
	}{
		{"project", "required", func(r *Range) { r.Project = 0 }},
		{"line", "uncertainty.target", func(r *Range) { r.Line = "" }},
		{"line", "uncertainty.target", func(r *Range) { r.Category = estimate.Design }},
		{"line", "bad_code", func(r *Range) { r.Line = "Ö" }},
		{"category", "unknown_value", func(r *Range) { r.Line, r.Category = "", "space" }},
		{"shape", "unknown_value", func(r *Range) { r.Shape = "gamma" }},
		{"shape", "required", func(r *Range) { r.Spread = Spread{} }},
		{"mode", "required", func(r *Range) { r.Mode.Valid = false }},
		{"sd", "risk.parameter_unused", func(r *Range) { r.SD = figure("1") }},
		{"low", "risk.order", func(r *Range) { r.Low = figure("1.1") }},
		{"low", "negative", func(r *Range) { r.Low = figure("-0.1") }},
		{"high", "out_of_range", func(r *Range) { r.High = figure("1000000000000001") }},
		{"p90", "dist.ratio", func(r *Range) { r.Spread = Spread{Shape: Lognormal, P10: figure("0.001"), P90: figure("10000")} }},
		{"amounts", "uncertainty.phase_amounts", func(r *Range) { r.Line, r.Phase, r.Amounts = "", 3, true }},
		{"high", "not_positive", func(r *Range) {
			r.Line, r.Phase, r.Spread = "", 3, Spread{Shape: Uniform, Low: figure("0"), High: figure("0")}
		}},
		{"time_dependent", "uncertainty.phase_time", func(r *Range) { r.Line, r.Phase, r.TimeDependent = "", 3, true }},
		{"currency", "uncertainty.currency", func(r *Range) { r.Amounts = true }},
		{"currency", "uncertainty.currency", func(r *Range) { r.Currency = money.EUR }},
	} {
		r := validRange()
		c.change(r)
		refused(t, r, c.field, c.key)
	}
}

func TestMostSpecificRangeCounts(t *testing.T) {
	ranges := []Range{{Line: "tunnels"}, {Category: estimate.Construction}, {Phase: 4}}
	for _, c := range []struct {
		line       string
		category   estimate.Category
		percentage bool
		want       *Range
	}{
		{"tunnels", estimate.Construction, false, &ranges[0]}, {"tunnels", estimate.Construction, true, &ranges[0]},
		{"bridges", estimate.Construction, false, &ranges[1]}, {"bridges", estimate.Construction, true, nil},
		{"bridges", estimate.Design, false, nil},
	} {
		if got, ok := RangeOf(ranges, c.line, c.category, c.percentage); got != c.want || ok != (c.want != nil) {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

func validEntry() *Entry {
	return &Entry{Project: 1, Code: "fault-zone", Name: text.Plain("Fault zone"), Phase: 2, Currency: money.EUR, Status: StatusOpen, Response: Reduce,
		Probability: figure("0.25"), Impact: Spread{Shape: Constant, Value: figure("100")}, Delay: Spread{Shape: Uniform, Low: figure("1"), High: figure("9")}}
}

func TestEntryValidate(t *testing.T) {
	if err := validEntry().Validate(); err != nil {
		t.Fatal(err)
	}
	if err := (&Entry{Project: 1, Code: "idea", Name: text.Plain("An idea"), Status: StatusOpen}).Validate(); err != nil {
		t.Errorf("a risk that nobody assessed yet: %v", err)
	}
	for _, c := range []struct {
		field, key string
		change     func(e *Entry)
	}{
		{"project", "required", func(e *Entry) { e.Project = 0 }},
		{"code", "required", func(e *Entry) { e.Code = "" }},
		{"name", "required", func(e *Entry) { e.Name = text.Label{} }},
		{"position", "negative", func(e *Entry) { e.Position = -1 }},
		{"status", "required", func(e *Entry) { e.Status = "" }},
		{"response", "unknown_value", func(e *Entry) { e.Response = "pray" }},
		{"probability", "risk.probability", func(e *Entry) { e.Probability = figure("1.01") }},
		{"mitigated.probability", "risk.probability", func(e *Entry) { e.Mitigated.Probability = figure("-0.1") }},
		{"impact.value", "required", func(e *Entry) { e.Impact.Value.Valid = false }},
		{"mitigated.impact.low", "risk.parameter_unused", func(e *Entry) { e.Mitigated.Impact.Low = figure("1") }},
		{"delay.low", "risk.order", func(e *Entry) { e.Delay.Low = figure("10") }},
		{"currency", "risk.currency", func(e *Entry) { e.Currency = money.Currency{} }},
		{"currency", "risk.currency", func(e *Entry) { e.Impact = Spread{} }},
		{"phase", "risk.delay_phase", func(e *Entry) { e.Phase = 0 }},
	} {
		e := validEntry()
		c.change(e)
		refused(t, e, c.field, c.key)
	}
}

// What a risk does now follows from where it stands.
func TestCurrentExposure(t *testing.T) {
	e := validEntry()
	e.Mitigated = Exposure{Probability: figure("0.1"), Impact: Spread{Shape: Constant, Value: figure("7")}}
	for _, c := range []struct {
		status              Status
		probability, impact string
		ok                  bool
	}{{StatusOpen, "0.25", "100", true}, {StatusMitigated, "0.1", "7", true}, {StatusOccurred, "1", "100", true}, {StatusClosed, "0.25", "100", false}} {
		e.Status = c.status
		x, ok := e.Current()
		if ok != c.ok || x.Probability.Decimal.String() != c.probability || x.Impact.Value.Decimal.String() != c.impact || x.Delay.Shape != Uniform {
			t.Errorf("%s: %+v, %t", c.status, x, ok)
		}
	}
}

func validSettings() *Settings {
	return &Settings{Project: 1, Groups: []LineGroup{{Name: "civil", Lines: []string{"tunnels"}, Categories: []estimate.Category{estimate.Design}},
		{Name: "other", Categories: []estimate.Category{estimate.Construction}}}, Matrix: matrix("0.5 0.2", "0.2 0.3"), Percentile: 80, Iterations: 1000}
}

func TestSettingsValidate(t *testing.T) {
	for _, s := range []*Settings{validSettings(), {Project: 1}, {Project: 1, Rho: figure("0.3")}} {
		if err := s.Validate(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		field, key string
		change     func(s *Settings)
	}{
		{"project", "required", func(s *Settings) { s.Project = 0 }},
		{"rho", "risk_settings.both", func(s *Settings) { s.Rho = figure("0.3") }},
		{"rho", "risk.rho", func(s *Settings) { s.Groups, s.Matrix, s.Rho = nil, nil, figure("1") }},
		{"iterations", "risk.iterations", func(s *Settings) { s.Iterations = -1 }},
		{"iterations", "risk.iterations", func(s *Settings) { s.Iterations = MaxIterations + 1 }},
		{"seed", "negative", func(s *Settings) { s.Seed = -1 }},
		{"percentile", "risk_settings.percentile", func(s *Settings) { s.Percentile = 83 }},
		{"groups", "required", func(s *Settings) { s.Groups[0].Name = "" }},
		{"groups", "risk_settings.name_twice", func(s *Settings) { s.Groups[1].Name = "civil" }},
		{"groups", "risk_settings.empty", func(s *Settings) { s.Groups[1].Categories = nil }},
		{"groups", "risk.group_twice", func(s *Settings) { s.Groups[1].Lines = []string{"tunnels"} }},
		{"groups", "risk_settings.category_twice", func(s *Settings) { s.Groups[0].Categories[0] = estimate.Construction }},
		{"matrix", "risk.matrix_size", func(s *Settings) { s.Matrix = nil }},
		{"matrix", "risk.matrix_size", func(s *Settings) { s.Matrix = matrix("0.5", "0.2 0.3") }},
		{"matrix", "risk.matrix_symmetric", func(s *Settings) { s.Matrix = matrix("0.5 0.1", "0.2 0.3") }},
		{"matrix", "risk.correlation_range", func(s *Settings) { s.Matrix = matrix("0.5 2", "2 0.3") }},
		{"matrix", "risk_settings.matrix_impossible", func(s *Settings) { s.Matrix = matrix("0.1 0.9", "0.9 0.1") }},
	} {
		s := validSettings()
		c.change(s)
		refused(t, s, c.field, c.key)
	}
}

// A line that a group names by code is of that group, whatever its category.
func TestGroupsOfLines(t *testing.T) {
	lines := []costmodel.Line{{Code: "tunnels", Category: estimate.Construction}, {Code: "bridges", Category: estimate.Construction}, {Code: "land", Category: estimate.Acquisition}}
	c := validSettings().Correlation(lines)
	if len(c.Groups) != 2 || strings.Join(c.Groups[0].Lines, " ") != "tunnels" || strings.Join(c.Groups[1].Lines, " ") != "bridges" {
		t.Errorf("%+v", c)
	}
	if c := (&Settings{Rho: figure("0.3")}).Correlation(lines); c.Groups != nil || c.Rho.String() != "0.3" {
		t.Errorf("%+v", c)
	}
}

func TestRunValidate(t *testing.T) {
	valid := Run{Project: 1, Estimate: 2, Iterations: 10, Model: "m", Result: "r"}
	if err := valid.Validate(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field, key string
		change     func(r *Run)
	}{
		{"project", "required", func(r *Run) { r.Project = 0 }},
		{"estimate", "required", func(r *Run) { r.Estimate = 0 }},
		{"seed", "negative", func(r *Run) { r.Seed = -1 }},
		{"iterations", "risk.iterations", func(r *Run) { r.Iterations = 0 }},
		{"model", "required", func(r *Run) { r.Model = "" }},
		{"model", "not_utf8", func(r *Run) { r.Model = "a\x00b" }},
		{"name", "too_long", func(r *Run) { r.Name = strings.Repeat("x", 2000) }},
		{"result", "file.too_large", func(r *Run) { r.Result = strings.Repeat("x", MaxResult+1) }},
	} {
		r := valid
		c.change(&r)
		refused(t, &r, c.field, c.key)
	}
}

// What is offered for a matrix that no correlations can have is near, has the same
// diagonal and can be kept as it is written, however many groups there are.
func TestNearestMatrixCanBeKept(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 4))
	offered := 0
	for range 400 {
		n := 2 + rng.IntN(7)
		s := Settings{Project: 1}
		for i := range n {
			s.Groups = append(s.Groups, LineGroup{Name: strconv.Itoa(9 - i), Lines: []string{"line-" + strconv.Itoa(i)}})
			s.Matrix = append(s.Matrix, make([]decimal.Decimal, n))
		}
		for i := range n {
			s.Matrix[i][i] = decimal.New(int64(rng.IntN(101)), -2)
			for j := range i {
				s.Matrix[i][j] = decimal.New(int64(rng.IntN(201)-100), -2)
				s.Matrix[j][i] = s.Matrix[i][j]
			}
		}
		near, ok := s.Nearest()
		if valid := s.Validate() == nil; ok == valid {
			t.Fatalf("offered: %v, valid: %v: %v", ok, valid, s.Matrix)
		}
		if !ok {
			continue
		}
		offered++
		for i := range near {
			if !near[i][i].Equal(s.Matrix[i][i]) {
				t.Errorf("the diagonal of %v is %v", s.Matrix, near)
			}
		}
		s.Matrix = near
		if err := s.Validate(); err != nil {
			t.Errorf("%v cannot be kept: %v", near, err)
		}
		if _, ok := s.Nearest(); ok {
			t.Error("what was taken is offered again")
		}
	}
	if offered < 100 {
		t.Errorf("only %d were offered", offered)
	}
}
