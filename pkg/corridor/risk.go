package corridor

import (
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// uncertainty reads the range of a line, a category or a phase. Its parameters
// are claims.
func (r *reader) uncertainty(t *table, o owner) {
	u := &risk.Range{Project: o.id, Line: t.Text("line"), Category: estimate.Category(t.Text("category")), Spread: t.spread("shape"),
		Amounts: t.Flag("amounts"), Currency: t.Currency("currency", money.Currency{}), TimeDependent: t.Flag("time_dependent"), Note: t.Label("note")}
	r.add(t, u)
	t.ref("phase", u, record.Phase, o.scope, &u.Phase)
	r.claims(t, u, o.id)
	t.Done()
}

// risk reads an entry of the risk register; its probability and the parameters
// of impact and delay are claims.
func (r *reader) risk(t *table, o owner, i int) {
	e := &risk.Entry{Project: o.id, Code: t.Text("code"), Position: i + 1, Name: t.Label("name"), Currency: t.Currency("currency", money.Currency{}),
		Impact: t.spread("impact"), Delay: t.spread("delay"),
		Mitigated: risk.Exposure{Impact: t.spread("mitigated_impact"), Delay: t.spread("mitigated_delay")},
		RiskOwner: t.Text("risk_owner"), Response: risk.Response(t.Text("response")), Status: risk.Status(t.Text("status")),
		Description: t.Label("description"), Note: t.Label("note")}
	r.addCoded(t, e, o.scope, e.Code)
	t.ref("phase", e, record.Phase, o.scope, &e.Phase)
	r.claims(t, e, o.id)
	t.Done()
}

// spread reads the shape of a distribution.
func (t *table) spread(key string) risk.Spread { return risk.Spread{Shape: risk.Shape(t.Text(key))} }

// riskSettings reads how a project is simulated; the correlation is a claim.
func (r *reader) riskSettings(t *table, o owner) {
	s := &risk.Settings{Project: o.id, Iterations: t.Whole("iterations"), Seed: int64(t.Whole("seed")), Percentile: t.Whole("percentile"), Note: t.Label("note")}
	r.add(t, s)
	r.claims(t, s, o.id)
	t.Done()
}
