package chart

// key is an entry of the legend: a swatch and its word.
type key struct {
	text   string
	class  string // of the swatch's group, such as "c2"
	swatch func(*canvas)
}

// swatchBox is the space in which swatches are drawn.
var swatchBox = box{1, 1, 16, 10}

// legend writes the keys as an HTML list, which wraps where an SVG would clip.
func legend(m *markup, keys []key) {
	if len(keys) == 0 {
		return
	}
	m.open("ul").str("class", "chart-legend").body()
	for _, k := range keys {
		c := &canvas{}
		k.swatch(c)
		m.open("li").body()
		m.open("svg").str("class", "chart-key "+k.class).str("xmlns", "http://www.w3.org/2000/svg").
			str("viewBox", "0 0 18 12").str("aria-hidden", "true").body()
		m.buf = append(m.buf, c.buf...)
		m.end("svg")
		m.element("span", "", clean(k.text))
		m.end("li")
	}
	m.end("ul")
}

// boxSwatch returns a swatch that is a rectangle of the given classes.
func boxSwatch(classes ...string) func(*canvas) {
	return func(c *canvas) {
		for _, class := range classes {
			c.rect(class, swatchBox, 2)
		}
	}
}

// progressSwatch is a bar of which part is complete.
func progressSwatch(c *canvas) {
	boxSwatch("tint")(c)
	done := swatchBox
	done.w *= 0.6
	c.rect("fill", done, 2)
	boxSwatch("edge")(c)
}

// hatchSwatch draws the strokes themselves: a pattern of another drawing may be hidden with it.
func hatchSwatch(c *canvas) {
	p := newPath()
	for x := swatchBox.x; x < swatchBox.right()-2; x += 4 {
		p.move(x, swatchBox.bottom()).to(min(x+swatchBox.h, swatchBox.right()), max(swatchBox.y, swatchBox.bottom()-(swatchBox.right()-x)))
	}
	c.path("hatch-line", p)
	c.rect("edge", swatchBox, 0)
}
