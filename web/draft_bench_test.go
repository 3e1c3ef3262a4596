package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"korridor/web/webtest"
)

const longAddress = "/projects/big/estimates/long/edit"

// BenchmarkSaveDraft saves a sheet of 200 lines through its form, every rate
// changed each time.
func BenchmarkSaveDraft(b *testing.B) {
	s := longDraft(b, 200)
	for n := 1; b.Loop(); n++ {
		b.StopTimer()
		sent := sheetOf(webtest.Get(b, s.Handler(), longAddress)).set("reason", "rates").set("do", "save")
		var body strings.Builder
		for _, pair := range *sent {
			if strings.HasSuffix(pair[0], ".unit_rate") {
				pair[1] = strconv.Itoa(n) + ".25"
			}
			body.WriteString("&" + url.QueryEscape(pair[0]) + "=" + url.QueryEscape(pair[1]))
		}
		r := httptest.NewRequest(http.MethodPost, longAddress, strings.NewReader(body.String()))
		b.StartTimer()
		if p := webtest.Do(b, s.Handler(), r, "Sec-Fetch-Site", "same-origin"); p.Status != http.StatusSeeOther {
			b.Fatalf("answered %d: %s", p.Status, p.Body)
		}
	}
}

// BenchmarkShowDraft shows the sheet of a draft of 1,000 lines.
func BenchmarkShowDraft(b *testing.B) {
	s := longDraft(b, 1000)
	for b.Loop() {
		recorder := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, longAddress, nil)
		r.Host = "localhost"
		s.Handler().ServeHTTP(recorder, r)
		if recorder.Code != http.StatusOK {
			b.Fatal(recorder.Code)
		}
	}
}
