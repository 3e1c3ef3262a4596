package web

import (
	"net/http"
	"net/url"
	"strconv"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// Page is what a handler gives to the layout.
type Page struct {
	Title   string         // of the page; a project's pages have the tab's name
	Heading string         // over the content of a project's page that is none of its tabs
	Lead    string         // a line under the title, or ""
	Nav     string         // the active entry of the navigation: one of navigation
	Project *ProjectHeader // for a project's pages
	Crumbs  []Link         // the pages above this one, from the top
	Data    any            // for the page's own template

	Landscape bool         // printed on paper that lies on its side
	Head      planner.Head // which state of the record the page shows; told on paper
}

// asOf returns the page with the state of the record that it shows.
func (p Page) asOf(h planner.Head) Page {
	p.Head = h
	return p
}

// subject is the project that the page is about, nil for none.
func (p *Page) subject() *project.Project {
	if p.Project == nil {
		return nil
	}
	return &p.Project.Project
}

// Link is a text that leads somewhere.
type Link struct {
	Text    string
	URL     string
	Current bool // the page that is shown
}

// ProjectHeader heads the pages of one project.
type ProjectHeader struct {
	Project project.Project
	Tab     string // one of projectTabs
}

// navigation lists the entries of the main navigation with their addresses;
// their texts are at nav.*.
var navigation = []struct{ name, url string }{{"programme", "/"}, {"sources", "/sources"}, {"reports", "/reports"}}

// projectTabs lists the tabs of a project, which are also their addresses; the
// first one is the project's own. Their texts are at tab.*.
var projectTabs = []string{"overview", "timeline", "structures", "estimates", "funding", "cost", "risk", "sources", "history", "reports"}

// tabPages lists the pages of a project that share a tab, as their addresses
// below the project's; the first one is the tab's own. Their texts are at page.*.
var tabPages = map[string][]struct {
	name string
	path []string
}{
	"history":   {{"history", []string{"history"}}, {"compare", []string{"compare"}}},
	"timeline":  {{"timeline", []string{"timeline"}}, {"progress", []string{"progress"}}},
	"estimates": {{"estimates", []string{"estimates"}}, {"bridge", []string{"estimates", "bridge"}}},
	"cost": {{"cost", []string{"cost"}}, {"inputs", []string{"cost", "inputs"}}, {"expenditures", []string{"expenditures"}},
		{"appraisal", []string{"appraisal"}}},
}

// view is what the layout shows.
type view struct {
	Page
	Language    *locale.Locale
	Flash       string
	Past        *pastBanner  // nil: the newest state is shown
	Demo        *demoMenu    // nil: nobody chooses whom they are
	Who         string       // who asks, where nobody chooses
	Account     *accountMenu // nil: people have no accounts
	Waiting     *Link        // the changes of the project that wait for confirmation; nil: none
	Navigation  []Link
	Tabs        []Link
	TabPages    []Link // that share the active tab
	Languages   []languageLink
	PageHeading string // the h1
	Address     string // of the page, for paper
}

// languageLink leads to the same page in a language.
type languageLink struct {
	Link
	Code string
}

func (s *Server) newView(w http.ResponseWriter, r *http.Request, p Page) *view {
	l := languageOf(r)
	v := &view{Page: p, Language: l, Flash: s.takeFlash(w, r, l), Demo: s.newDemoMenu(l, r), PageHeading: p.Title, Past: newPastBanner(r, s.options.Location),
		Address: r.Host + (&url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: withPast(r).Encode()}).RequestURI()}
	if s.options.Demo && v.Demo == nil {
		v.Who = s.options.Person
	}
	v.Account = s.newAccountMenu(r, l, p.Nav)
	if v.Stranger() {
		v.addLanguages(s, r)
		return v
	}
	for _, n := range navigation {
		v.Navigation = append(v.Navigation, Link{Text: l.T("nav." + n.name), URL: n.url, Current: n.name == p.Nav})
	}
	s.addWaiting(r, v)
	if v.Account != nil && v.Account.Administers {
		v.Navigation = append(v.Navigation, Link{Text: l.T("nav.users"), URL: usersPath, Current: p.Nav == "users"})
	}
	v.addLanguages(s, r)
	if p.Project != nil {
		v.PageHeading = p.Project.Project.Name.In(l.Code)
		v.Tabs = projectTabLinks(l, p.Project)
		v.TabPages = tabPageLinks(l, p.Project, r.URL.Path)
	}
	return v
}

// addLanguages adds links to the same page in every language.
func (v *view) addLanguages(s *Server, r *http.Request) {
	for _, other := range s.languages.All() {
		query := withPast(r)
		query.Set(languageParameter, other.Code)
		v.Languages = append(v.Languages, languageLink{Code: other.Code, Link: Link{Text: other.T("language.name"),
			URL: "?" + query.Encode(), Current: other == v.Language}})
	}
}

// Stranger reports whether the page is for somebody who is not known, and who
// could not follow the links to others.
func (v *view) Stranger() bool { return v.Account != nil && v.Account.Stranger }

func projectTabLinks(l *locale.Locale, h *ProjectHeader) []Link {
	var links []Link
	for i, tab := range projectTabs {
		to := projectURL(h.Project.Code, tab)
		if i == 0 {
			to = projectURL(h.Project.Code)
		}
		links = append(links, Link{Text: l.T("tab." + tab), URL: to, Current: tab == h.Tab})
	}
	return links
}

// tabPageLinks leads to the pages that share the project's tab; at is the
// address of the one that is shown.
func tabPageLinks(l *locale.Locale, h *ProjectHeader, at string) []Link {
	var links []Link
	for _, page := range tabPages[h.Tab] {
		to := projectURL(h.Project.Code, page.path...)
		links = append(links, Link{Text: l.T("page." + page.name), URL: to, Current: to == at})
	}
	return links
}

// HeadTitle is the title of the browser's tab.
func (v *view) HeadTitle() string {
	title := v.Title
	if v.Project != nil && v.Title != v.PageHeading {
		title += " · " + v.PageHeading
	}
	return title + " · Korridor"
}

// Pager leads through a long list.
type Pager struct {
	From, To, Total int
	Previous, Next  string // addresses of the pages before and after, or ""
}

// newPager returns the pager of a page (1, 2, …) of a list at an address, whose
// other parameters stay.
func newPager(to url.URL, page, size, total int) Pager {
	at := func(n int) string {
		query := to.Query()
		query.Set("page", strconv.Itoa(n))
		if n == 1 {
			query.Del("page")
		}
		link := to
		link.RawQuery = query.Encode()
		return link.String()
	}
	if (page-1)*size >= total { // nothing is shown; the page says so and where the list is
		return Pager{Total: total}
	}
	p := Pager{From: min((page-1)*size+1, total), To: min(page*size, total), Total: total}
	if page > 1 {
		p.Previous = at(page - 1)
	}
	if p.To < total {
		p.Next = at(page + 1)
	}
	return p
}
