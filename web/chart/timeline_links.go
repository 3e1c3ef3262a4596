package chart

// Tie says that a row begins once another has ended.
type Tie struct {
	Row      string // the other row's ID
	Critical bool   // a delay of the other delays this one, and the end of all
}

// linkEnd is a row's bar as connectors see it.
type linkEnd struct {
	bar box
	row Row
}

const (
	linkStub = 5.0 // from the end of a bar to where its connector turns
	linkTip  = 4.5 // length of the arrow
)

// noteEnd remembers where the connectors of a row begin and end: at the bar of what happened, if it
// is over; where bars are moved, at where the row comes to lie; otherwise at the planned bar.
func (d *timelineDrawing) noteEnd(r Row, spans []box) {
	if r.ID == "" {
		return
	}
	best, rank := -1, 0
	for i, b := range r.Bars {
		var is int
		switch {
		case b.Start.IsZero():
			continue
		case b.Kind == Actual && !b.Finish.IsZero():
			is = 4
		case b.Kind == Elsewhere && d.t.Editable:
			is = 3
		case b.Kind == Planned:
			is = 2
		case b.Kind == Actual:
			is = 1
		}
		if is > rank {
			best, rank = i, is
		}
	}
	if best >= 0 {
		d.ends = append(d.ends, linkEnd{spans[best], r})
	}
}

// links draws a connector from each row to those that follow it, the critical ones last. An editable
// timeline gets their group even where there are none, for the script.
func (d *timelineDrawing) links() {
	byID := map[string]linkEnd{}
	tied := d.t.Editable
	for _, end := range d.ends {
		byID[end.row.ID] = end
		tied = tied || len(end.row.After) > 0
	}
	if !tied {
		return
	}
	d.group("links")
	for _, critical := range []bool{false, true} {
		for _, to := range d.ends {
			for _, tie := range to.row.After {
				if from, ok := byID[tie.Row]; ok && tie.Critical == critical && tie.Row != to.row.ID {
					d.link(from.bar, to.bar, critical)
				}
			}
		}
	}
	d.end("g")
}

// link draws a connector from the end of a bar to the start of another: into its side where that lies
// further on, onto its edge where it does not.
func (d *timelineDrawing) link(from, to box, critical bool) {
	class := "link"
	if critical {
		class = "link critical"
	}
	turn := min(from.right()+linkStub, d.width-1)
	p, tip := newPath().move(from.right(), from.y+from.h/2).to(turn, from.y+from.h/2), newPath()
	if middle := to.y + to.h/2; to.x > turn+linkTip {
		p.to(turn, middle).to(to.x-linkTip, middle)
		tip.move(to.x, middle).to(to.x-linkTip, middle-3).to(to.x-linkTip, middle+3).shut()
	} else {
		edge, back := to.y, -1.0
		if to.y < from.y {
			edge, back = to.bottom(), 1
		}
		x := turn
		if to.right() < turn+3 {
			x = to.x + to.w/2
			p.to(turn, edge+2*back*linkTip)
		}
		p.to(x, edge+2*back*linkTip).to(x, edge+back*linkTip)
		tip.move(x, edge).to(x-3, edge+back*linkTip).to(x+3, edge+back*linkTip).shut()
	}
	d.path(class, p)
	d.path(class+" tip", tip)
}
