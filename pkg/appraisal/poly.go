package appraisal

import (
	"math/big"
	"slices"
)

// poly is a polynomial with whole coefficients, the constant one first. Those
// of one computation may share coefficients, which are never changed in place.
type poly []*big.Int

// trim drops leading coefficients of zero.
func (p poly) trim() poly {
	for len(p) > 0 && p[len(p)-1].Sign() == 0 {
		p = p[:len(p)-1]
	}
	return p
}

// primitive divides by what all coefficients have in common.
func (p poly) primitive() poly {
	common := new(big.Int)
	for _, c := range p {
		common.GCD(nil, nil, common, new(big.Int).Abs(c))
		if common.IsInt64() && common.Int64() == 1 {
			return p
		}
	}
	q := make(poly, len(p))
	for i, c := range p {
		q[i] = new(big.Int).Quo(c, common)
	}
	return q
}

func (p poly) derivative() poly {
	var d poly
	for i, c := range p[1:] {
		d = append(d, new(big.Int).Mul(c, big.NewInt(int64(i+1))))
	}
	return d
}

// divide returns quotient and remainder of m·p by q for some whole m ≠ 0
// (pseudo-division).
func (p poly) divide(q poly) (quotient, rest poly) {
	rest = slices.Clone(p)
	lead := q[len(q)-1]
	quotient = make(poly, max(0, len(p)-len(q)+1))
	for i := range quotient {
		quotient[i] = new(big.Int)
	}
	for len(rest) >= len(q) {
		at, top := len(rest)-len(q), rest[len(rest)-1]
		for i := range quotient {
			quotient[i] = new(big.Int).Mul(quotient[i], lead)
		}
		quotient[at].Add(quotient[at], top)
		next := make(poly, len(rest)-1)
		for i := range next {
			next[i] = new(big.Int).Mul(rest[i], lead)
			if i >= at {
				next[i].Sub(next[i], new(big.Int).Mul(top, q[i-at]))
			}
		}
		rest = next.trim()
	}
	return quotient, rest
}

// squareFree returns the polynomial with each root of p once: p/gcd(p, p′), by
// Euclid's algorithm with primitive remainders, or p itself where that is soon
// seen to have no multiple root.
func squareFree(p poly) poly {
	if p.simple() {
		return p
	}
	a, b := p.primitive(), p.derivative().primitive()
	for len(b) > 0 {
		_, rest := a.divide(b)
		a, b = b, rest.primitive()
	}
	if len(a) <= 1 {
		return p
	}
	q, _ := p.divide(a)
	return q.primitive()
}

// simple reports that p surely has no multiple root: it has none modulo a prime
// that keeps its degree. Where it is not sure, the answer is no.
func (p poly) simple() bool {
	const prime = 1<<31 - 1
	a := make([]uint64, len(p))
	for i, c := range p {
		a[i] = new(big.Int).Mod(c, big.NewInt(prime)).Uint64()
	}
	if a[len(a)-1] == 0 {
		return false
	}
	b := make([]uint64, len(a)-1)
	for i := range b {
		b[i] = a[i+1] * uint64(i+1) % prime
	}
	for b = trimmed(b); len(b) > 0; a, b = b, a {
		inverse := new(big.Int).ModInverse(new(big.Int).SetUint64(b[len(b)-1]), big.NewInt(prime)).Uint64()
		for len(a) >= len(b) {
			factor := prime - a[len(a)-1]*inverse%prime
			at := len(a) - len(b)
			for i, c := range b {
				a[at+i] = (a[at+i] + factor*c) % prime
			}
			a = trimmed(a)
		}
	}
	return len(a) == 1 // the greatest common divisor of p and p′ is a constant
}

// trimmed drops leading coefficients of zero.
func trimmed(p []uint64) []uint64 {
	for len(p) > 0 && p[len(p)-1] == 0 {
		p = p[:len(p)-1]
	}
	return p
}

// substitute returns den^n · p((from + by·t)/den) as a polynomial in t of the
// same degree n.
func substitute(p poly, from, by, den int64) poly {
	// Horner: r = r·(from + by·t) + c·den^k, k growing with each step down.
	var r poly
	scale := big.NewInt(1)
	for i := len(p) - 1; i >= 0; i-- {
		next := make(poly, len(r)+1)
		for j := range next {
			next[j] = new(big.Int)
			if j < len(r) {
				next[j].Mul(r[j], big.NewInt(from))
			}
			if j > 0 {
				next[j].Add(next[j], new(big.Int).Mul(r[j-1], big.NewInt(by)))
			}
		}
		next[0].Add(next[0], new(big.Int).Mul(p[i], scale))
		scale = new(big.Int).Mul(scale, big.NewInt(den))
		r = next
	}
	return r.trim()
}

// shift returns p(t + 1).
func (p poly) shift() poly {
	q := make(poly, len(p))
	for i, c := range p {
		q[i] = new(big.Int).Set(c)
	}
	for i := range q {
		for j := len(q) - 2; j >= i; j-- {
			q[j].Add(q[j], q[j+1])
		}
	}
	return q
}

// halve returns 2^n · p(t/2).
func (p poly) halve() poly {
	q := make(poly, len(p))
	for i, c := range p {
		q[i] = new(big.Int).Lsh(c, uint(len(p)-1-i))
	}
	return q
}

// variations is Descartes' bound on the roots in the open interval (0, 1): the
// sign changes of (1 + t)^n · p(1/(1 + t)). It is the number of roots there, or
// larger by an even number.
func (p poly) variations() int {
	reversed := slices.Clone(p)
	slices.Reverse(reversed)
	count, last := 0, 0
	for _, c := range reversed.shift() {
		if s := c.Sign(); s != 0 {
			if last == -s {
				count++
			}
			last = s
		}
	}
	return count
}

// sign is the sign of p(num/2^bits).
func (p poly) sign(num *big.Int, bits uint) int {
	value := new(big.Int)
	for i := len(p) - 1; i >= 0; i-- {
		value.Mul(value, num)
		value.Add(value, new(big.Int).Lsh(p[i], bits*uint(len(p)-1-i)))
	}
	return value.Sign()
}

// precision is how far a root is narrowed down, in halvings.
const precision = 120

// isolate returns every root of a square-free polynomial in [0, 1), within
// 2^-precision: it halves intervals until Descartes' bound is 0 or 1 for each
// (Vincent, Collins and Akritas), which comes to an end because no root is
// multiple, and then halves on by the sign.
func isolate(p poly) []*big.Rat {
	var roots []*big.Rat
	type part struct {
		poly          // on [0, 1), for the interval [at, at+1)/2^bits
		at   *big.Int // in steps of 2^-bits
		bits uint
	}
	for open := []part{{p, new(big.Int), 0}}; len(open) > 0; {
		q := open[len(open)-1]
		open = open[:len(open)-1]
		if len(q.poly) > 0 && q.poly[0].Sign() == 0 { // its lower end is a root
			roots = append(roots, dyadic(q.at, q.bits))
			q.poly = q.poly[1:]
		}
		switch q.variations() {
		case 0:
		case 1:
			roots = append(roots, q.narrow(q.at, q.bits))
		default:
			lower := q.halve()
			at := new(big.Int).Lsh(q.at, 1)
			open = append(open, part{lower, at, q.bits + 1},
				part{lower.shift(), new(big.Int).Add(at, big.NewInt(1)), q.bits + 1})
		}
	}
	return roots
}

// narrow halves (0, 1), which holds one simple root of p, down to it, and
// returns the root in terms of the whole.
func (p poly) narrow(at *big.Int, bits uint) *big.Rat {
	below := p[0].Sign() // the sign before the root
	low := new(big.Int)
	for step := uint(1); bits+step <= precision; step++ {
		low.Lsh(low, 1)
		middle := new(big.Int).Add(low, big.NewInt(1))
		switch p.sign(middle, step) {
		case 0:
			return dyadic(middle.Add(middle, new(big.Int).Lsh(at, step)), bits+step)
		case below:
			low = middle
		}
	}
	// The middle of what is left.
	left := max(precision, bits) - bits
	low.Lsh(low, 1)
	low.Add(low, big.NewInt(1))
	return dyadic(low.Add(low, new(big.Int).Lsh(at, left+1)), bits+left+1)
}

// dyadic is num/2^bits.
func dyadic(num *big.Int, bits uint) *big.Rat {
	return new(big.Rat).SetFrac(num, new(big.Int).Lsh(big.NewInt(1), bits))
}
