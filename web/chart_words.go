package web

import (
	"korridor/web/chart"
	"korridor/web/locale"
)

// chartWords returns the fixed words of charts in the language.
func chartWords(l *locale.Locale) chart.Words {
	return chart.Words{
		ShowTable:   l.T("chart.show_table"),
		DownloadCSV: l.T("chart.csv"),
		Keys:        l.T("chart.keys"),
		NotRecorded: l.T("figure.unknown"),
		Assumed:     l.T("basis.assumed"),
		Today:       l.T("chart.today"),
		Planned:     l.T("chart.planned"),
		Actual:      l.T("chart.actual"),
		Complete:    l.T("chart.complete"),
		Milestone:   l.T("chart.milestone"),

		PlannedMilestone: l.T("chart.milestone_planned"),

		Elsewhere: l.T("chart.asked"),
		Follows:   l.T("chart.follows"),
		Critical:  l.T("chart.critical"),

		Total:   l.T("chart.total"),
		Need:    l.T("chart.need"),
		Gap:     l.T("chart.gap"),
		Working: l.T("chart.working"),

		Secured:    l.T("chart.secured"),
		Signed:     l.T("chart.signed"),
		Indicative: l.T("chart.indicative"),
		Requested:  l.T("chart.requested"),
		Spent:      l.T("chart.spent"),
		Cap:        l.T("chart.cap"),
		Funded:     l.T("chart.funded"),
		Backlog:    l.T("chart.backlog"),

		Increase:    l.T("chart.increase"),
		Decrease:    l.T("chart.decrease"),
		Unexplained: l.T("chart.unexplained"),

		Interval: l.T("chart.interval"),
		Range:    l.T("chart.range"),
		Outside:  l.T("chart.outside"),
		Forecast: l.T("chart.forecast"),
		Chance:   l.T("chart.chance"),
		Line:     l.T("chart.line"),
		Duration: l.T("chart.duration"),
		Risk:     l.T("chart.risk"),
		Others:   l.T("chart.others"),
	}
}
