package outside

import (
	_ "embed"
	"slices"
	"strings"

	"korridor/pkg/datafile"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/text"
)

// Reference is what one measure cost elsewhere, in projects of a kind. Costs
// are nominal; their price basis is mostly not stated.
type Reference struct {
	Code    string
	Sector  string // of projects (OC4IDS)
	Name    text.Label
	Measure estimate.Measure
	Items   []Item
}

// Item is one figure of a reference.
type Item struct {
	Cost   money.Amount
	Source text.Label
	Year   int // of the figure; 0: not known
	Basis  project.Basis
	Claim  string // the built-in claim with the same figure; "": none
}

// Range is the span of all items, for a benchmark, with their sources.
func (r *Reference) Range() estimate.Range {
	span := estimate.Range{Low: r.Items[0].Cost, High: r.Items[0].Cost}
	var sources []string
	for _, i := range r.Items {
		if i.Cost.Minor() < span.Low.Minor() {
			span.Low = i.Cost
		}
		if i.Cost.Minor() > span.High.Minor() {
			span.High = i.Cost
		}
		sources = append(sources, i.Source.Default)
	}
	span.Source = strings.Join(sources, "; ")
	return span
}

//go:embed data/references.yaml
var referenceFile []byte

var references = datafile.Must(parseReferences("references.yaml", referenceFile))

// References returns the references that the program carries for a sector, all
// of them for "". The list is the caller's own.
func References(sector string) []Reference {
	return slices.DeleteFunc(slices.Clone(references), func(r Reference) bool { return sector != "" && r.Sector != sector })
}

type referenceData struct {
	References []struct {
		Code     string       `yaml:"code"`
		Sector   string       `yaml:"sector"`
		Name     string       `yaml:"name"`
		NameSQ   string       `yaml:"name_sq"`
		Of       string       `yaml:"of"`
		Per      estimate.Per `yaml:"per"`
		Currency string       `yaml:"currency"`
		Items    []struct {
			Cost     datafile.Number `yaml:"cost"`
			Source   string          `yaml:"source"`
			SourceSQ string          `yaml:"source_sq"`
			Year     int             `yaml:"year"`
			Basis    project.Basis   `yaml:"basis"`
			Claim    string          `yaml:"claim"`
		} `yaml:"items"`
	} `yaml:"references"`
}

// parseReferences reads a file of references. Errors are Invalid faults.
func parseReferences(name string, source []byte) ([]Reference, error) {
	var data referenceData
	if err := datafile.Decode(name, source, &data); err != nil {
		return nil, err
	}
	var p fault.Problems
	var all []Reference
	for _, d := range data.References {
		r := Reference{Code: d.Code, Sector: d.Sector, Name: text.Label{Default: d.Name, Albanian: d.NameSQ},
			Measure: estimate.Measure{Of: d.Of, Per: d.Per}}
		text.CheckCode(&p, d.Code+".code", d.Code)
		text.CheckLabel(&p, d.Code+".name", r.Name, text.MaxName, true)
		text.CheckLine(&p, d.Code+".sector", d.Sector, text.MaxName, true)
		text.CheckCode(&p, d.Code+".of", d.Of)
		text.CheckOneOf(&p, d.Code+".per", d.Per, []estimate.Per{estimate.PerKilometre, estimate.PerPiece})
		p.Check(!slices.ContainsFunc(all, func(o Reference) bool { return o.Code == d.Code }), d.Code, fault.Say("datafile.twice", "stands there twice"))
		p.Check(len(d.Items) > 0, d.Code+".items", fault.Say("required", "is required"))
		currency, err := money.ParseCurrency(d.Currency)
		p.Merge(d.Code+".currency", err)
		for _, i := range d.Items {
			item := Item{Source: text.Label{Default: i.Source, Albanian: i.SourceSQ}, Year: i.Year, Basis: i.Basis, Claim: i.Claim}
			text.CheckLabel(&p, d.Code+".source", item.Source, text.MaxLine, true)
			text.CheckOneOf(&p, d.Code+".basis", i.Basis, project.Bases)
			p.Check(i.Cost.Decimal.IsPositive(), d.Code+".cost", fault.Say("not_positive", "must be above zero"))
			if err == nil {
				item.Cost, err = money.New(i.Cost.Decimal, currency)
				p.Merge(d.Code+".cost", err)
			}
			r.Items = append(r.Items, item)
		}
		all = append(all, r)
	}
	return all, p.Err(fault.Say("datafile.invalid", "the data file {file} cannot be used", "file", name))
}
