package web

import (
	"testing"

	"korridor/pkg/project"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Publisher, date and address stand beside a document's title only where they add something.
func TestDocumentsDoNotRepeatThemselves(t *testing.T) {
	day := schedule.MustDate("2026-02-13")
	for _, c := range []struct{ from, want DocumentView }{
		{DocumentView{Title: "javanews.al, 2026-02-13", Publisher: "Javanews.al", Address: "javanews.al, 2026-02-13", Date: day}, DocumentView{Title: "javanews.al, 2026-02-13"}},
		{DocumentView{Title: "Albania\u2013Kosovo road", Publisher: "ECIKS", Address: "eciks.com/road", Date: day}, DocumentView{Title: "Albania\u2013Kosovo road", Address: "eciks.com/road", Date: day}},
		{DocumentView{Title: "Budget law", Publisher: "Parliament", Address: "https://parliament.example/law"},
			DocumentView{Title: "Budget law", Publisher: "Parliament", Address: "https://parliament.example/law", URL: "https://parliament.example/law"}},
		{DocumentView{Title: "Project brief"}, DocumentView{Title: "Project brief"}},
	} {
		d := project.Document{Title: text.Plain(c.from.Title), Publisher: c.from.Publisher, Address: c.from.Address, Date: c.from.Date}
		if got := *newDocumentView(d, "sq"); got != c.want {
			t.Errorf("%+v reads %+v, want %+v", c.from, got, c.want)
		}
	}
}
