package risk

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
)

// factors turn a correlation into common normal numbers: a line of group g has
//
//	z = Σ_k load[k]·Z_k + own·ε
//
// with the Cholesky factor of the groups' matrix M as loads and own² = 1 − M[g][g],
// so that any two lines of g and h are correlated by M[g][h].
type factors struct {
	names  []string // of the common normal numbers
	all    []float64
	own    float64
	byLine map[string]int // groups of lines; nil: all lines are of one
	loads  [][]float64
	owns   []float64
}

// newFactors gives an Invalid fault for a matrix that no correlations can have,
// with the nearest one that they can.
func newFactors(c *Correlation) (factors, error) {
	if len(c.Groups) == 0 {
		rho := float(c.Rho)
		if rho == 0 {
			return factors{own: 1}, nil
		}
		return factors{names: []string{"\x00common"}, all: []float64{math.Sqrt(rho)}, own: math.Sqrt(1 - rho)}, nil
	}
	f := factors{own: 1, byLine: map[string]int{}}
	order := make([]int, len(c.Groups)) // by name: the order of the file changes nothing
	for g := range order {
		order[g] = g
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(c.Groups[a].Name, c.Groups[b].Name) })
	m := make([][]float64, len(order))
	for i, g := range order {
		f.names = append(f.names, "\x00group "+c.Groups[g].Name)
		for _, line := range c.Groups[g].Lines {
			f.byLine[line] = i
		}
		for _, h := range order {
			m[i] = append(m[i], float(c.Matrix[g][h]))
		}
	}
	loads, ok := cholesky(m)
	if !ok {
		var p fault.Problems
		p.Add("correlation.matrix", fault.Say("risk.matrix_impossible",
			"no correlations can be like this; the nearest that can, of the groups {groups}: {matrix}",
			"groups", strings.Join(groupNames(c, order), ", "), "matrix", written(nearest(m))))
		return f, p.Err(unusable)
	}
	f.loads = loads
	for i := range m {
		f.owns = append(f.owns, math.Sqrt(max(1-m[i][i], 0)))
	}
	return f, nil
}

func groupNames(c *Correlation, order []int) []string {
	names := make([]string, len(order))
	for i, g := range order {
		names[i] = c.Groups[g].Name
	}
	return names
}

// of returns a line's loads and the weight of its own number.
func (f *factors) of(line string) (load []float64, own float64) {
	if f.byLine == nil {
		return f.all, f.own
	}
	if g, ok := f.byLine[line]; ok {
		return f.loads[g], f.owns[g]
	}
	return nil, 1
}

// tolerance is how far below zero a pivot may fall by rounding.
const tolerance = 1e-10

// cholesky returns the lower triangular L with L·Lᵀ = m; ok is false where m is
// not positive semi-definite.
func cholesky(m [][]float64) (l [][]float64, ok bool) {
	l = make([][]float64, len(m))
	for i := range m {
		l[i] = make([]float64, len(m))
		for j := range i + 1 {
			sum := m[i][j]
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			switch {
			case i == j && sum < -tolerance:
				return nil, false
			case i == j:
				l[i][i] = math.Sqrt(max(sum, 0))
			case l[j][j] > math.Sqrt(tolerance):
				l[i][j] = sum / l[j][j]
			case math.Abs(sum) > math.Sqrt(tolerance):
				return nil, false
			}
		}
	}
	return l, true
}

// nearest returns a positive semi-definite matrix near m with its diagonal, to
// four decimals: the negative eigenvalues of m become nothing, and rows and columns
// are scaled back. It is drawn towards the diagonal, a thousandth or as far as it
// takes for rounding to leave it valid.
func nearest(m [][]float64) [][]decimal.Decimal {
	flat := flattened(m)
	for off := 0.001; ; off = min(2*off, 1) {
		near, rounded := make([][]decimal.Decimal, len(m)), make([][]float64, len(m))
		for i := range m {
			for j := range m {
				d := decimal.NewFromFloat(flat[max(i, j)][min(i, j)] * (1 - off)).Round(4)
				if i == j {
					d = decimal.NewFromFloat(m[i][i])
				}
				near[i], rounded[i] = append(near[i], d), append(rounded[i], float(d))
			}
		}
		if _, ok := cholesky(rounded); ok || off == 1 {
			return near
		}
	}
}

// flattened is m without its negative eigenvalues, scaled back to its diagonal.
func flattened(m [][]float64) [][]float64 {
	values, vectors := eigen(m)
	n := len(m)
	near := make([][]float64, n)
	for i := range near {
		near[i] = make([]float64, n)
		for j := range n {
			for k := range n {
				near[i][j] += vectors[i][k] * max(values[k], 0) * vectors[j][k]
			}
		}
	}
	scale := make([]float64, n)
	for i := range scale {
		if near[i][i] > 0 {
			scale[i] = math.Sqrt(max(m[i][i], 0) / near[i][i])
		}
	}
	for i := range near {
		for j := range near[i] {
			near[i][j] *= scale[i] * scale[j]
		}
	}
	return near
}

// eigen returns the eigenvalues of a symmetric matrix and its eigenvectors in
// columns, by cyclic Jacobi rotations.
func eigen(m [][]float64) (values []float64, vectors [][]float64) {
	n := len(m)
	a := make([][]float64, n)
	vectors = make([][]float64, n)
	for i := range a {
		a[i] = slices.Clone(m[i])
		vectors[i] = make([]float64, n)
		vectors[i][i] = 1
	}
	for range 60 {
		off := 0.0
		for p := range n {
			for q := p + 1; q < n; q++ {
				off += a[p][q] * a[p][q]
				rotate(a, vectors, p, q)
			}
		}
		if off < 1e-24 {
			break
		}
	}
	for i := range n {
		values = append(values, a[i][i])
	}
	return values, vectors
}

// rotate makes a[p][q] nothing.
func rotate(a, vectors [][]float64, p, q int) {
	if a[p][q] == 0 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for k := range a {
		a[k][p], a[k][q] = c*a[k][p]-s*a[k][q], s*a[k][p]+c*a[k][q]
	}
	for k := range a {
		a[p][k], a[q][k] = c*a[p][k]-s*a[q][k], s*a[p][k]+c*a[q][k]
		vectors[k][p], vectors[k][q] = c*vectors[k][p]-s*vectors[k][q], s*vectors[k][p]+c*vectors[k][q]
	}
}

// written is a matrix as a model file has it.
func written(m [][]decimal.Decimal) string {
	rows := make([]string, len(m))
	for i, row := range m {
		cells := make([]string, len(row))
		for j, v := range row {
			cells[j] = fmt.Sprintf("%q", v.String())
		}
		rows[i] = "[" + strings.Join(cells, ", ") + "]"
	}
	return "[" + strings.Join(rows, ", ") + "]"
}
