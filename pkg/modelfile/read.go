// Package modelfile is the model file: a cost model with what a simulation adds
// to it, as YAML or JSON, and its results as JSON.
package modelfile

import (
	"context"
	"errors"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/yamlfile"
)

// MaxSize is the largest model file that is read, in bytes.
const MaxSize = 8 << 20

// File is what a model file holds.
type File struct {
	Model costmodel.Model
	Risk  risk.Inputs

	top *yamlfile.Node // nil for a file that was not read
}

// reader reads one model file.
type reader struct {
	yamlfile.Reader
	File
}

// Read reads a model file; the name is used in messages, and one that ends in
// .json means JSON. Every problem of the file is reported together, as an
// Invalid fault whose fields name file, line and key.
func Read(name string, source []byte) (*File, error) {
	r := &reader{}
	if len(source) > MaxSize {
		return nil, fault.New(fault.TooLarge, fault.Say("file.too_large", "{file} is larger than {max} bytes", "file", name, "max", MaxSize))
	}
	if r.top = r.Parse(name, source); r.top != nil {
		r.file(r.Table(r.top))
		r.check(r.top)
	}
	if err := r.Err(fault.Say("modelfile.invalid", "the model file cannot be used")); err != nil {
		return nil, err
	}
	return &r.File, nil
}

// check adds what the domain finds wrong, at the places of the file.
func (r *reader) check(top *yamlfile.Node) {
	for _, err := range []error{r.Model.Check(), r.Risk.Check(&r.Model)} {
		if f, ok := errors.AsType[*fault.Error](err); ok {
			r.Merge(top, f)
		}
	}
}

// Cost computes the file's model. An Invalid fault names file, line and key, as
// those of Read do.
func (f *File) Cost(ctx context.Context) (*costmodel.Result, error) {
	result, err := costmodel.Run(ctx, &f.Model)
	return result, f.place(err)
}

// Simulate simulates the file's model. Its faults are placed as those of Cost.
func (f *File) Simulate(ctx context.Context, o risk.Options) (*risk.Result, error) {
	result, err := risk.Simulate(ctx, &f.Model, &f.Risk, o)
	return result, f.place(err)
}

// place gives the problems of an Invalid fault their places in the file.
func (f *File) place(err error) error {
	found, ok := errors.AsType[*fault.Error](err)
	if !ok || found.Kind != fault.Invalid || f.top == nil {
		return err
	}
	var r yamlfile.Reader
	r.Merge(f.top, found)
	return r.Err(found.Message)
}

func (r *reader) file(t *yamlfile.Table) {
	t.Require("currency", "price_year", "phases", "lines")
	m := &r.Model
	if m.Currency = t.Currency("currency", money.EUR); m.Currency.IsZero() {
		m.Currency = money.EUR // noted already: the amounts are not to blame
	}
	m.PriceYear = t.Whole("price_year")
	m.DiscountRate = t.Number("discount_rate")
	r.indices(t)
	for _, p := range t.Tables("phases") {
		r.phase(p)
	}
	for _, l := range t.Tables("lines") {
		r.line(l)
	}
	for _, s := range t.Tables("funding_sources") {
		r.source(s)
	}
	for _, a := range t.Tables("allocations") {
		r.allocation(a)
	}
	for _, e := range t.Entries("caps") {
		if amount := r.Amount(e.Value, m.Currency); amount != nil {
			m.Caps = append(m.Caps, funding.YearAmount{Year: r.Whole(e.Value, e.Key), Amount: *amount})
		}
	}
	m.CapsCarryOver = t.Flag("caps_carry_over")
	for _, e := range t.Entries("country_shares") {
		if share := r.Number(e.Value); share.Valid {
			m.CountryShares = append(m.CountryShares, costmodel.CountryShare{Country: record.Country(e.Key), Share: share.Decimal})
		}
	}
	r.simulation(t)
	t.Done()
}

func (r *reader) indices(t *yamlfile.Table) {
	n := t.Key("indices", yamlfile.TableNode)
	if n == nil {
		return
	}
	for _, e := range n.Keys {
		t := r.Table(e.Value)
		x := costmodel.Index{Code: e.Key, Name: t.Label("name"), Proxy: t.Flag("proxy")}
		t.Require("rates")
		for _, rate := range t.Entries("rates") {
			if d := r.Number(rate.Value); d.Valid {
				x.Rates = append(x.Rates, costmodel.YearRate{Year: r.Whole(rate.Value, rate.Key), Rate: d.Decimal})
			}
		}
		x.Sort()
		r.Model.Indices = append(r.Model.Indices, x)
		t.Done()
	}
}

func (r *reader) phase(t *yamlfile.Table) {
	t.Require("code", "start", "finish")
	p := costmodel.Phase{Code: t.Text("code"), Name: t.Label("name"), Start: t.Date("start"), Finish: t.Date("finish")}
	p.Profile.Kind = schedule.ProfileKind(t.Text("profile"))
	for i, name := range schedule.ProfileParameters(p.Profile.Kind) {
		*[]*decimal.NullDecimal{&p.Profile.A, &p.Profile.B}[i] = t.Number(name)
	}
	for _, e := range t.Entries("shares") {
		if share := r.Number(e.Value); share.Valid {
			p.Profile.Shares = append(p.Profile.Shares, schedule.YearShare{Year: r.Whole(e.Value, e.Key), Share: share.Decimal})
		}
	}
	lag := t.Whole("lag_days")
	if n := t.Key("after", yamlfile.ListNode); n != nil {
		for _, item := range n.List {
			p.After = append(p.After, r.link(item, lag))
		}
	}
	if n := t.Key("duration", yamlfile.TableNode); n != nil {
		r.duration(p.Code, r.Table(n))
		r.NoteUnless(p.Profile.Kind != schedule.Custom, n,
			fault.Say("modelfile.custom_duration", "cannot stand beside a custom profile, whose years are fixed"))
	}
	r.Model.Phases = append(r.Model.Phases, p)
	t.Done()
}

// link reads a predecessor: its code, or a table of phase and lag_days.
func (r *reader) link(n *yamlfile.Node, lag int) costmodel.Link {
	if n.Kind != yamlfile.TableNode {
		r.Is(n, yamlfile.TextNode)
		return costmodel.Link{Phase: n.Text, LagDays: lag}
	}
	t := r.Table(n)
	t.Require("phase")
	link := costmodel.Link{Phase: t.Text("phase"), LagDays: lag}
	if t.Node.Child("lag_days") != nil {
		link.LagDays = t.Whole("lag_days")
	}
	t.Done()
	return link
}

func (r *reader) line(t *yamlfile.Table) {
	t.Require("code", "phase")
	l := costmodel.Line{
		Code: t.Text("code"), Name: t.Label("name"), Phase: t.Text("phase"),
		Category: estimate.Category(t.Text("category")),
		Amount:   t.Amount("amount", r.Model.Currency), Quantity: t.Number("quantity"), Unit: t.Text("unit"),
		UnitRate: t.Number("unit_rate"), Percent: t.Number("percent"),
		Contingency: t.Flag("contingency"), Balance: t.Flag("balance"), Assumed: t.Flag("assumed"), Index: t.Text("index"),
		Country: record.Country(t.Text("country")), Section: t.Text("section"), Structure: project.StructureKind(t.Text("structure")),
	}
	if l.Category == "" {
		l.Category = estimate.Construction
	}
	for _, n := range t.Texts("of") {
		l.Of = append(l.Of, estimate.Category(n.Text))
	}
	for _, n := range t.Texts("of_lines") {
		l.OfLines = append(l.OfLines, n.Text)
	}
	if n := t.Key("uncertainty", yamlfile.TableNode); n != nil {
		r.uncertainty(l.Code, r.Table(n))
	}
	r.Model.Lines = append(r.Model.Lines, l)
	t.Done()
}

func (r *reader) source(t *yamlfile.Table) {
	t.Require("name")
	r.Model.Sources = append(r.Model.Sources, costmodel.Source{Name: t.Text("name"), Kind: funding.Kind(t.Text("kind")),
		Status: funding.Status(t.Text("status")), CarryOver: t.Flag("carry_over"), Country: record.Country(t.Text("country"))})
	t.Done()
}

func (r *reader) allocation(t *yamlfile.Table) {
	t.Require("fiscal_year", "funding_source")
	c := t.Currency("currency", r.Model.Currency) // another one is money that is not counted
	r.Model.Allocations = append(r.Model.Allocations, costmodel.Allocation{
		FiscalYear: t.Whole("fiscal_year"), Source: t.Text("funding_source"),
		Requested: t.Amount("requested", c), Approved: t.Amount("approved", c), Committed: t.Amount("committed", c), Disbursed: t.Amount("disbursed", c)})
	t.Done()
}
