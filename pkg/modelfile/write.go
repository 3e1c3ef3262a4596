package modelfile

import (
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// table is a table of a file to be written: keys in order, empty values left out.
type table struct{ yaml.Node }

// put adds a value under the key: a text, a whole number, a flag, a table or a
// list.
func (t *table) put(key string, value any) {
	t.Kind = yaml.MappingNode
	t.Content = append(t.Content, nodeOf(key), nodeOf(value))
}

// nodeOf is a value as YAML. A text that would read as something else is
// quoted; lists of texts stand in one line.
func nodeOf(value any) *yaml.Node {
	switch v := value.(type) {
	case *table:
		v.Kind = yaml.MappingNode
		return &v.Node
	case []any:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for _, item := range v {
			n.Content = append(n.Content, nodeOf(item))
		}
		return n
	case []string:
		n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, item := range v {
			n.Content = append(n.Content, nodeOf(item))
		}
		return n
	case string:
		n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: v}
		if numberLike(v) {
			n.Style = yaml.DoubleQuotedStyle
		}
		return n
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v)}
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: fmt.Sprint(v)}
	}
}

// numberLike reports whether a text begins as a number does: amounts and rates
// are quoted, so that no reader makes floats of them.
func numberLike(s string) bool {
	return s != "" && (s[0] == '-' || s[0] == '.' || (s[0] >= '0' && s[0] <= '9'))
}

// text adds a text that is not empty.
func (t *table) text(key, s string) {
	if s != "" {
		t.put(key, s)
	}
}

func (t *table) label(key string, l text.Label) {
	t.text(key, l.Default)
	t.text(key+"_sq", l.Albanian)
}

func (t *table) number(key string, d decimal.NullDecimal) {
	if d.Valid {
		t.put(key, d.Decimal.String())
	}
}

func (t *table) amount(key string, a *money.Amount) {
	if a != nil {
		t.put(key, a.Plain())
	}
}

func (t *table) flag(key string, set bool) {
	if set {
		t.put(key, true)
	}
}

// list adds a list that is not empty.
func list[T any](t *table, key string, values []T, write func(*T) any) {
	if len(values) == 0 {
		return
	}
	all := make([]any, len(values))
	for i := range values {
		all[i] = write(&values[i])
	}
	t.put(key, all)
}

// Write writes the model file as YAML. Reading it gives the same model, so that
// it comes to the same figures. Errors: the writer's.
func Write(w io.Writer, f *File) error {
	m, t := &f.Model, &table{}
	t.text("currency", m.Currency.Code())
	t.put("price_year", m.PriceYear)
	t.number("discount_rate", m.DiscountRate)
	if len(m.Indices) > 0 {
		indices := &table{}
		for i := range m.Indices {
			indices.put(m.Indices[i].Code, indexTable(&m.Indices[i]))
		}
		t.put("indices", indices)
	}
	list(t, "phases", m.Phases, func(p *costmodel.Phase) any { return phaseTable(p, f.Risk.Durations) })
	list(t, "lines", m.Lines, func(l *costmodel.Line) any { return lineTable(l, f.Risk.Lines) })
	list(t, "funding_sources", m.Sources, sourceTable)
	list(t, "allocations", m.Allocations, func(a *costmodel.Allocation) any { return allocationTable(a, m.Currency) })
	if len(m.Caps) > 0 {
		caps := &table{}
		for _, c := range m.Caps {
			caps.put(strconv.Itoa(c.Year), c.Amount.Plain())
		}
		t.put("caps", caps)
		t.put("caps_carry_over", m.CapsCarryOver)
	}
	if len(m.CountryShares) > 0 {
		shares := &table{}
		for _, s := range m.CountryShares {
			shares.put(string(s.Country), s.Share.String())
		}
		t.put("country_shares", shares)
	}
	writeRisk(t, &f.Risk)
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(&t.Node); err != nil {
		return err
	}
	return encoder.Close()
}

func indexTable(x *costmodel.Index) *table {
	t, rates := &table{}, &table{}
	t.label("name", x.Name)
	t.flag("proxy", x.Proxy)
	for _, r := range x.Rates {
		rates.put(strconv.Itoa(r.Year), r.Rate.String())
	}
	t.put("rates", rates)
	return t
}

func phaseTable(p *costmodel.Phase, durations map[string]risk.Distribution) *table {
	t := &table{}
	t.text("code", p.Code)
	t.label("name", p.Name)
	t.text("start", p.Start.String())
	t.text("finish", p.Finish.String())
	t.text("profile", string(p.Profile.Kind))
	for i, name := range schedule.ProfileParameters(p.Profile.Kind) {
		t.number(name, []decimal.NullDecimal{p.Profile.A, p.Profile.B}[i])
	}
	if len(p.Profile.Shares) > 0 {
		shares := &table{}
		for _, s := range p.Profile.Shares {
			shares.put(strconv.Itoa(s.Year), s.Share.String())
		}
		t.put("shares", shares)
	}
	list(t, "after", p.After, func(l *costmodel.Link) any {
		if l.LagDays == 0 {
			return l.Phase
		}
		after := &table{}
		after.put("phase", l.Phase)
		after.put("lag_days", l.LagDays)
		return after
	})
	if d, ok := durations[p.Code]; ok {
		t.put("duration", distributionTable(&d))
	}
	return t
}

func lineTable(l *costmodel.Line, uncertain map[string]risk.Uncertainty) *table {
	t := &table{}
	t.text("code", l.Code)
	t.label("name", l.Name)
	t.text("phase", l.Phase)
	t.text("category", string(l.Category))
	t.amount("amount", l.Amount)
	t.number("quantity", l.Quantity)
	t.text("unit", l.Unit)
	t.number("unit_rate", l.UnitRate)
	t.number("percent", l.Percent)
	if len(l.Of) > 0 {
		t.put("of", textsOf(l.Of))
	}
	if len(l.OfLines) > 0 {
		t.put("of_lines", l.OfLines)
	}
	t.flag("contingency", l.Contingency)
	t.flag("balance", l.Balance)
	t.flag("assumed", l.Assumed)
	t.text("index", l.Index)
	t.text("country", string(l.Country))
	t.text("section", l.Section)
	t.text("structure", string(l.Structure))
	if u, ok := uncertain[l.Code]; ok {
		d := distributionTable(&u.Distribution)
		if u.Amounts {
			d.put("of", "amount")
		}
		d.flag("time_dependent", u.TimeDependent)
		t.put("uncertainty", d)
	}
	return t
}

func textsOf[T ~string](values []T) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return texts
}

func sourceTable(s *costmodel.Source) any {
	t := &table{}
	t.text("name", s.Name)
	t.text("kind", string(s.Kind))
	t.text("status", string(s.Status))
	t.put("carry_over", s.CarryOver)
	t.text("country", string(s.Country))
	return t
}

func allocationTable(a *costmodel.Allocation, model money.Currency) any {
	t := &table{}
	t.put("fiscal_year", a.FiscalYear)
	t.text("funding_source", a.Source)
	if c := a.Currency(); c != model {
		t.text("currency", c.Code())
	}
	for i, amount := range []*money.Amount{a.Requested, a.Approved, a.Committed, a.Disbursed} {
		t.amount(string(funding.Stages[i]), amount)
	}
	return t
}
