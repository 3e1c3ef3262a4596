package chart

// field is the map with a rim: the chances at the middles of the cells, carried on to the edges of the
// plot, so that contours reach them.
type field struct {
	d             *jointDrawing
	rows, columns int
}

// node returns a point of the field with its chance. Row 0 is the lower edge, column 0 the left one.
func (f field) node(row, column int) (at point, share float64) {
	cost, finish := min(max(row-1, 0), f.rows-3), min(max(column-1, 0), f.columns-3)
	at, share = f.d.middle(cost, finish), f.d.f.share(cost, finish)
	switch row {
	case 0:
		at.y = f.d.plot.bottom()
	case f.rows - 1:
		at.y = f.d.plot.y
	}
	switch column {
	case 0:
		at.x = f.d.plot.x
	case f.columns - 1:
		at.x = f.d.plot.right()
	}
	return at, share
}

// contour returns the line along which the chance, interpolated between the cells, is a share: a stroke
// for each square that it passes through (marching squares); and the height at which it meets the
// right edge, the bottom where it leaves the map there. There is none where the chance is nowhere, or
// everywhere, greater.
func (d *jointDrawing) contour(share float64) (p *path, exit float64, ok bool) {
	f := field{d, len(d.f.Costs) + 2, len(d.f.Finishes) + 2}
	p = newPath()
	for row := range f.rows - 1 {
		for column := range f.columns - 1 {
			var met []point
			for _, side := range [4][4]int{
				{row, column, row, column + 1}, {row, column + 1, row + 1, column + 1},
				{row + 1, column, row + 1, column + 1}, {row, column, row + 1, column},
			} {
				if at, crosses := f.crossing(side, share); crosses {
					met = append(met, at)
				}
			}
			for i := 0; i+1 < len(met); i += 2 {
				p.move(met[i].x, met[i].y).to(met[i+1].x, met[i+1].y)
			}
		}
	}
	for row := range f.rows - 1 {
		if at, crosses := f.crossing([4]int{row, f.columns - 1, row + 1, f.columns - 1}, share); crosses {
			return p, at.y, true
		}
	}
	return p, d.plot.bottom(), len(p.d) > 0
}

// crossing returns where the chance is the share on the side between two nodes, if it is.
func (f field) crossing(side [4]int, share float64) (point, bool) {
	a, from := f.node(side[0], side[1])
	b, to := f.node(side[2], side[3])
	if (from > share) == (to > share) {
		return point{}, false
	}
	part := (share - from) / (to - from)
	return point{a.x + part*(b.x-a.x), a.y + part*(b.y-a.y)}, true
}
