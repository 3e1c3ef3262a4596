package modelfile

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/risk"
	"korridor/pkg/yamlfile"
)

func (r *reader) duration(phase string, t *yamlfile.Table) {
	if d := r.distribution(t); d != nil {
		if r.Risk.Durations == nil {
			r.Risk.Durations = map[string]risk.Distribution{}
		}
		r.Risk.Durations[phase] = *d
	}
	t.Done()
}

// distribution reads a distribution; nil, with its problems noted, for one whose
// parameters cannot be read. Of a shape that there is not, whatever any shape
// takes may stand there: the shape is the problem.
func (r *reader) distribution(t *yamlfile.Table) *risk.Distribution {
	t.Require("distribution")
	d := &risk.Distribution{Shape: risk.Shape(t.Text("distribution"))}
	names := d.Shape.Parameters()
	if names == nil {
		for _, shape := range risk.Shapes {
			for _, name := range shape.Parameters() {
				t.Any(name)
			}
		}
		return d
	}
	t.Require(names...)
	for _, name := range names {
		if value := t.Number(name); value.Valid {
			d.Values = append(d.Values, value.Decimal)
		}
	}
	if len(d.Values) < len(names) {
		return nil
	}
	return d
}

func (r *reader) uncertainty(line string, t *yamlfile.Table) {
	d := r.distribution(t)
	u := risk.Uncertainty{TimeDependent: t.Flag("time_dependent")}
	if n := t.Key("of", yamlfile.TextNode); n != nil {
		u.Amounts = n.Text == "amount"
		r.NoteUnless(u.Amounts || n.Text == "factor", n, fault.Say("modelfile.uncertainty_of", "must be factor or amount"))
	}
	t.Done()
	if d == nil {
		return
	}
	u.Distribution = *d
	if r.Risk.Lines == nil {
		r.Risk.Lines = map[string]risk.Uncertainty{}
	}
	r.Risk.Lines[line] = u
}

func (r *reader) simulation(t *yamlfile.Table) {
	for _, x := range t.Tables("risks") {
		r.riskEntry(x)
	}
	r.correlation(t.Any("correlation"))
	n := t.Key("simulation", yamlfile.TableNode)
	if n == nil {
		return
	}
	s := r.Table(n)
	if n := s.Key("iterations", yamlfile.TextNode); n != nil {
		r.Risk.Iterations = r.Whole(n, n.Text)
		r.NoteUnless(n.Text != "0", n, fault.Say("risk.iterations", "must be between {min} and {max}", "min", 1, "max", risk.MaxIterations))
	}
	if n := s.Key("seed", yamlfile.TextNode); n != nil {
		seed, err := strconv.ParseUint(n.Text, 10, 64)
		r.NoteUnless(err == nil, n, fault.Say("risk.seed", "{text} is not a whole number from 0 to {max}", "text", strconv.Quote(n.Text), "max", uint64(math.MaxUint64)))
		r.Risk.Seed = seed
	}
	s.Done()
}

func (r *reader) riskEntry(t *yamlfile.Table) {
	t.Require("code", "probability")
	if t.Any("impact") == nil && t.Any("delay_months") == nil {
		r.Note(t.Node.PlaceOf("impact"), fault.Say("risk.without_effect", "is required where there is no delay: a risk costs or delays something"))
	}
	x := risk.Risk{Code: t.Text("code"), Name: t.Label("name"), Phase: t.Text("phase"), Probability: t.Number("probability").Decimal}
	for _, part := range []struct {
		key  string
		into **risk.Distribution
	}{{"impact", &x.Impact}, {"delay_months", &x.DelayMonths}} {
		if n := t.Key(part.key, yamlfile.TableNode); n != nil {
			d := r.Table(n)
			*part.into = r.distribution(d)
			d.Done()
		}
	}
	r.Risk.Risks = append(r.Risk.Risks, x)
	t.Done()
}

// correlation reads one ρ, or groups with a matrix.
func (r *reader) correlation(n *yamlfile.Node) {
	switch {
	case n == nil:
		return
	case n.Kind == yamlfile.TextNode:
		r.Risk.Correlation.Rho = r.Number(n).Decimal
		return
	}
	t := r.Table(n)
	t.Require("groups", "matrix")
	for _, g := range t.Tables("groups") {
		g.Require("name", "lines")
		group := risk.Group{Name: g.Text("name")}
		for _, line := range g.Texts("lines") {
			group.Lines = append(group.Lines, strings.TrimSpace(line.Text))
		}
		r.Risk.Correlation.Groups = append(r.Risk.Correlation.Groups, group)
		g.Done()
	}
	if rows := t.Key("matrix", yamlfile.ListNode); rows != nil {
		for _, row := range rows.List {
			var values []decimal.Decimal
			if r.Is(row, yamlfile.ListNode) {
				for _, cell := range row.List {
					if r.Is(cell, yamlfile.TextNode) {
						values = append(values, r.Number(cell).Decimal)
					}
				}
			}
			r.Risk.Correlation.Matrix = append(r.Risk.Correlation.Matrix, values)
		}
	}
	t.Done()
}
