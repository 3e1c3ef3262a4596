package outside

import (
	_ "embed"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/datafile"
	"korridor/pkg/fault"
	"korridor/pkg/text"
)

//go:embed data/classes.yaml
var classFile []byte

// classes are read at the start, so that a slip in the file is found there.
var classes = datafile.Must(parseClasses("classes.yaml", classFile))

// Classes returns the classes that the program carries, the caller's own.
func Classes() []Class { return slices.Clone(classes) }

// ClassByCode returns a class that the program carries.
func ClassByCode(code string) (Class, bool) {
	i := slices.IndexFunc(classes, func(c Class) bool { return c.Code == code })
	if i < 0 {
		return Class{}, false
	}
	return classes[i], true
}

type classData struct {
	Classes []struct {
		datafile.Head `yaml:",inline"`
		Sector        string  `yaml:"sector"`
		Measure       Measure `yaml:"measure"`
		Confidence    string  `yaml:"confidence"`
		PriceBasis    string  `yaml:"price_basis"`
		Stage         string  `yaml:"stage"`
		Quantiles     []struct {
			Probability datafile.Number `yaml:"probability"`
			Percent     datafile.Number `yaml:"percent"`
		} `yaml:"quantiles"`
		Mean   datafile.Number `yaml:"mean"`
		SD     datafile.Number `yaml:"sd"`
		Bounds *struct {
			Lower datafile.Number `yaml:"lower"`
			Upper datafile.Number `yaml:"upper"`
		} `yaml:"bounds"`
	} `yaml:"classes"`
}

// parseClasses reads a file of reference classes. Errors are Invalid faults.
func parseClasses(name string, source []byte) ([]Class, error) {
	var data classData
	if err := datafile.Decode(name, source, &data); err != nil {
		return nil, err
	}
	var p fault.Problems
	var all []Class
	var codes []string
	for _, d := range data.Classes {
		c := Class{Origin: d.Origin(&p, codes), Sector: d.Sector, Measure: d.Measure, Confidence: d.Confidence,
			PriceBasis: d.PriceBasis, Stage: d.Stage, Mean: d.Mean.NullDecimal, SD: d.SD.NullDecimal}
		for _, q := range d.Quantiles {
			c.Quantiles = append(c.Quantiles, Quantile{q.Probability.Decimal, q.Percent.Decimal})
			p.Check(q.Probability.Valid && q.Percent.Valid, c.Code+".quantiles", fault.Say("required", "is required"))
		}
		if d.Bounds != nil {
			c.Bounds = &Bounds{d.Bounds.Lower.Decimal, d.Bounds.Upper.Decimal}
			p.Check(d.Bounds.Lower.Valid && d.Bounds.Upper.Valid, c.Code+".bounds", fault.Say("required", "is required"))
		}
		c.check(&p)
		all, codes = append(all, c), append(codes, c.Code)
	}
	return all, p.Err(fault.Say("datafile.invalid", "the data file {file} cannot be used", "file", name))
}

// check notes what is wrong with a class of a file.
func (c *Class) check(p *fault.Problems) {
	at := func(field string) string { return c.Code + "." + field }
	text.CheckOneOf(p, at("sector"), c.Sector, []string{"", "transport.rail", "transport.road"})
	text.CheckOneOf(p, at("measure"), c.Measure, []Measure{Cost, Duration})
	text.CheckOneOf(p, at("confidence"), c.Confidence, []string{"low", "medium", "high"})
	text.CheckOneOf(p, at("price_basis"), c.PriceBasis, []string{"", "constant", "current"})
	sorts := 0
	for _, has := range []bool{len(c.Quantiles) > 0, c.Mean.Valid && c.SD.Valid, c.Bounds != nil} {
		if has {
			sorts++
		}
	}
	p.Check(sorts == 1 && c.Mean.Valid == c.SD.Valid, c.Code,
		fault.Say("outside.sorts", "must have either quantiles, a mean with its standard deviation, or bounds"))
	one, before := decimal.NewFromInt(1), Quantile{}
	for i, q := range c.Quantiles {
		p.Check(q.Probability.GreaterThan(before.Probability) && q.Probability.LessThan(one) && (i == 0 || q.Percent.GreaterThanOrEqual(before.Percent)),
			at("quantiles"), fault.Say("outside.quantiles", "must rise, with probabilities between 0 and 1"))
		before = q
	}
	p.Check(c.Bounds == nil || c.Bounds.Lower.LessThanOrEqual(c.Bounds.Upper), at("bounds"), fault.Say("outside.lower", "has a lower bound above the upper one"))
}
