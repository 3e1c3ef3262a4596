package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// A claim is added from the paper trail of a figure, in the reader's own
// numbers; another one can be chosen with a reason.
func TestClaimIsAddedAndAnotherChosen(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	p := webtest.Get(t, s.Handler(), "/projects/railway/structures")
	add := p.One(".trail-add a")
	if add == nil {
		t.Fatal("no figure offers to add a claim")
	}
	section := d.Sections[slices.IndexFunc(d.Sections, func(s project.Section) bool { return d.Trail.Chosen(s.ID, "length_m") != nil })]
	short := addClaimURL(section.ID, "length_m")
	p = webtest.Get(t, s.Handler(), short)
	at := p.Header.Get("Location")
	if p.Status != http.StatusSeeOther || !strings.HasPrefix(at, "/projects/railway/claims/new?") {
		t.Fatalf("%d %s", p.Status, at)
	}
	values := s.fill(t, at, "sq", "value", "1 234,5", "unit", "m", "basis", "sourced", "document", idText(d.Documents[0].ID), "quote", "gjatësia")
	before := s.head(t)
	for range 2 {
		if p = webtest.Post(t, s.Handler(), at, values, "Accept-Language", "sq"); p.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
		}
	}
	if s.head(t) == before {
		t.Error("nothing was kept")
	}
	claims, err := s.planner.ClaimsAbout(context.Background(), section.ID, "length_m")
	if err != nil || len(claims) < 2 || claims[0].Value != "1234.5" || !claims[0].Chosen {
		t.Fatalf("%+v, %v", claims, err)
	}
	var now project.Section
	if err := s.planner.Record(context.Background(), "railway", section.ID, &now); err != nil || now.LengthM.Decimal.String() != "1234.5" {
		t.Errorf("%+v, %v", now, err)
	}
	choose := "/projects/railway" + claimFormURL(claims[1].ID, "choose")
	for _, language := range []string{"en", "sq"} {
		webtest.Check(t, webtest.Get(t, s.Handler(), choose, "Accept-Language", language))
	}
	values = s.fill(t, choose, "en")
	if p = webtest.Post(t, s.Handler(), choose, values); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", p.Status)
	}
	webtest.Check(t, p)
	values.Set(reasonField, "the older survey is right")
	for range 2 {
		if p = webtest.Post(t, s.Handler(), choose, values); p.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
		}
	}
	if err := s.planner.Record(context.Background(), "railway", section.ID, &now); err != nil || !now.LengthM.Decimal.Equal(section.LengthM.Decimal) {
		t.Errorf("%+v, %v", now, err)
	}
}

// A figure of no project has its claims too; one that is not there has none.
func TestClaimsOfNoProject(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	at := addClaimURL(d.AllRates[0].ID, "rate")
	webtest.Check(t, webtest.Get(t, s.Handler(), at))
	values := s.fill(t, at, "en", "value", "97.25", "basis", "assumed", "note", "round", reasonField, "trial")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Errorf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	for _, at := range []string{addClaimURL(999999, "rate"), addClaimURL(d.AllRates[0].ID, "nothing"), "/claims/new", "/claims/x/edit",
		"/projects/railway" + addClaimURL(record.ID(999999), "x"), "/projects/railway/claims/0/choose", "/projects/railway" + addClaimURL(d.AllRates[0].ID, "rate")} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}

// A claim that somebody deleted while its form was open can be added anew with
// everything typed.
func TestFormOfAVanishedClaim(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	section := d.Sections[slices.IndexFunc(d.Sections, func(s project.Section) bool { return d.Trail.Chosen(s.ID, "length_m") != nil })]
	claim := d.Trail.Chosen(section.ID, "length_m")
	at := "/projects/railway/claims/" + idText(claim.ID)
	values := s.fill(t, at+"/edit", "sq", "note", "u shkrua gjatë")
	s.do(t, &planner.Delete{Kind: record.Claim, ID: claim.ID, Version: claim.Version})
	var gone *webtest.Element
	for _, language := range []string{"en", "sq"} {
		p := webtest.Post(t, s.Handler(), at+"/edit", values, "Accept-Language", language)
		webtest.Check(t, p)
		if gone = p.One("form.form"); p.Status != http.StatusConflict || webtest.Values(gone).Get("note") != "u shkrua gjatë" {
			t.Fatalf("%d %s", p.Status, p.One("main").Text())
		}
	}
	if p := webtest.Post(t, s.Handler(), gone.Attr("action"), webtest.Values(gone), "Accept-Language", "sq"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	if d, err = s.planner.Desk(t.Context(), "railway"); err != nil {
		t.Fatal(err)
	}
	if again := d.Trail.Chosen(section.ID, "length_m"); again == nil || again.ID == claim.ID || again.Note.In("sq") != "u shkrua gjatë" {
		t.Errorf("the claim is %+v", again)
	}
}
