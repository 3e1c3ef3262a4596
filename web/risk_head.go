package web

import (
	"strconv"

	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/risk"
)

// isSourced reports whether a figure with the basis rests on a document.
func isSourced(b project.Basis) bool { return b == project.Sourced || b == project.Derived }

// tiles are the large figures: cost, contingency, chances, finish.
func (w *riskView) tiles() ([]Tile, error) {
	l, r := w.l, w.Simulated
	contingency, err := w.contingencyTile()
	if err != nil {
		return nil, err
	}
	tiles := []Tile{w.percentileTile(50), w.percentileTile(80),
		{Label: l.T("risk.mean"), Figure: w.simulated(l.T("risk.mean"), r.Mean), Note: l.T("risk.mean_note", "sd", l.Short(r.SD), "above", l.Short(r.MeanAboveP80))},
		contingency,
		{Label: l.T("risk.within_working"), Text: w.chance(r.WithinWorking), Note: l.T("risk.within_working_note", "total", l.Short(r.Working)), Warn: r.WithinWorking < 0.5},
		w.securedTile(), w.finishTile(), w.capsTile()}
	return tiles, nil
}

// simulated is the figure of an amount that the simulation comes to.
func (w *riskView) simulated(name string, a money.Amount) *Figure {
	basis := project.Derived
	if w.assumed > 0 {
		basis = project.Assumed
	}
	return w.derived(name, a, w.l.T("risk.formula", "iterations", w.l.Integer(int64(w.Simulated.Iterations)), "seed", strconv.FormatUint(w.Simulated.Seed, 10)), basis)
}

func (w *riskView) percentileTile(p int) Tile {
	at, label := percentile(w.Simulated, p), w.l.T("risk.cost_percentile", "percentile", "P"+strconv.Itoa(p))
	return Tile{Label: label, Figure: w.simulated(label, at.Value), Note: w.l.T("risk.interval", "low", w.l.Short(at.Low), "high", w.l.Short(at.High))}
}

// contingencyTile is what the chosen percentile lies above the working estimate.
func (w *riskView) contingencyTile() (Tile, error) {
	l, r := w.l, w.Simulated
	at := percentile(r, w.confidence)
	name := "P" + strconv.Itoa(at.P)
	tile := Tile{Label: l.T("risk.contingency", "percentile", name)}
	c, err := at.Value.Sub(r.Working)
	if err != nil {
		return tile, err
	}
	tile.Figure = w.simulated(tile.Label, c)
	tile.Note = l.T("risk.contingency_note", "percent", l.Percent(share(c, r.Working)), "percentile", name, "total", l.Short(r.Working))
	if c.Sign() <= 0 {
		tile.Note = l.T("risk.contingency_enough", "percentile", name, "total", l.Short(r.Working))
	}
	return tile, nil
}

func (w *riskView) securedTile() Tile {
	l, r := w.l, w.Simulated
	tile := Tile{Label: l.T("risk.within_secured")}
	switch {
	case r.WithinSecured == nil:
		tile.Text, tile.Blank, tile.Note = l.T("cost.not_known"), true, w.uncounted()
		return tile
	case r.Secured == nil: // kept, without the amount
	case r.Secured.IsZero():
		tile.Note = l.T("risk.nothing_secured")
	default:
		tile.Note = l.T("risk.within_secured_note", "secured", l.Short(*r.Secured))
	}
	tile.Text, tile.Warn = w.chance(*r.WithinSecured), small(r.WithinSecured) && w.open
	return tile
}

// uncounted says of which years the secured money is not known, and why; "" where
// the years are not known either.
func (w *riskView) uncounted() string {
	if len(w.Simulated.Uncounted) == 0 {
		return ""
	}
	return w.l.T("risk.uncounted", "years", yearList(w.Simulated.Uncounted))
}

func (w *riskView) finishTile() Tile {
	l, f := w.l, w.Simulated.Finish
	tile := Tile{Label: l.T("risk.finish_p80"), Text: l.Date(f.P80), Note: l.T("risk.finish_note", "p50", f.P50, "plan", f.Planned)}
	tile.Warn = f.P80.Compare(f.Planned) > 0
	return tile
}

// finishSaid tells when the project is finished.
func (w *riskView) finishSaid() string {
	f := w.Simulated.Finish
	return w.l.T("risk.finish_said", "p10", f.P10, "p50", f.P50, "p80", f.P80, "plan", f.Planned)
}

func (w *riskView) capsTile() Tile {
	l, c := w.l, w.Simulated.FinishUnderCaps
	tile := Tile{Label: l.T("risk.caps_p80")}
	switch {
	case c == nil:
		tile.Text, tile.Blank, tile.Note = l.T("cost.no_caps"), true, l.T("risk.caps_do")
	case c.P80 == 0:
		tile.Text, tile.Warn = l.T("cost.capped_open_short"), true
		tile.Note = l.T("risk.caps_unfinished", "chance", w.chance(c.Unfinished))
	default:
		tile.Text, tile.Note = strconv.Itoa(c.P80), l.T("risk.caps_note", "p50", strconv.Itoa(c.P50))
		tile.Warn = c.P80 > w.Simulated.Finish.Planned.Year()
	}
	return tile
}

// riskYear is a fiscal year of the fan with its money.
type riskYear struct {
	risk.YearResult
	Chance string
	Short  bool
}

func (w *riskView) years() []riskYear {
	var rows []riskYear
	for _, y := range w.Simulated.Years {
		row := riskYear{YearResult: y, Chance: w.l.T("cost.not_known"), Short: small(y.Within) && w.open}
		if y.Within != nil {
			row.Chance = w.chance(*y.Within)
		}
		rows = append(rows, row)
	}
	return rows
}
