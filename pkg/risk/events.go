package risk

import (
	"fmt"
	"math"

	"korridor/pkg/dist"
)

// riskInput is one entry of the risk register.
type riskInput struct {
	code        string
	group       int // of its phase, without an index: impacts are not escalated
	probability float64
	impact      draw // in minor units
	phase       int
	delay       draw // in days; of nothing where the risk delays nothing
}

// daysOfMonth is the length of a month of delay: that of the Gregorian year by twelve.
const daysOfMonth = 365.2425 / 12

// draw is a distribution that is drawn from by a uniform number.
type draw struct {
	of    dist.Distribution // nil: nothing
	table *table            // instead, where quantiles take long
	scale float64
	fixed bool // it has one value only
}

func newDraw(d *Distribution, scale float64) (draw, error) {
	if d == nil {
		return draw{}, nil
	}
	made := draw{scale: scale, fixed: d.fixed()}
	var err error
	if made.of, err = d.distribution(); err != nil {
		return draw{}, err
	}
	if d.Shape != Constant && d.Shape != Uniform && d.Shape != Triangular {
		made.table, err = newTable(d)
	}
	return made, err
}

// at returns the quantile.
func (d *draw) at(u float64) float64 {
	switch {
	case d.of == nil:
		return 0
	case d.table != nil:
		return d.table.at(dist.NormalQuantile(u)) * d.scale
	}
	return d.of.Quantile(u) * d.scale
}

// addRisks prepares the risk register.
func (c *compiler) addRisks() error {
	for i := range c.in.Risks {
		x := &c.in.Risks[i]
		in := riskInput{code: x.Code, group: -1, probability: float(x.Probability), phase: -1}
		if x.Phase != "" {
			in.phase, in.group = c.phases[x.Phase], c.group(x.Phase, "")
		}
		var err error
		if in.impact, err = newDraw(x.Impact, minorUnits); err != nil {
			return misfit(fmt.Sprintf("risks[%d].impact.", i), err)
		}
		if in.delay, err = newDraw(x.DelayMonths, daysOfMonth); err != nil {
			return misfit(fmt.Sprintf("risks[%d].delay_months.", i), err)
		}
		c.risks = append(c.risks, in)
	}
	return nil
}

// happens tells from a uniform number whether the risk happens and, if so, gives
// a uniform number for how it comes out. A risk happens for the largest numbers,
// so that a higher probability adds occurrences and takes none away.
func (r *riskInput) happens(u float64) (v float64, ok bool) {
	if r.probability == 0 || u < 1-r.probability {
		return 0, false
	}
	return min(max((u-(1-r.probability))/r.probability, 0), math.Nextafter(1, 0)), true
}
