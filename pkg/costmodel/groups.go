package costmodel

import (
	"cmp"
	"slices"
)

// Group is what the lines with one key come to.
type Group[K comparable] struct {
	Key   K
	Lines int
	Sums
}

// GroupBy adds the lines up by a key, in the order in which the keys first
// occur. The groups sum to the result exactly. Errors: sums beyond money's range.
func GroupBy[K comparable](r *Result, key func(*Line) K) ([]Group[K], error) {
	var groups []Group[K]
	at := map[K]int{}
	for i := range r.Lines {
		l := &r.Lines[i]
		k := key(l.Line)
		j, ok := at[k]
		if !ok {
			j = len(groups)
			at[k] = j
			groups = append(groups, Group[K]{Key: k, Sums: zeroSums(r.Model.Currency)})
		}
		groups[j].Lines++
		for _, c := range l.Cells {
			if err := groups[j].add(c, l.Contingency); err != nil {
				return nil, tooLarge(err)
			}
		}
	}
	return groups, nil
}

// Largest orders groups by need, the largest first, equal ones as they were.
func Largest[K comparable](groups []Group[K]) {
	slices.SortStableFunc(groups, func(a, b Group[K]) int {
		return cmp.Compare(b.Base.Minor()+b.Contingency.Minor()+b.Escalation.Minor(), a.Base.Minor()+a.Contingency.Minor()+a.Escalation.Minor())
	})
}
