package risk

import (
	"fmt"
	"strings"
)

// tables are the curves that lines and phases are drawn from.
type tables struct {
	lines, phases map[string]*table // by code; each its own, which can be scaled in place
}

// tableUse is a line or phase that is drawn from a curve.
type tableUse struct {
	in    map[string]*table
	code  string
	curve int
}

// addTables makes the tables of all uncertainties, on all cores at once. Lines and
// phases with the same distribution, as those of one class have it, share the work.
func (c *compiler) addTables() error {
	c.tables = tables{lines: map[string]*table{}, phases: map[string]*table{}}
	var curves []Distribution
	var places []string
	var uses []tableUse
	seen := map[string]int{}
	use := func(of Distribution, in map[string]*table, code, place string) {
		key := of.key()
		curve, ok := seen[key]
		if !ok {
			curve = len(curves)
			seen[key], curves, places = curve, append(curves, of), append(places, place)
		}
		uses = append(uses, tableUse{in, code, curve})
	}
	for i := range c.base.Lines {
		code := c.base.Lines[i].Code
		if u, ok := c.in.Lines[code]; ok {
			use(u.Distribution, c.tables.lines, code, fmt.Sprintf("lines[%d].uncertainty.", i))
		}
	}
	for i := range c.base.Model.Phases {
		code := c.base.Model.Phases[i].Code
		if d, ok := c.in.Durations[code]; ok {
			use(d, c.tables.phases, code, fmt.Sprintf("phases[%d].duration.", i))
		}
	}
	made, failed := make([]*table, len(curves)), make([]error, len(curves))
	each(len(curves), func(i int) {
		if c.ctx.Err() == nil {
			made[i], failed[i] = newTable(&curves[i])
		}
	})
	if err := c.ctx.Err(); err != nil {
		return err
	}
	for i, err := range failed {
		if err != nil {
			return misfit(places[i], err)
		}
	}
	taken := make([]bool, len(curves))
	for _, u := range uses {
		t := made[u.curve]
		if taken[u.curve] {
			another := *t
			t = &another
		}
		u.in[u.code], taken[u.curve] = t, true
	}
	return nil
}

// key is the same for distributions that are written alike.
func (d *Distribution) key() string {
	var b strings.Builder
	b.WriteString(string(d.Shape))
	for _, v := range d.Values {
		b.WriteByte(' ')
		b.WriteString(v.String())
	}
	return b.String()
}
