package web

import "net/http"

// policy allows what the pages use and nothing else: own style sheets, scripts
// and pictures, and no inline style or script.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secureFor tells a browser that came by https to come by it only, for a year.
const secureFor = "max-age=31536000"

// withHeaders sets the headers that every response carries. Unless a handler says
// otherwise nothing is kept: every answer depends on who asks.
func (s *Server) withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("Vary", "Accept-Language, Cookie")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		// Of this machine's own names other services may make use by http.
		if clientOf(r).Secure && !isThisMachine(clientOf(r).Host) {
			h.Set("Strict-Transport-Security", secureFor)
		}
		next.ServeHTTP(w, r)
	})
}
