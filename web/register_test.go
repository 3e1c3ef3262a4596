package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/webtest"
)

const registerAddress = "/projects/railway/risk/register/edit"

// risks are the register's, in its order.
func (s *realSite) risks(t *testing.T) []risk.Entry { return s.deskOf(t, "railway").Risks }

// riskCell is the name of a field of a risk's row.
func riskCell(e *risk.Entry, field string) string { return "r." + idText(e.ID) + "." + field }

// inOrder are the names of the fields of a sheet's rows, from top to bottom.
func inOrder(p *webtest.Page) (names []string) {
	for _, cell := range p.Find(`table.register [data-column="name"]`) {
		names = append(names, cell.Attr("name"))
	}
	return names
}

// The register is one sheet: risks are added, changed, moved and taken out, and
// all of it is one change, in either language and without scripts. What changed is
// assumed, for the reason; what was not touched stays as it is.
func TestRegisterSheet(t *testing.T) {
	for _, language := range []string{"en", "sq"} {
		s := freshSite(t, true)
		p, v := openForm(t, s, registerAddress, language)
		head, before := s.head(t), s.risks(t)
		if s.sendSheet(t, registerAddress, v, language, http.StatusSeeOther); s.head(t) != head {
			t.Errorf("%s: a sheet that nobody touched changed something", language)
		}
		l, _ := s.languages.Get(language)
		say(t, "what the first comes to", p.One("#r-"+idText(before[0].ID)+"-result"), plainSpaces(l.T("register.months", "months", l.Number(decimal.RequireFromString("2.1")))))

		act := func(do string) {
			v.Set("do", do)
			p = s.sendSheet(t, registerAddress, v, language, http.StatusOK)
			v = webtest.Values(p.One("form.sheet-form"))
		}
		act("add")
		if p.One("[autofocus]").Attr("name") != "r.n1.name" {
			t.Errorf("work goes on at %s", p.One("[autofocus]").Attr("name"))
		}
		v.Set("r.n1.name", "Përmbytje – e lumit")
		for field, text := range map[string]string{"probability": "12", "impact_below": "1", "impact_centre": "2", "impact_above": "6", "after_probability": "5 %"} {
			v.Set("r.n1."+field, text)
		}
		v.Set(riskCell(&before[0], "response"), "transfer")
		v.Set(riskCell(&before[0], "probability"), "35 %")
		for range len(before) - 1 {
			act("up.n1")
		}
		act("remove." + idText(before[1].ID))
		say(t, "the row that goes", p.One("#r-"+idText(before[1].ID)+"-result"), l.T("register.goes"))
		if got := strings.Join(inOrder(p)[:2], " "); got != riskCell(&before[0], "name")+" r.n1.name" {
			t.Errorf("the order is %s", got)
		}
		act("check")
		if p.One(".form-fine") == nil {
			t.Fatalf("the check finds: %s", p.One(".form-summary").Text())
		}
		if v.Get("r.n1.impact_shape") != "triangular" {
			t.Errorf("three numbers are a %q", v.Get("r.n1.impact_shape"))
		}
		v.Del("do")
		v.Set(reasonField, "the workshop")
		s.sendSheet(t, registerAddress, v, language, http.StatusSeeOther)
		d := s.deskOf(t, "railway")
		after := d.Risks
		if len(after) != len(before) || after[0].ID != before[0].ID || after[1].Code != "permbytje-e-lumit" || after[2].ID != before[2].ID {
			t.Fatalf("%s: %+v", language, after)
		}
		if r := after[0]; r.Probability.Decimal.String() != "0.35" || r.Response != risk.Transfer || !r.Impact.Low.Decimal.Equal(before[0].Impact.Low.Decimal) {
			t.Errorf("the first: %+v", r)
		}
		if r := after[1]; r.Impact.Shape != risk.Triangular || r.Currency.Code() != "EUR" || r.Status != risk.StatusOpen || r.Mitigated.Probability.Decimal.String() != "0.05" || r.Name.Default != "Përmbytje – e lumit" {
			t.Errorf("the new one: %+v", r)
		}
		if c := d.Trail.Chosen(after[0].ID, "probability"); c == nil || c.Basis != project.Assumed || c.Note.Default != "the workshop" {
			t.Errorf("the probability rests on %+v", c)
		}
		if c := d.Trail.Chosen(after[0].ID, "impact.low"); c == nil || c.Note.Default == "the workshop" {
			t.Errorf("what was not touched rests on %+v", c)
		}
		undo := webtest.Get(t, s.Handler(), "/projects/railway/history").One(".history-head .edit").Attr("href")
		if p := webtest.Post(t, s.Handler(), undo, s.fill(t, undo, "en", reasonField, "too early")); p.Status != http.StatusSeeOther {
			t.Fatalf("undone: %d %s", p.Status, p.One(".form-summary").Text())
		}
		if again := s.risks(t); len(again) != len(before) || again[1].Code != before[1].Code {
			t.Errorf("undoing restores %+v", again)
		}
	}
}

// What is wrong is told at its cells, all at once, with everything typed kept.
func TestRegisterSheetRefused(t *testing.T) {
	s := freshSite(t, true)
	risks := s.risks(t)
	for _, language := range []string{"en", "sq"} {
		_, v := openForm(t, s, registerAddress, language)
		head := s.head(t)
		wrong := map[string]string{riskCell(&risks[0], "probability"): "130", riskCell(&risks[0], "impact_below"): "99999999999", riskCell(&risks[1], "name"): "",
			riskCell(&risks[1], "phase"): "", riskCell(&risks[2], "after_delay_shape"): "uniform"}
		if language == "sq" { // the name in the record's own language stays
			delete(wrong, riskCell(&risks[1], "name"))
		}
		for name, text := range wrong {
			v.Set(name, text)
		}
		at := func(p *webtest.Page, name string) *webtest.Page {
			t.Helper()
			field := p.One("#" + strings.ReplaceAll(name, ".", "-"))
			if field.Attr("aria-invalid") != "true" || p.One("#"+field.Attr("id")+"-problem") == nil {
				t.Errorf("%s: nothing is wrong with %s", language, name)
			}
			return p
		}
		p := s.sendSheet(t, registerAddress, v, language, http.StatusUnprocessableEntity)
		for name := range wrong {
			at(p, strings.Replace(name, "after_delay_shape", "after_delay_below", 1))
		}
		again := webtest.Values(p.One("form.sheet-form"))
		for name, text := range wrong {
			if got := strings.Map(func(r rune) rune {
				if strings.ContainsRune(", \u00a0\u202f", r) {
					return -1
				}
				return r
			}, again.Get(name)); got != text {
				t.Errorf("%s: %s holds %q", language, name, got)
			}
		}
		v.Set(riskCell(&risks[0], "probability"), "likely")
		v.Set(riskCell(&risks[0], "status"), "gone")
		p = s.sendSheet(t, registerAddress, v, language, http.StatusUnprocessableEntity)
		at(at(p, riskCell(&risks[0], "probability")), riskCell(&risks[0], "status"))
		if s.head(t) != head {
			t.Error("something was kept")
		}
	}
}

// Two people on one register: what only the other one changed is taken over, what
// both changed stands side by side, a risk that was added stays, one that was
// deleted is told.
func TestRegisterSheetContested(t *testing.T) {
	for _, language := range []string{"en", "sq"} {
		s := freshSite(t, true)
		_, v := openForm(t, s, registerAddress, language)
		before := s.risks(t)
		theirs, added, gone := before[0], before[1], before[3]
		theirs.Probability, theirs.Response = record.Known(decimal.RequireFromString("0.9")), risk.Transfer
		s.do(t, &planner.SaveRisk{Record: theirs})
		added.ID, added.Version, added.Code, added.Position = 0, 0, "another", before[3].Position+1
		s.do(t, &planner.SaveRisk{Record: added})
		s.do(t, &planner.Delete{Kind: gone.RecordKind(), ID: gone.ID, Version: gone.Version})
		v.Set(riskCell(&theirs, "probability"), "33")
		v.Set(riskCell(&theirs, "risk_owner"), "the roads agency")
		p := s.sendSheet(t, registerAddress, v, language, http.StatusConflict)
		say(t, "both values", p.One(".sheet-theirs"), "90", "33")
		l, _ := s.languages.Get(language)
		say(t, "the one that is gone", p.One("table.register"), l.T("funding_sheet.gone"))
		v = webtest.Values(p.One("form.sheet-form"))
		if got := v.Get(riskCell(&theirs, "response")); got != "transfer" {
			t.Errorf("what only they changed reads %q", got)
		}
		v.Set(riskCell(&theirs, "theirs"), "probability")
		v.Set("do", "remove."+idText(gone.ID))
		v = webtest.Values(s.sendSheet(t, registerAddress, v, language, http.StatusOK).One("form.sheet-form"))
		v.Del("do")
		s.sendSheet(t, registerAddress, v, language, http.StatusSeeOther)
		after := s.risks(t)
		if r := after[0]; len(after) != len(before) || r.Probability.Decimal.String() != "0.9" || r.RiskOwner != "the roads agency" || after[3].Code != "another" {
			t.Errorf("%s: %+v", language, after)
		}
	}
}

// No body of a sheet breaks it.
func FuzzRegisterSheet(f *testing.F) {
	f.Add([]byte("r.n1.name=x&r.n1.impact_below=1&r.n1.impact_centre=2&r.n1.impact_above=3&do=up.n1&typed_in=sq"))
	f.Add([]byte("r.n99999999999999999999.gone=yes&do=add"))
	s := corridorSite(f)
	english := s.languages.Default()
	view, err := s.planner.RegisterSheet(f.Context(), "railway")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		form, err := parseRecordSheet(body, registerFields)
		if err != nil {
			return
		}
		sheet, err := newRegisterSheet(english, english, view, form)
		if err != nil {
			return
		}
		codes := map[string]bool{}
		for i, row := range sheet.change().(*planner.SaveRegister).Rows {
			if sheet.sent[i] == nil || codes[row.Record.Code] || row.Record.Code == "" {
				t.Fatalf("row %d has the code %q", i, row.Record.Code)
			}
			codes[row.Record.Code] = true
		}
	})
}
