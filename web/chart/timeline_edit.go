package chart

const (
	stripSpace  = 8 // that an editable row is higher, for the actual strip
	stripHeight = 5
	stripGap    = 3
)

// calendarData tells a script where the years lie: data-from and data-to are the calendar's
// ends in years, data-left and data-right where they are drawn, data-today today.
func (d *timelineDrawing) calendarData() {
	if !d.t.Editable {
		return
	}
	d.open("g").str("class", "calendar").num("data-from", d.years.from).num("data-to", d.years.to).
		num("data-left", d.years.low).num("data-right", d.years.high)
	if d.today >= 0 {
		d.num("data-today", d.today)
	}
	d.close()
}

// rowData tells a script which row a group draws and where its planned bar lies.
func (d *timelineDrawing) rowData(r Row, lane box) {
	if d.t.Editable && r.ID != "" {
		d.str("data-id", clean(r.ID)).num("data-top", lane.y).num("data-height", lane.h)
	}
}

// editSpan leaves a planned bar as it is, and makes an actual one a strip below it.
func editSpan(b box, kind BarKind) box {
	if kind == Actual {
		b.y, b.h = b.bottom()+stripGap, stripHeight
	}
	return b
}

func editClass(kind BarKind) string {
	switch kind {
	case Actual:
		return "mark actual"
	case Elsewhere:
		return "mark elsewhere"
	}
	return "mark planned"
}
