package web

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// overviewTiles are the large figures of a project: only what is known of it,
// never a zero that nobody recorded.
func overviewTiles(marks *trail, v *planner.CostView) ([]Tile, error) {
	d, l := v.Dossier, marks.language
	outlook, err := d.Outlook()
	if err != nil {
		return nil, err
	}
	tiles := []Tile{workingTile(marks, d)}
	if v.Result != nil {
		tile, err := needTile(marks, v)
		if err != nil {
			return nil, err
		}
		tiles = append(tiles, tile)
	}
	tiles = append(tiles, lengthTile(marks, d))
	if d.Project.Stage.Open() {
		for _, sum := range outlook.Requested {
			f := marks.sum(l.T("programme.requested"), l.Short(sum.Amount), sum)
			f.Exact = l.Money(sum.Amount)
			tiles = append(tiles, Tile{Label: l.T("programme.requested"), Figure: f, Warn: true,
				Note: l.T("overview.requested_note", "years", fiscalYears(sum.Of))})
		}
		tiles = append(tiles, securedTiles(marks, outlook.Secured)...)
	}
	if m := d.NextMilestone(); m != nil {
		tiles = append(tiles, Tile{Label: l.T("programme.next"), Note: m.Name.In(l.Code),
			Figure: marks.figure(m.ID, "planned", m.Name.In(l.Code), l.Date(m.Planned))})
	} else if m := latestMilestone(d.Milestones); m != nil {
		tiles = append(tiles, Tile{Label: l.T("overview.latest"), Note: m.Name.In(l.Code),
			Figure: marks.figure(m.ID, "actual", m.Name.In(l.Code), l.Date(m.Actual))})
	}
	return tiles, nil
}

func workingTile(marks *trail, d *planner.Dossier) Tile {
	l := marks.language
	tile := Tile{Label: l.T("programme.working"), Text: l.T("overview.not_chosen"), Blank: true, Note: l.T("overview.not_chosen_do")}
	w := d.Working()
	if w == nil {
		return tile
	}
	tile.Text, tile.Note = l.T("figure.unknown"), scopeText(l, w)+" · "+priceYear(l, w.PriceYear)
	tile.Figure = marks.short(w.ID, "total", tile.Label, w.Total)
	return tile
}

// needTile is the total in the money of the years in which it is spent, with the
// first year that is short of money.
func needTile(marks *trail, v *planner.CostView) (Tile, error) {
	h, err := planner.Headline(v.Result, v.Today)
	if err != nil {
		return Tile{}, err
	}
	w := &costView{CostView: v, l: marks.language, t: marks, basis: linesBasis(v), base: h, now: h}
	tile := w.totalTile()
	if h.FirstGap != 0 {
		tile.Warn, tile.Note = true, w.l.T("cost.gap_first", "year", funding.FiscalYear(h.FirstGap))
	}
	return tile, nil
}

// lengthTile shows the project's length, else that of the one section whose
// length is known.
func lengthTile(marks *trail, d *planner.Dossier) Tile {
	l := marks.language
	if d.Project.LengthM.Valid {
		return Tile{Label: l.T("field.length_m"), Figure: marks.figure(d.Project.ID, "length_m", l.T("field.length_m"), l.Length(d.Project.LengthM.Decimal)),
			Note: sectionsNote(l, d)}
	}
	var known []*project.Section
	for i := range d.Sections {
		if d.Sections[i].LengthM.Valid {
			known = append(known, &d.Sections[i])
		}
	}
	if len(known) != 1 {
		return Tile{Label: l.T("field.length_m"), Text: l.T("figure.unknown"), Blank: true, Note: sectionsNote(l, d)}
	}
	label := l.T("overview.length_of", "section", known[0].Name)
	return Tile{Label: label, Figure: marks.figure(known[0].ID, "length_m", label, l.Length(known[0].LengthM.Decimal)),
		Note: l.N("overview.one_of_sections", len(d.Sections))}
}

func sectionsNote(l *locale.Locale, d *planner.Dossier) string {
	if len(d.Sections) == 0 {
		return ""
	}
	return l.N("overview.sections_below", len(d.Sections))
}

func securedTiles(marks *trail, secured []planner.MoneySum) []Tile {
	l := marks.language
	if len(secured) == 0 {
		return []Tile{{Label: l.T("programme.secured"), Text: l.T("figure.unknown"), Blank: true, Note: l.T("overview.nothing_secured")}}
	}
	var tiles []Tile
	for _, sum := range secured {
		f := marks.sum(l.T("programme.secured"), l.Short(sum.Amount), sum)
		f.Exact = l.Money(sum.Amount)
		tiles = append(tiles, Tile{Label: l.T("programme.secured"), Figure: f, Note: l.T("overview.secured_note", "years", fiscalYears(sum.Of))})
	}
	return tiles
}

// fiscalYears writes the years of the allocations: "2026", "2026–2029".
func fiscalYears(allocations []funding.Allocation) string {
	first, last := allocations[0].FiscalYear, allocations[0].FiscalYear
	for i := range allocations {
		first, last = min(first, allocations[i].FiscalYear), max(last, allocations[i].FiscalYear)
	}
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// latestMilestone returns the last milestone that was reached, or nil.
func latestMilestone(milestones []project.Milestone) *project.Milestone {
	var latest *project.Milestone
	for i := range milestones {
		m := &milestones[i]
		if !m.Actual.IsZero() && (latest == nil || m.Actual.Compare(latest.Actual) >= 0) {
			latest = m
		}
	}
	return latest
}

// structureCount is how many structures of a kind there are.
type structureCount struct {
	Count  *Figure
	Kinds  string  // "bridges"
	Length *Figure // all together; nil where it is not stated
}

// structureCounts are the totals of structures that are declared, each for the
// project or a single section. Recorded rows are not added up: sections without
// rows may have structures too.
func structureCounts(marks *trail, d *planner.Dossier) []structureCount {
	l := marks.language
	declared := d.Reconcile()
	times := map[project.StructureKind]int{}
	lengths := map[project.StructureKind]*planner.Reconciliation{}
	for i, r := range declared {
		if r.Length {
			lengths[r.Kind] = &declared[i]
		} else {
			times[r.Kind]++
		}
	}
	var counts []structureCount
	for _, r := range declared {
		if r.Length || times[r.Kind] != 1 {
			continue
		}
		list := "structures"
		if r.Declared.Equal(decimal.NewFromInt(1)) {
			list = "structure"
		}
		kinds := l.Term(list, string(r.Kind))
		count := structureCount{Kinds: strings.ToLower(kinds), Count: marks.figure(r.Claim.Entity, r.Claim.Field, kinds, l.Number(r.Declared))}
		if long := lengths[r.Kind]; long != nil {
			count.Length = marks.figure(long.Claim.Entity, long.Claim.Field, kinds+": "+l.T("field.length_m"), l.Length(long.Declared))
		}
		counts = append(counts, count)
	}
	return counts
}
