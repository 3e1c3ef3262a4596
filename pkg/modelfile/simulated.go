package modelfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"korridor/pkg/risk"
)

// The JSON of a simulation; see the forms of costResult.
type (
	simulationResult struct {
		Iterations  int                  `json:"iterations"`
		Seed        uint64               `json:"seed"`
		Currency    string               `json:"currency"`
		Mean        string               `json:"mean"`
		SD          string               `json:"sd"`
		Percentiles orderedMap[string]   `json:"percentiles"`
		Interval95  orderedMap[[]string] `json:"interval95"`
		MeanAbove   string               `json:"mean_above_p80"`
		Within      struct {
			Working float64  `json:"working"`
			Secured *float64 `json:"secured"` // null: not known
		} `json:"probability_within"`
		Years       []simulatedYear  `json:"years"`
		Finish      simulatedFinish  `json:"finish"`
		UnderCaps   *simulatedCaps   `json:"finish_under_caps"`
		Joint       []jointCell      `json:"joint"`
		Sensitivity []sensitivityRow `json:"sensitivity"`
		Warnings    []string         `json:"warnings"`
		ElapsedMS   *int64           `json:"elapsed_ms,omitempty"` // nil: a result that is kept
	}
	simulatedYear struct {
		FiscalYear int      `json:"fiscal_year"`
		P10        string   `json:"p10"`
		P50        string   `json:"p50"`
		P80        string   `json:"p80"`
		Within     *float64 `json:"probability_within_secured"` // null: not known
	}
	simulatedFinish struct {
		P10           string  `json:"p10"`
		P50           string  `json:"p50"`
		P80           string  `json:"p80"`
		Planned       string  `json:"planned"`
		WithinPlanned float64 `json:"probability_within_planned"`
	}
	simulatedCaps struct {
		P10        *int    `json:"p10"`
		P50        *int    `json:"p50"`
		P80        *int    `json:"p80"`
		Unfinished float64 `json:"unfinished"`
	}
	jointCell struct {
		Cost        string  `json:"cost"`
		Finish      string  `json:"finish"`
		Probability float64 `json:"probability"`
	}
	sensitivityRow struct {
		Code          string  `json:"code"`
		Kind          string  `json:"kind"`
		Spearman      float64 `json:"spearman"`
		VarianceShare float64 `json:"variance_share"`
	}
)

// orderedMap is written as a JSON object whose keys keep their order.
type orderedMap[T any] struct {
	keys   []string
	values []T
}

func (m *orderedMap[T]) put(key string, value T) {
	m.keys, m.values = append(m.keys, key), append(m.values, value)
}

// UnmarshalJSON implements json.Unmarshaler.
func (m *orderedMap[T]) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value T
		if err := d.Decode(&value); err != nil {
			return err
		}
		m.put(fmt.Sprint(key), value)
	}
	return nil
}

// MarshalJSON implements json.Marshaler.
func (m orderedMap[T]) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, key := range m.keys {
		if i > 0 {
			b = append(b, ',')
		}
		value, err := json.Marshal(m.values[i])
		if err != nil {
			return nil, err
		}
		b = fmt.Appendf(b, "%q:%s", key, value)
	}
	return append(b, '}'), nil
}

// WriteSimulation writes a simulation as indented JSON. All but elapsed_ms are
// the same bytes for the same model, seed and iterations. Errors: the writer's.
func WriteSimulation(w io.Writer, r *risk.Result, elapsed time.Duration) error {
	ms := elapsed.Milliseconds()
	return writeSimulation(w, r, &ms)
}

// WriteKept writes a simulation to be kept: WriteSimulation without elapsed_ms,
// the same bytes each time. Errors: the writer's.
func WriteKept(w io.Writer, r *risk.Result) error { return writeSimulation(w, r, nil) }

func writeSimulation(w io.Writer, r *risk.Result, elapsed *int64) error {
	out := simulationResult{Iterations: r.Iterations, Seed: r.Seed, Currency: r.Currency.Code(), Mean: r.Mean.Plain(), SD: r.SD.Plain(),
		MeanAbove: r.MeanAboveP80.Plain(), Years: []simulatedYear{}, Joint: []jointCell{}, Sensitivity: []sensitivityRow{}, Warnings: []string{},
		Finish:    simulatedFinish{r.Finish.P10.String(), r.Finish.P50.String(), r.Finish.P80.String(), r.Finish.Planned.String(), r.Finish.WithinPlanned},
		ElapsedMS: elapsed}
	out.Within.Working, out.Within.Secured = r.WithinWorking, r.WithinSecured
	for _, p := range r.Percentiles {
		key := fmt.Sprintf("p%d", p.P)
		out.Percentiles.put(key, p.Value.Plain())
		out.Interval95.put(key, []string{p.Low.Plain(), p.High.Plain()})
	}
	for _, y := range r.Years {
		out.Years = append(out.Years, simulatedYear{y.FiscalYear, y.P10.Plain(), y.P50.Plain(), y.P80.Plain(), y.Within})
	}
	if c := r.FinishUnderCaps; c != nil {
		out.UnderCaps = &simulatedCaps{knownYear(c.P10), knownYear(c.P50), knownYear(c.P80), c.Unfinished}
	}
	for _, j := range r.Joint {
		out.Joint = append(out.Joint, jointCell{j.Cost.Plain(), j.Finish.String(), j.Probability})
	}
	for _, s := range r.Sensitivity {
		out.Sensitivity = append(out.Sensitivity, sensitivityRow{s.Code, string(s.Kind), s.Spearman, s.VarianceShare})
	}
	for _, m := range r.Warnings {
		out.Warnings = append(out.Warnings, m.String())
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func knownYear(year int) *int {
	if year == 0 {
		return nil
	}
	return &year
}
