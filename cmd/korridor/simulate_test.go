package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestSimulateAModelFile(t *testing.T) {
	korridor(t, "simulate", modelExample, "--iterations", "2000").wants(t, exitDone, "2,000 iterations, seed 1", "P80", "L1", "note: contingency lines are left out")
	args := []string{"simulate", modelExample, "--json", "--iterations", "3000", "--seed", "7"}
	elapsed := regexp.MustCompile(`"elapsed_ms": \d+`)
	first, second := korridor(t, args...), korridor(t, args...)
	first.wants(t, exitDone)
	if a, b := elapsed.ReplaceAllString(first.stdout, ""), elapsed.ReplaceAllString(second.stdout, ""); a != b {
		t.Error("two runs of one seed differ")
	}
	var got struct {
		Iterations  int
		Seed        int
		Mean        string
		Percentiles map[string]string
		Interval95  map[string][]string
		MeanAbove   string `json:"mean_above_p80"`
		Within      struct{ Working, Secured *float64 }
		Years       []struct {
			FiscalYear int      `json:"fiscal_year"`
			Within     *float64 `json:"probability_within_secured"`
		}
		Finish    struct{ P50 string }
		UnderCaps *struct{ P50 *int } `json:"finish_under_caps"`
		Joint     []struct {
			Cost, Finish string
			Probability  float64
		}
		Sensitivity []struct {
			Code          string
			VarianceShare float64 `json:"variance_share"`
		}
	}
	if err := json.Unmarshal([]byte(first.stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Iterations != 3000 || got.Seed != 7 || len(got.Percentiles) != 19 || len(got.Interval95["p80"]) != 2 || len(got.Joint) != 81 ||
		got.Years[0].FiscalYear != 2026 || got.Years[0].Within == nil || got.Finish.P50 == "" || got.UnderCaps == nil || got.UnderCaps.P50 != nil {
		t.Errorf("%+v", got)
	}
	if got.Sensitivity[0].Code != "L1" || got.Sensitivity[0].VarianceShare < 0.9 {
		t.Errorf("drivers %+v", got.Sensitivity)
	}
	for _, money := range []string{got.Mean, got.MeanAbove, got.Percentiles["p5"]} {
		if !regexp.MustCompile(`^\d+\.\d\d$`).MatchString(money) {
			t.Errorf("money as %q", money)
		}
	}
}

// Where money has no exchange rate the chance that it is enough is not known.
func TestSimulateMoneyWithoutARate(t *testing.T) {
	source, err := os.ReadFile(modelExample)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "m.yaml")
	if err := os.WriteFile(file, bytes.Replace(source, []byte(`requested: "370000000.00"`), []byte(`currency: ALL, approved: "5.00"`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	korridor(t, "simulate", file, "--iterations", "2000").wants(t, exitDone, "what is secured is not known (see the notes)", "not known\n", "note: what is secured is not known for 2026")
	korridor(t, "simulate", file, "--iterations", "2000", "--json").wants(t, exitDone, `"secured": null`, `"probability_within_secured": null`)
}

func TestSimulateWrongUse(t *testing.T) {
	korridor(t, "simulate", modelExample, "--iterations", "-5").wants(t, exitWrongUse, "--iterations")
	korridor(t, "simulate", modelExample, "--iterations", "0").wants(t, exitWrongUse, "--iterations")
	korridor(t, "simulate", modelExample, "--iterations", "1000000000").wants(t, exitWrongUse, "must be between 1 and 100000000")
	korridor(t, "simulate", modelExample, "--seed", "x").wants(t, exitWrongUse, "--seed")
	korridor(t, "simulate", "none.yaml").wants(t, exitFailed, "none.yaml")
}

func TestProgressBar(t *testing.T) {
	if got := bar(300, 1000); got != "["+strings.Repeat("#", 9)+strings.Repeat("·", 21)+"] 30 %" {
		t.Error(got)
	}
}
