package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const modelExample = "../../pkg/modelfile/testdata/example.yaml"

func TestCostOfAModelFile(t *testing.T) {
	korridor(t, "cost", modelExample).wants(t, exitDone, "1,119,034,842.61", "2027-07-01", "under the caps", "note: not escalated")
	out := korridor(t, "cost", modelExample, "--json")
	out.wants(t, exitDone)
	var got struct {
		Total string
		NPV   *string
		Years []struct {
			FiscalYear int     `json:"fiscal_year"`
			Requested  *string `json:"requested"`
			Approved   *string `json:"approved"`
		}
		Capped *struct {
			CompletionYear *int   `json:"completion_year"`
			Remaining      string `json:"remaining"`
			ExtraYears     *int   `json:"extra_years"`
		}
	}
	if err := json.Unmarshal([]byte(out.stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Total != "1119034842.61" || got.NPV == nil || *got.NPV != "876027991.28" {
		t.Errorf("total %s, present value %v", got.Total, got.NPV)
	}
	if y := got.Years[0]; y.FiscalYear != 2026 || y.Requested == nil || *y.Requested != "370000000.00" || y.Approved != nil {
		t.Errorf("the first year: %+v", y)
	}
	if c := got.Capped; c == nil || c.CompletionYear != nil || c.Remaining != "1050879611.84" || *c.ExtraYears != 5 {
		t.Errorf("capped: %+v", c)
	}
}

func TestCostOfABadModelFile(t *testing.T) {
	source, err := os.ReadFile(modelExample)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "m.yaml")
	bad := strings.NewReplacer("price_year: 2025", "price_year: 25", "phase: P2, category", "phase: P9, category").Replace(string(source))
	if err := os.WriteFile(file, []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
	out := korridor(t, "cost", file)
	out.wants(t, exitFailed, file+":2 price_year: must be a year", file+":12 lines[1].phase: there is no phase P9")
	if got := strings.Count(out.stderr, "\n  "); got < 2 {
		t.Errorf("the problems do not stand on lines of their own:\n%s", out.stderr)
	}
	korridor(t, "cost", filepath.Join(t.TempDir(), "none.yaml")).wants(t, exitFailed, "none.yaml")
	korridor(t, "cost").wants(t, exitWrongUse, "MODEL is missing")
}

// The model that is exported is one that cost computes, and what the cash flow
// of the report comes to.
func TestExportedModelIsComputed(t *testing.T) {
	file, model := corridorFile(t), filepath.Join(t.TempDir(), "railway.yaml")
	korridor(t, "export", "model", "--project", "railway", "-o", model, "--db", file).wants(t, exitDone)
	korridor(t, "cost", model, "--json").wants(t, exitDone, `"total": "2182012003.98"`, `"need": "13079927.09"`)
	korridor(t, "simulate", model, "--iterations", "2000").wants(t, exitDone, "seed 1", "tunnels", "ground-conditions", "duration")
	korridor(t, "export", "cashflow", "--project", "railway", "--db", file).wants(t, exitDone, "railway,2026,EUR,12698958.34,0.00,380968.75,13079927.09,370000000.00,,,,0.00,")
	korridor(t, "export", "cashflow", "--by", "month", "--project", "railway", "--db", file).wants(t, exitDone, "railway,2027-03,EUR,")
	korridor(t, "export", "model", "--project", "railway", "--estimate", "study-2025", "--db", file).wants(t, exitDone, "headline")
	korridor(t, "export", "model", "--project", "vore-hani-i-hotit", "--db", file).wants(t, exitFailed, "no phase has a start")
	for _, wrong := range [][]string{{"export", "model"}, {"export", "model", "--project", "railway", "--format", "json"},
		{"export", "budget", "--scenario", "slow"}, {"export", "cashflow", "--by", "week"}} {
		korridor(t, append(wrong, "--db", file)...).wants(t, exitWrongUse)
	}
}
