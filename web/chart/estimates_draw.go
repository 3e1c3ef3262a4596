package chart

type estimatesDrawing struct {
	*canvas
	e *Estimates
}

func newEstimatesDrawing(c *canvas, e *Estimates) *estimatesDrawing {
	return &estimatesDrawing{c, e}
}

func (d *estimatesDrawing) draw() { d.height = 300 }
