// Package web is Korridor in the browser: pages, forms and downloads over the
// use cases of package planner. It is the only home of gin.
//
// A page is one Go file with its handler, one template in templates/pages and
// its texts in locale/en.yaml and locale/sq.yaml; routes.go lists the addresses.
package web

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"time"
	_ "time/tzdata" // the readers' time zone, also where the machine has none

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

//go:embed templates
var templateFiles embed.FS

//go:embed assets
var assetFiles embed.FS

// Options are what a server can be told. The zero value is ready to use.
type Options struct {
	Demo    bool     // the pages say that this is the demo; readers choose whom they are there
	Proxies Proxies  // that requests come by; where there are some, all others are refused
	Hosts   []string // names under which the service is reached, beside this machine's own
	// Accounts asks people to sign in; else whoever reaches the service is its operator.
	Accounts   bool
	PublicRead bool                  // who has not signed in reads all the same, and changes nothing
	Sessions   planner.SessionLimits // the zero value: defaultSessions
	// RateLimits bounds how often one address, or one person, asks for something.
	RateLimits bool
	Log        *slog.Logger   // nil: slog.Default
	Location   *time.Location // of times on pages; nil: Europe/Tirane
	Version    string         // of the program, for what is kept; "": not known
	Person     string         // the operator who makes the changes; "": whoever is chosen in the demo, else a planner of this machine
}

// Server answers the requests of browsers.
type Server struct {
	planner   *planner.Planner
	options   Options
	log       *slog.Logger
	languages *locale.Set
	assets    *assets
	pages     *renderer
	downloads downloads
	runs      riskJobs
	addresses *rates[netip.Prefix]
	persons   *rates[record.ID]
	now       func() time.Time // for the rates; tests move it on
	handler   http.Handler
	demo      bool       // readers choose whom they are
	forms     [][]string // the addresses that take a form, by their parts
}

// New returns a server over the planner. It reads every catalogue, asset and
// template, and returns an error when one of them is broken.
func New(p *planner.Planner, options Options) (*Server, error) {
	templates, err := fs.Sub(templateFiles, "templates")
	if err != nil {
		return nil, err
	}
	s, err := newServer(p, options, templates)
	if err != nil {
		return nil, err
	}
	s.handler = s.wrap(s.engine(s.routes))
	return s, nil
}

// newServer returns a server without its addresses.
func newServer(p *planner.Planner, options Options, templates fs.FS) (*Server, error) {
	person := "Local planner"
	if options.Demo {
		person = "Demo planner"
	}
	chosen := options.Demo && options.Person == ""
	options.Person = cmp.Or(options.Person, person)
	options.Sessions = cmp.Or(options.Sessions, defaultSessions)
	s := &Server{demo: chosen, planner: p, options: options, log: cmp.Or(options.Log, slog.Default()), downloads: newDownloads(),
		addresses: newRates[netip.Prefix](ofAddress), persons: newRates[record.ID](ofPerson), now: time.Now,
		runs: riskJobs{iterations: jobIterations}}
	var err error
	if s.options.Location == nil {
		if s.options.Location, err = time.LoadLocation("Europe/Tirane"); err != nil {
			return nil, err
		}
	}
	if s.languages, err = locale.Load(); err != nil {
		return nil, err
	}
	if s.assets, err = readAssets(assetFiles); err != nil {
		return nil, err
	}
	if s.pages, err = newRenderer(templates, s); err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	return s, nil
}

// Handler returns the handler of all requests.
func (s *Server) Handler() http.Handler { return s.handler }

// HTTPServer returns a server for the address that gives slow clients a limited
// time. Downloads set deadlines of their own (see patient).
func (s *Server) HTTPServer(addr string) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           s.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

// engine returns gin with the given routes. Redirects to the plain form of an
// address are our own (see plainAddress): gin's trust a header.
func (s *Server) engine(routes func(*gin.Engine)) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.RedirectTrailingSlash = false
	e.HandleMethodNotAllowed = true
	if err := e.SetTrustedProxies(nil); err != nil {
		panic(err) // nil is always accepted
	}
	e.Use(s.routed, s.recovering)
	e.NoRoute(func(c *gin.Context) { s.failStatus(c.Writer, c.Request, http.StatusNotFound) })
	e.NoMethod(func(c *gin.Context) { s.failStatus(c.Writer, c.Request, http.StatusMethodNotAllowed) })
	routes(e)
	s.forms = formAddresses(e.Routes())
	return e
}

// wrap puts around h what every request passes, outermost last: each needs
// what those outside it have set.
func (s *Server) wrap(h http.Handler) http.Handler {
	h = s.inThePast(h)
	h = s.personRated(h)
	h = s.asPerson(h)
	h = s.sameOrigin(h)
	h = s.limited(h)
	h = plainAddress(h)
	h = s.addressRated(h)
	h = s.inLanguage(h)
	h = s.ownHost(h)
	h = s.byProxy(h)
	h = s.withHeaders(h)
	h = s.logged(h)
	return s.identified(h)
}
