package chart

import (
	"math"
	"strconv"
	"time"
)

// yearTick is a labelled or unlabelled year boundary.
type yearTick struct {
	x     float64
	label string // "" between labelled years
}

// yearTicks returns the year boundaries of the scale, with labels as close as they stay legible.
func (c *canvas) yearTicks(s scale) []yearTick {
	perYear := s.at(1) - s.at(0)
	step := yearStep(perYear, c.measure("0000", false)+6)
	line := yearStep(perYear, 14)
	if step%line != 0 {
		line = step
	}
	var ticks []yearTick
	for y := int(math.Ceil(s.from)); float64(y) <= s.to; y++ {
		if perYear >= 120 {
			ticks = append(ticks, quarterTicks(s, y)...)
		}
		t := yearTick{x: s.at(float64(y))}
		switch {
		case y%step == 0:
			t.label = strconv.Itoa(y)
		case y%line != 0:
			continue
		}
		ticks = append(ticks, t)
	}
	return ticks
}

// quarterTicks returns the quarters within the year, for scales that leave years far apart.
func quarterTicks(s scale, year int) (ticks []yearTick) {
	for month := time.April; month <= time.October && float64(year) < s.to; month += 3 {
		q := fractionalYear(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC))
		ticks = append(ticks, yearTick{x: s.at(q)})
	}
	return ticks
}

// yearGrid draws the year boundaries from top to bottom.
func (c *canvas) yearGrid(ticks []yearTick, top, bottom float64) {
	for _, t := range ticks {
		class := "grid"
		if t.label == "" {
			class = "grid minor"
		}
		c.line(class, t.x, top, t.x, bottom)
	}
}

// yearLabels writes each labelled year just right of the line at which it begins.
func (c *canvas) yearLabels(ticks []yearTick, baseline, right float64) {
	for _, t := range ticks {
		l := label{x: t.x + 4, y: baseline, text: t.label, class: "axis"}
		if c.bounds(l).right() <= right {
			c.text(l)
		}
	}
}

// amountAxis is the vertical axis of amounts with its horizontal grid.
type amountAxis struct {
	scale
	ticks  []float64
	labels []string
	gutter float64 // width of the labels and the space after them
}

// newAmountAxis covers 0 to top between the drawing heights bottom and ceiling.
func (c *canvas) newAmountAxis(top float64, bottom, ceiling float64, format func(float64) string) amountAxis {
	count := int(max(2, (bottom-ceiling)/40))
	a := amountAxis{}
	a.scale, a.ticks = amountScale(top, count, bottom, ceiling)
	a.labels = make([]string, len(a.ticks))
	for i, t := range a.ticks {
		a.labels[i] = clean(format(t))
		a.gutter = max(a.gutter, c.measure(a.labels[i], false)+8)
	}
	return a
}

// draw writes the grid from left to right and the labels in the gutter before it. The base
// line is drawn apart, over what stands on it.
func (a amountAxis) draw(c *canvas, left, right float64) {
	for i, t := range a.ticks {
		y := a.at(t)
		if i > 0 {
			c.line("grid", left, y, right, y)
		}
		c.text(label{x: left - 8, y: y + 0.35*c.size, text: a.labels[i], anchor: atEnd, class: "axis"})
	}
}

// base draws the zero line.
func (a amountAxis) base(c *canvas, left, right float64) {
	c.line("base", left, a.low, right, a.low)
}
