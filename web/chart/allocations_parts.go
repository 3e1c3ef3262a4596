package chart

// partLabelHeight is the room that the two lines of a part's label need.
func (c *canvas) partLabelHeight() float64 { return 2*c.size + 12 }

// partLabels names the parts of a lone column beside it, with their amounts, spread so that
// none overlap: the column then needs no legend.
func (d *allocationsDrawing) partLabels(y Year) {
	x := d.left + d.slot/2 + d.bar/2
	step := d.partLabelHeight()
	middles, parts := d.partMiddles(y)
	spread := spreadUp(middles, step, d.axis.high, d.bottom)
	for i, s := range parts {
		at := spread[i]
		d.path("leader", newPath().move(x+4, middles[i]).to(x+14, middles[i]).to(x+22, at))
		room := d.width - x - 30
		name := label{x: x + 28, y: at - 0.15*d.size, text: clean(d.a.Series[s].Name), class: "halo"}
		amount := label{x: x + 28, y: name.y + d.size + 3, text: clean(y.Parts[s].label), class: "soft halo"}
		d.text(d.shorten(name, room))
		d.text(d.shorten(amount, room))
	}
}

// partMiddles returns the middle heights of the drawn parts, from the bottom up, and their series.
func (d *allocationsDrawing) partMiddles(y Year) (middles []float64, parts []int) {
	sum := 0.0
	for s := range d.a.Series {
		if v := y.part(s); v > 0 {
			b := d.segment(0, sum, sum+v)
			middles, parts = append(middles, b.y+b.h/2), append(parts, s)
			sum += v
		}
	}
	return middles, parts
}

// spreadUp moves descending heights apart to at least step, between floor (the larger) and
// ceiling, as little as a single pass each way does.
func spreadUp(ys []float64, step, ceiling, floor float64) []float64 {
	out := make([]float64, len(ys))
	limit := floor - step/2
	for i, y := range ys {
		out[i] = min(y, limit)
		limit = out[i] - step
	}
	limit = ceiling + step/2
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = max(out[i], limit)
		limit = out[i] + step
	}
	return out
}
