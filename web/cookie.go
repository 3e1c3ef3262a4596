package web

import (
	"net/http"
	"time"
)

// cookieName returns the name under which the browser keeps the cookie. By
// https it begins with __Host-: the browser then takes the cookie from this
// service alone, not from another one in the same domain, nor by http.
func cookieName(r *http.Request, name string) string {
	if clientOf(r).Secure {
		return "__Host-" + name
	}
	return name
}

// untilClosed is the life of a cookie that the browser forgets when it is closed.
const untilClosed time.Duration = -1

// setCookie sets a cookie for the whole site that scripts cannot read. A life
// of zero deletes it.
func (s *Server) setCookie(w http.ResponseWriter, r *http.Request, name, value string, life time.Duration) {
	age := int(life.Seconds())
	switch life {
	case 0:
		age = -1 // which deletes it
	case untilClosed:
		age = 0 // which sets no end
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName(r, name), Value: value, Path: "/", MaxAge: age, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: clientOf(r).Secure})
}

// cookie returns the value of a cookie that setCookie set.
func cookie(r *http.Request, name string) (value string, ok bool) {
	c, err := r.Cookie(cookieName(r, name))
	if err != nil {
		return "", false
	}
	return c.Value, true
}
