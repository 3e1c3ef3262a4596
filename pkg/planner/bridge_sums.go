package planner

import "korridor/pkg/money"

// BridgeSums is what the steps of a bridge add up to: ByLines, Attributed and
// Unexplained are Difference together, exactly.
type BridgeSums struct {
	Difference  money.Amount // the last member's total less the first one's
	ByLines     money.Amount // that cost lines explain
	Attributed  money.Amount // that planners attribute
	Unexplained money.Amount
}

// Sums adds the steps up, of which there is one at least. Errors: sums beyond
// money's range.
func (v *BridgeView) Sums() (BridgeSums, error) {
	first, last := &v.Steps[0], &v.Steps[len(v.Steps)-1]
	zero := money.Zero(first.From.Currency)
	s := BridgeSums{Difference: zero, ByLines: zero, Attributed: zero, Unexplained: zero}
	var err error
	if s.Difference, err = last.ToTotal.Sub(first.FromTotal); err != nil {
		return s, err
	}
	for i := range v.Steps {
		step := &v.Steps[i]
		if step.Unexplained == nil {
			if s.ByLines, err = s.ByLines.Add(step.Difference); err != nil {
				return s, err
			}
			continue
		}
		attributed, err := step.Difference.Sub(*step.Unexplained)
		if err != nil {
			return s, err
		}
		if s.Attributed, err = s.Attributed.Add(attributed); err != nil {
			return s, err
		}
		if s.Unexplained, err = s.Unexplained.Add(*step.Unexplained); err != nil {
			return s, err
		}
	}
	return s, nil
}
