package dist

import "math"

// NormalCDF returns Φ(z), the probability that a standard normal value is at
// most z. The relative error is below 1e-14 for z ≥ −8, and below 1e-12 down to
// −38, where it vanishes.
func NormalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// NormalQuantile returns Φ⁻¹(p), the z for which NormalCDF(z) = p: −Inf for 0,
// +Inf for 1, NaN for any p that is no probability.
//
// It is Wichura's algorithm PPND16: M. J. Wichura, "Algorithm AS 241: The
// percentage points of the normal distribution", Applied Statistics 37 (1988),
// 477–484. The relative error is below 1e-15.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0 || p == 1:
		return math.Inf(int(2*p) - 1)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return q * polynomial(&centreNum, r) / polynomial(&centreDen, r)
	}
	r := math.Sqrt(-math.Log(min(p, 1-p)))
	if r <= 5 {
		r = polynomial(&middleNum, r-1.6) / polynomial(&middleDen, r-1.6)
	} else {
		r = polynomial(&tailNum, r-5) / polynomial(&tailDen, r-5)
	}
	return math.Copysign(r, q)
}

// normalDensity returns φ(z), the standard normal density.
func normalDensity(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// polynomial evaluates by Horner's rule, the highest power first.
func polynomial(c *[8]float64, x float64) float64 {
	y := c[0]
	for _, k := range c[1:] {
		y = y*x + k
	}
	return y
}

// The coefficients of AS 241, the highest power first.
var (
	centreNum = [8]float64{
		2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
		1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080,
	}
	centreDen = [8]float64{
		5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
		5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
	}
	middleNum = [8]float64{
		7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
		3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
	}
	middleDen = [8]float64{
		1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
		6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1,
	}
	tailNum = [8]float64{
		2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
		2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720,
	}
	tailDen = [8]float64{
		2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
		1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
	}
)
