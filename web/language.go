package web

import (
	"net/http"
	"net/url"
	"time"

	"korridor/web/locale"
)

const (
	languageCookie    = "lang"
	languageParameter = "lang"
	languageLife      = 365 * 24 * time.Hour
)

// inLanguage chooses the language of the answer: the one the reader chose
// before (a cookie), else the browser's, else English. ?lang=sq keeps a choice
// and leads to the same address without it.
func (s *Server) inLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visitOf(r).language = s.chosenLanguage(r)
		query := r.URL.Query()
		if reading(r) && query.Has(languageParameter) {
			if l, ok := s.languages.Get(query.Get(languageParameter)); ok {
				s.setCookie(w, r, languageCookie, l.Code, languageLife)
			}
			query.Del(languageParameter)
			redirect(w, r, &url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: query.Encode()}, http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) chosenLanguage(r *http.Request) *locale.Locale {
	if code, ok := cookie(r, languageCookie); ok {
		if l, ok := s.languages.Get(code); ok {
			return l
		}
	}
	return s.languages.Match(r.Header.Get("Accept-Language"))
}

// reading reports whether the request only asks for something.
func reading(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }
