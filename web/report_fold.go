package web

import "slices"

// previewFact is what all rows of a preview have in common.
type previewFact struct{ Name, Value string }

// fold takes the columns that say the same in every row, or nothing in any,
// out of the table: they are told once above it, and what differs has room.
// Numbers stay, as does a lone row.
func (p *reportPreview) fold() {
	if len(p.Rows) < 2 {
		return
	}
	for i := len(p.Columns) - 1; i >= 0 && len(p.Columns) > 1; i-- {
		cell := p.Rows[0][i]
		differs := slices.ContainsFunc(p.Rows, func(row []string) bool { return row[i] != cell })
		if differs || p.Columns[i].Numeric && cell != "" {
			continue
		}
		if cell == "" {
			p.Blank = append(p.Blank, p.Columns[i].Name)
		} else {
			p.Same = append(p.Same, previewFact{p.Columns[i].Name, cell})
		}
		p.Columns = slices.Delete(p.Columns, i, i+1)
		for r := range p.Rows {
			p.Rows[r] = slices.Delete(p.Rows[r], i, i+1)
		}
	}
	slices.Reverse(p.Same)
	slices.Reverse(p.Blank)
}
