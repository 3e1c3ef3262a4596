package web

import (
	"net/url"
	"strings"

	"korridor/pkg/project"
	"korridor/pkg/schedule"
)

// DocumentView is the document that a claim rests on. What its title says
// already is left out.
type DocumentView struct {
	Title     string
	Publisher string
	Address   string
	URL       string // of the document, where a browser can open it
	Date      schedule.Date
}

// newDocumentView shows the document in the language.
func newDocumentView(d project.Document, language string) *DocumentView {
	v := &DocumentView{Title: d.Title.In(language), URL: webAddress(d.Address)}
	says := strings.ToLower(v.Title + "\n" + d.Title.Default)
	address, publisher := strings.ToLower(d.Address), strings.ToLower(d.Publisher)
	if !strings.Contains(says, publisher) && !strings.HasPrefix(address, publisher) {
		v.Publisher = d.Publisher
	}
	if !strings.Contains(says, d.Date.String()) {
		v.Date = d.Date
	}
	if !strings.Contains(says, address) {
		v.Address = d.Address
	}
	return v
}

// webAddress returns the address where a browser can open it, else "".
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	return u.String()
}
