package risk

import (
	"math"

	"github.com/shopspring/decimal"

	"korridor/pkg/dist"
	"korridor/pkg/fault"
)

// A quantity is drawn by its quantile at a standard normal number, Q(Φ(z)): the
// Gaussian copula. table holds that curve at z = −8 … 8 in steps of 1/128 and is
// read with straight lines between. Beyond ±8 (a chance of 10⁻¹⁵) it is flat.
//
// The nodes are exact quantiles, but for PERT's, of which every sixteenth is and
// the others lie on a cubic through them. The error is below 5·10⁻⁵ of the
// distance from P1 to P99 for the distributions that Check admits with a
// coefficient of variation up to 1; TestTableError measures it.
type table struct {
	y [tableCells + 2]float64
}

const (
	tableEdge  = 8
	tableSteps = 128 // in one unit of z
	tableCells = 2 * tableEdge * tableSteps
	pertSteps  = 16 // cells between exact nodes
)

// distribution returns the distribution of the inputs.
func (d *Distribution) distribution() (dist.Distribution, error) {
	v := make([]float64, len(d.Values))
	for i, value := range d.Values {
		v[i] = value.InexactFloat64()
	}
	switch d.Shape {
	case Constant:
		return dist.NewConstant(v[0])
	case Uniform:
		return dist.NewUniform(v[0], v[1])
	case Triangular:
		return dist.NewTriangular(v[0], v[1], v[2])
	case PERT:
		return dist.NewPERT(v[0], v[1], v[2])
	case Normal:
		return dist.NewNormal(v[0], v[1])
	case Lognormal:
		return dist.NewLognormal(v[0], v[1])
	}
	return nil, fault.New(fault.Invalid, fault.Say("risk.shape", "there is no distribution {shape}", "shape", string(d.Shape)))
}

// fixed reports whether the distribution has one value only.
func (d *Distribution) fixed() bool {
	for _, v := range d.Values[1:] {
		if d.Shape == Normal {
			return v.IsZero()
		}
		if !v.Equal(d.Values[0]) {
			return false
		}
	}
	return true
}

// nodeAt is the z of a node.
func nodeAt(i int) float64 { return float64(i)/tableSteps - tableEdge }

// cells are Φ at the middle of each cell of a table, in 2^16ths: the rank of
// what is drawn there.
var cells = func() (rank [tableCells + 1]uint32) {
	for i := range rank {
		rank[i] = uint32(math.Round(dist.NormalCDF(nodeAt(i)+0.5/tableSteps) * (1 << 16)))
	}
	return rank
}()

// newTable tabulates the distribution.
func newTable(d *Distribution) (*table, error) {
	of, err := d.distribution()
	if err != nil {
		return nil, err
	}
	t := &table{}
	switch d.Shape {
	case PERT:
		t.cubic(func(z float64) float64 { return of.Quantile(dist.NormalCDF(z)) })
	case Lognormal: // from z itself: nothing is lost in the upper tail
		p10, p90 := math.Log(d.Values[0].InexactFloat64()), math.Log(d.Values[1].InexactFloat64())
		sigma := (p90 - p10) / (2 * normalP90)
		t.each(func(z float64) float64 { return math.Exp((p10+p90)/2 + sigma*z) })
	default:
		t.each(func(z float64) float64 { return of.Quantile(dist.NormalCDF(z)) })
	}
	return t, nil
}

// normalP90 is the 90 % quantile of the standard normal distribution; twice it is 2.5631031.
var normalP90 = dist.NormalQuantile(0.9)

// each sets every node exactly. The last one is left finite.
func (t *table) each(curve func(z float64) float64) {
	for i := range t.y {
		y := curve(nodeAt(i))
		if math.IsInf(y, 1) {
			y = t.y[i-1]
		}
		t.y[i] = y
	}
}

// cubic sets every pertSteps-th node exactly and the others by cubic Hermite
// interpolation with fourth-order slopes, kept between their neighbours.
func (t *table) cubic(curve func(z float64) float64) {
	const count = tableCells / pertSteps
	var exact [count + 5]float64 // two more on either side
	for i := range exact {
		exact[i] = curve(float64(i-2)*pertSteps/tableSteps - tableEdge)
	}
	slope := func(i int) float64 {
		return (exact[i-2] - 8*exact[i-1] + 8*exact[i+1] - exact[i+2]) / 12
	}
	for i := range count {
		a, b, da, db := exact[i+2], exact[i+3], slope(i+2), 0.0
		if i+1 < count {
			db = slope(i + 3)
		}
		for k := range pertSteps {
			s := float64(k) / pertSteps
			y := a + s*(da+s*(3*(b-a)-2*da-db+s*(2*(a-b)+da+db)))
			t.y[i*pertSteps+k] = min(max(y, a), b)
		}
	}
	t.y[tableCells], t.y[tableCells+1] = exact[count+2], exact[count+2]
}

// scale turns each value v into v·factor − less, in place: thousands of lines
// have thousands of tables.
func (t *table) scale(factor, less float64) *table {
	for i, y := range t.y {
		t.y[i] = y*factor - less
	}
	return t
}

// flat reports whether all that can be drawn is one value.
func (t *table) flat() bool { return t.y[0] == t.y[tableCells] }

// at reads the curve at one z.
func (t *table) at(z float64) float64 {
	place := (min(max(z, -tableEdge), tableEdge) + tableEdge) * tableSteps
	i := int(place)
	return t.y[i] + (place-float64(i))*(t.y[i+1]-t.y[i])
}

// float is a decimal as the nearest float64.
func float(d decimal.Decimal) float64 { return d.InexactFloat64() }
