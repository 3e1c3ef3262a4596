package web

import (
	"cmp"
	"strings"

	"korridor/web/locale"
)

// browsers and systems are told by what the browser calls itself. The order
// matters: most of them claim to be others, too.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"},
		{"Linux", "Linux"}}
)

// agentName says in words what a browser calls itself.
func agentName(l *locale.Locale, agent string) string {
	name := func(known [][2]string) string {
		for _, k := range known {
			if strings.Contains(agent, k[0]) {
				return k[1]
			}
		}
		return ""
	}
	browser, system := name(browsers), name(systems)
	if browser != "" && system != "" {
		return l.T("account.browser_on", "browser", browser, "system", system)
	}
	first, _, _ := strings.Cut(agent, " ")
	return cmp.Or(browser, system, first, l.T("account.unknown_browser"))
}
