package chart

import (
	"strconv"
	"time"
)

// words are the English words of the tests.
var words = Words{
	ShowTable: "Show as table", DownloadCSV: "CSV", Keys: "Arrow keys read the chart",
	NotRecorded: "not recorded", Assumed: "assumed", Today: "Today", Planned: "Planned",
	Actual: "Actual", Complete: "Share complete", Milestone: "Milestone reached", PlannedMilestone: "Milestone planned",
	Total: "Total", Need: "Need", Gap: "Gap", Working: "Working estimate",
}

// on parses a date of the tests.
func on(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func sampleTimeline() Timeline {
	return Timeline{
		Frame: Frame{ID: "rail", Title: "Railway: phases", Subtitle: "Phase 2 is assumed", Desc: "Design ends in 2027.", Words: words},
		Today: on("2026-05-20"),
		Groups: []Group{{Label: "Durrës – Prishtina", Href: "/projects/1", Rows: []Row{
			{Label: "Design", Bars: []Bar{
				{Start: on("2026-01-01"), Finish: on("2027-07-01"), When: "Jan 2026 – Jun 2027"},
				{Kind: Actual, Start: on("2026-02-01"), When: "since Feb 2026", Text: "22 %"},
			}},
			{Label: "Tunnels", Color: 3, Bars: []Bar{{Start: on("2029-01-01"), Finish: on("2035-12-31"), When: "2029 (assumed) – 2035", Progress: 0.1, Assumed: true}}},
			{Label: "Land"},
			{Label: "Milestones", Milestones: []Milestone{
				{Date: on("2025-06-15"), Label: "Approved"}, {Date: on("2025-12-01"), Label: "Request"},
				{Date: on("2035-12-31"), Label: "In service", Planned: true, Assumed: true},
			}},
		}}},
	}
}

// sampleNetwork is a timeline of phases that follow one another.
func sampleNetwork() Timeline {
	w := words
	w.Elsewhere, w.Follows, w.Critical = "As asked for", "Follows", "Critical"
	bar := func(start, finish string) Bar {
		return Bar{Start: on(start), Finish: on(finish), When: start + " – " + finish}
	}
	ghost := bar("2028-01-01", "2029-07-01")
	ghost.Kind = Elsewhere
	return Timeline{
		Frame: Frame{ID: "network", Title: "Phases and what they wait for", Words: w}, Today: on("2026-05-20"),
		Groups: []Group{{Rows: []Row{
			{ID: "1", Label: "Design", Critical: true, Bars: []Bar{bar("2026-01-01", "2028-07-01")}, Notes: []string{"critical"}},
			{ID: "2", Label: "Access", Critical: true, Bars: []Bar{ghost, bar("2028-07-01", "2030-01-01")}, After: []Tie{{"1", true}}},
			{ID: "3", Label: "Tunnels", Bars: []Bar{bar("2030-01-01", "2033-07-01")}, After: []Tie{{Row: "2"}}},
			{ID: "4", Label: "Bridges", Critical: true, Bars: []Bar{bar("2030-07-01", "2034-07-01")}, After: []Tie{{"2", true}}},
			{ID: "5", Label: "Testing", Critical: true, Bars: []Bar{bar("2034-07-01", "2035-12-31")}, After: []Tie{{Row: "3"}, {"4", true}, {Row: "99"}}},
		}}},
	}
}

func sampleEditable() Timeline {
	return Timeline{
		Frame: Frame{ID: "edit", Title: "Move the phases", Words: words}, Editable: true, Today: on("2026-05-20"),
		Groups: []Group{{Rows: []Row{
			{ID: "12", Label: "Design", Bars: []Bar{
				{Start: on("2026-01-01"), Finish: on("2027-07-01")},
				{Kind: Actual, Start: on("2026-02-01")},
			}},
			{ID: "13", Label: "Land"},
			{Label: "Milestones", Milestones: []Milestone{{Date: on("2027-12-01"), Label: "Request"}}},
		}}},
	}
}

func sampleAllocations() Allocations {
	return Allocations{
		Frame: Frame{
			ID: "money", Title: "Allocations", Desc: "370 requested.", Words: words, CSV: "/a.csv", Note: "Excluding VAT.",
			Table: &Table{Header: []string{"Year", "EUR"}, Rows: [][]string{{"2026", "370.00"}}, Numeric: []bool{false, true}},
		},
		Unit: "€ million a year", Tick: number,
		Series: []Series{{Name: "State", Style: Solid}, {Name: "EIB, requested", Color: 2, Style: Outlined}, {Name: "Grant", Color: 1, Style: Hatched}},
		Years: []Year{
			{Year: 2026, Parts: []Amount{Known(100, "€100 m"), Known(270, "€270 m")}, Total: "370", Need: Known(370, "€370 m")},
			{Year: 2028, Parts: []Amount{Known(0, "€0 m"), {}, Known(50, "€50 m")}, Total: "50", Need: Known(120, "€120 m"), Gap: "−70"},
		},
	}
}

func sampleEstimates() Estimates {
	return Estimates{
		Frame: Frame{ID: "est", Title: "Estimates", Desc: "Between 700 and 1,900.", Words: words},
		Unit:  "€ million", Tick: number, Scopes: []string{"Whole corridor", "Albanian section"},
		Items: []Estimate{
			{Date: on("2025-03-10"), Amount: 700, Label: "€700 M", By: "Ministry", Scope: 1},
			{Date: on("2025-11-20"), Amount: 1800, Label: "€1.8 bn", By: "Railways"},
			{Date: on("2026-01-14"), Amount: 1900, Label: "€1.9 bn", By: "Deputy prime minister"},
			{Date: on("2026-02-01"), When: "1 Feb 2026", Amount: 1800, Label: "€1.8 bn", By: "Model", Working: true, Note: "balance to published total"},
		},
	}
}
