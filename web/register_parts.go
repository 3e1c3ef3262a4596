package web

import (
	"strings"

	"korridor/web/form"
)

// registerLine is a row with the sheet that it stands in, for the template.
type registerLine struct {
	Sheet *registerSheet
	Row   *registerRow
}

// Line returns a row for the template.
func (s *registerSheet) Line(r *registerRow) registerLine { return registerLine{s, r} }

// registerTool is a button that moves a row or takes it out.
type registerTool struct{ Do, ID, Text, Label string }

// Tools are the buttons of a row.
func (s *registerSheet) Tools(r *registerRow) (tools []registerTool) {
	names := []string{"up", "down", "remove"}
	if r.Gone {
		names = []string{"restore"}
	}
	signs := map[string]string{"up": "↑", "down": "↓", "remove": "×", "restore": s.l.T("register.restore")}
	for _, name := range names {
		tools = append(tools, registerTool{Do: name + "." + r.Key, ID: "r-" + r.Key + "-" + name, Text: signs[name],
			Label: s.l.T("register."+name) + ": " + r.Title})
	}
	return tools
}

// registerChoice is a cell that is a list.
type registerChoice struct {
	Cell    *recordCell
	Options []form.Option
	None    bool // nothing can be chosen, too
}

// Choice returns the cell of a field with its list.
func (s *registerSheet) Choice(r *registerRow, field string) registerChoice {
	return registerChoice{r.Cell(field), r.options[field], field != "status" && field != "currency"}
}

// registerSpread is the cells of a distribution.
type registerSpread struct {
	Shape   registerChoice
	Numbers []*recordCell
}

// Part returns the cells of the distribution whose names begin so.
func (s *registerSheet) Part(r *registerRow, prefix string) registerSpread {
	part := registerSpread{Shape: s.Choice(r, prefix+"shape")}
	for _, place := range spreadPlaces {
		part.Numbers = append(part.Numbers, r.Cell(prefix+place.name))
	}
	return part
}

// Kind is how grid.js reads a cell with a number.
func (c *recordCell) Kind() string {
	if strings.HasSuffix(c.Field, "probability") {
		return "percent"
	}
	return "number"
}
