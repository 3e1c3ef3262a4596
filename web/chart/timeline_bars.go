package chart

import "slices"

// drawBars draws the bars of a row and returns the space they and their texts take, and
// whether there was any.
func (d *timelineDrawing) drawBars(r Row, lane box) (taken boxes, drawn bool) {
	both := slices.ContainsFunc(r.Bars, func(b Bar) bool { return b.Kind == Planned }) &&
		slices.ContainsFunc(r.Bars, func(b Bar) bool { return b.Kind == Actual })
	var spans []box
	for _, b := range r.Bars {
		if b.Start.IsZero() {
			spans = append(spans, box{})
			continue
		}
		drawn = true
		span := d.barBox(b, lane)
		if both {
			span = half(span, b.Kind)
		}
		d.mark("", d.row, r.Href, d.barReading(r, b))
		d.barShape(b, span, both)
		d.end("g")
		taken = append(taken, span)
		spans = append(spans, span)
	}
	for i, b := range r.Bars {
		if b.Text != "" && !b.Start.IsZero() {
			taken = d.barText(b, spans[i], lane, taken)
		}
	}
	return taken, drawn
}

// barBox places a bar in its lane, never thinner than can be seen.
func (d *timelineDrawing) barBox(b Bar, lane box) box {
	x := d.years.at(fractionalYear(b.Start))
	end := lane.right()
	switch {
	case !b.Finish.IsZero():
		end = d.years.at(fractionalYear(b.Finish))
	case d.today > x:
		end = d.today
	}
	return box{x, lane.y, max(end-x, 3), lane.h}
}

// half gives the planned bar a thin strip above the actual one.
func half(b box, kind BarKind) box {
	const strip, gap = 5, 2
	if kind == Planned {
		return box{b.x, b.y - 2, b.w, strip}
	}
	return box{b.x, b.y + strip - 2 + gap, b.w, b.h - strip}
}

// barShape draws a bar: a tint with an outline, and the complete part solid. An actual bar is
// complete unless its progress says otherwise.
func (d *timelineDrawing) barShape(b Bar, span box, thin bool) {
	tint, edge := "tint", "edge"
	if b.Assumed {
		tint, edge = "faint", "edge dashed"
	}
	share := min(max(b.Progress, 0), 1)
	if b.Kind == Actual && share == 0 && !b.Assumed {
		share = 1
	}
	open := b.Finish.IsZero()
	if thin && b.Kind == Planned {
		tint, share = "blank", 0
	}
	d.path(tint, barOutline(span, open))
	if share > 0 {
		done := span
		done.w *= share
		d.path("fill", barOutline(done, open && share == 1))
	}
	d.path(edge, barOutline(span, open))
}

// barOutline returns a rectangle, pointed on the right when the bar is open.
func barOutline(b box, open bool) *path {
	p := &path{}
	p.move(b.x, b.y)
	if tip := min(b.h/2, b.w/2); open {
		p.to(b.right()-tip, b.y).to(b.right(), b.y+b.h/2).to(b.right()-tip, b.bottom())
	} else {
		p.to(b.right(), b.y).to(b.right(), b.bottom())
	}
	return p.to(b.x, b.bottom()).shut()
}

// barText writes the text right of the bar, or left of it, where there is room, and leaves it
// to the reading where there is none.
func (d *timelineDrawing) barText(b Bar, span, lane box, taken boxes) boxes {
	text := clean(b.Text)
	baseline := lane.y + lane.h/2 + 0.35*d.size
	for _, l := range []label{
		{x: span.right() + 7, y: baseline, text: text, class: "soft halo"},
		{x: span.x - 7, y: baseline, text: text, class: "soft halo", anchor: atEnd},
	} {
		if at := d.bounds(l); at.x >= lane.x && at.right() <= lane.right() && taken.free(at) {
			d.labels = append(d.labels, l)
			return append(taken, at)
		}
	}
	return taken
}

func (d *timelineDrawing) barReading(r Row, b Bar) []string {
	kind := d.t.Words.Planned
	if b.Kind == Actual {
		kind = d.t.Words.Actual
	}
	return []string{r.Label, joinWords(kind, b.When), b.Text, d.assumed(b.Assumed), b.Note}
}

func (d *timelineDrawing) assumed(is bool) string {
	if is {
		return d.t.Words.Assumed
	}
	return ""
}

// joinWords returns "name: value", or the one of the two that says something.
func joinWords(name, value string) string {
	if name == "" || value == "" {
		return name + value
	}
	return name + ": " + value
}
