package chart

import "slices"

// drawBars draws the bars of a row. It returns the space taken with that of the bars and their
// texts added, and whether there was any bar.
func (d *timelineDrawing) drawBars(r Row, lane box, taken boxes) (_ boxes, drawn bool) {
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
		class := "mark"
		switch {
		case d.t.Editable:
			span, class = editSpan(span, b.Kind), editClass(b.Kind)
		case both:
			span = half(span, b.Kind)
		}
		if r.Critical && b.Kind == Planned {
			class += " critical"
		}
		d.mark(class, d.row, r.Href, d.barReading(r, b))
		if b.Kind == Elsewhere {
			d.path("ghost", barOutline(span, roundEnd))
		} else {
			d.barShape(b, span, both && !d.t.Editable)
		}
		d.end("g")
		taken = append(taken, span)
		spans = append(spans, span)
	}
	for i, b := range r.Bars {
		if b.Text != "" && !b.Start.IsZero() {
			taken = d.barText(b, spans[i], lane, taken)
		}
	}
	d.noteEnd(r, spans)
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
	if thin && b.Kind == Planned {
		share = 0
	}
	end := roundEnd
	if b.Finish.IsZero() {
		end = pointedEnd
	}
	outline := barOutline(span, end)
	d.path(tint, outline)
	switch {
	case share == 1:
		d.path("fill", outline)
	case share > 0:
		done := span
		done.w *= share
		d.path("fill", barOutline(done, flatEnd))
	}
	d.path(edge, outline)
}

// barEnd is the shape of a bar's right end.
type barEnd int

const (
	roundEnd   barEnd = iota
	flatEnd           // the edge of the complete part
	pointedEnd        // goes on
)

// barOutline returns the outline of a bar with softened corners.
func barOutline(b box, end barEnd) *path {
	r := min(2.5, b.w/2, b.h/2)
	p := newPath().move(b.x+r, b.y)
	switch tip := min(b.h, b.w) / 2; end {
	case roundEnd:
		p.to(b.right()-r, b.y).bend(b.right(), b.y, b.right(), b.y+r).
			to(b.right(), b.bottom()-r).bend(b.right(), b.bottom(), b.right()-r, b.bottom())
	case flatEnd:
		p.to(b.right(), b.y).to(b.right(), b.bottom())
	case pointedEnd:
		p.to(b.right()-tip, b.y).to(b.right(), b.y+b.h/2).to(b.right()-tip, b.bottom())
	}
	return p.to(b.x+r, b.bottom()).bend(b.x, b.bottom(), b.x, b.bottom()-r).
		to(b.x, b.y+r).bend(b.x, b.y, b.x+r, b.y).shut()
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
	switch b.Kind {
	case Actual:
		kind = d.t.Words.Actual
	case Elsewhere:
		kind = d.t.Words.Elsewhere
	}
	lines := append([]string{r.Label, joinWords(kind, b.When), b.Text}, r.Notes...)
	return append(lines, b.Note)
}

// joinWords returns "name: value", or the one of the two that says something.
func joinWords(name, value string) string {
	if name == "" || value == "" {
		return name + value
	}
	return name + ": " + value
}
