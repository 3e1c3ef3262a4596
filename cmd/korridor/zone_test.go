package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"korridor/config"
	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
)

// The day is that of the planners' zone, not that of the machine: these two are
// 26 hours apart.
func TestTodayIsTheDayOfTheZone(t *testing.T) {
	store := dbtest.Open(t, filepath.Join(t.TempDir(), "k.db"), db.Options{Create: true})
	days := map[string]bool{}
	for _, zone := range []string{"Pacific/Kiritimati", "Etc/GMT+12"} {
		in, err := config.Server{TimeZone: zone}.Location()
		if err != nil {
			t.Fatal(err)
		}
		days[planner.New(store, clock(in)).Today(t.Context()).String()] = true
	}
	if len(days) != 2 {
		t.Errorf("it is %v in both", days)
	}
}

var shownTime = regexp.MustCompile(`<time[^>]*>([^<]+)`)

// The zone that is configured is the one of the times on pages.
func TestTheServiceIsInItsZone(t *testing.T) {
	shown := map[string]bool{}
	for _, zone := range []string{"Pacific/Kiritimati", "Etc/GMT+12"} {
		server := start(t, "demo", "--listen", "127.0.0.1:0", "--time-zone", zone)
		_, page := get(t, server.address+"/projects/railway/history")
		at := shownTime.FindStringSubmatch(page)
		if at == nil {
			t.Fatal("the history shows no time")
		}
		day, _, _ := strings.Cut(at[1], ",")
		shown[day] = true
		server.stops(t, syscall.SIGTERM)
	}
	if len(shown) != 2 {
		t.Errorf("the changes were made on %v", shown)
	}
}
