package chart

// known reports whether there is a whisker to draw.
func (f *Forecast) known() bool { return !f.P50.IsZero() && !f.P80.IsZero() && !f.P80.Before(f.P50) }

const whiskerSize = 5.5 // from its line to the tip of its stroke

// forecastSpace is the space that the whisker of a row takes.
func (d *timelineDrawing) forecastSpace(r Row, lane box) boxes {
	if !r.Forecast.known() {
		return nil
	}
	x := d.years.at(fractionalYear(r.Forecast.P50))
	return boxes{box{x, lane.y + lane.h/2, d.years.at(fractionalYear(r.Forecast.P80)) - x, 0}.grow(whiskerSize)}
}

// drawForecast draws the whisker of a row over its bars.
func (d *timelineDrawing) drawForecast(r Row, lane box) {
	if !r.Forecast.known() {
		return
	}
	space := d.forecastSpace(r, lane)[0]
	d.mark("mark", d.row, r.Href, []string{r.Label, joinWords(d.t.Words.Forecast, r.Forecast.When)})
	d.rect("hit", space, 0)
	d.whisker(space.x+whiskerSize, space.right()-whiskerSize, lane.y+lane.h/2, whiskerSize)
	d.end("g")
}

// whisker draws a dot, a line from there and a stroke at its end, with a rim over what lies below.
func (c *canvas) whisker(from, to, y, size float64) {
	p := newPath().move(from, y).to(to, y).move(to, y-size).to(to, y+size)
	c.path("whisker rim", p)
	c.path("whisker", p)
	c.circle("spent", from, y, size-1)
}
