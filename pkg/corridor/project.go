package corridor

import (
	"slices"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/yamlfile"
)

// owner is the project that a file's parts belong to.
type owner struct {
	id    record.ID
	scope string // its code, in which the codes of its parts are unique
}

// project reads a project and, from the same file, its parts.
func (r *reader) project(file, t *table) {
	p := &project.Project{Code: t.Text("code"), Name: t.Label("name"), Summary: t.Label("summary"),
		Sector: t.Text("sector"), Type: t.Text("type"), Stage: project.Stage(t.Text("stage")),
		External: t.Flag("external")}
	r.addCoded(t, p, "", p.Code)
	o := owner{p.ID, p.Code}
	t.ref("programme", p, record.Programme, "", &p.Programme)
	p.DependsOn = t.refs("depends_on", p, record.Project, "")
	if n := t.Key("working", yamlfile.TableNode); n != nil {
		w := r.table(n)
		w.ref("estimate", p, record.Estimate, o.scope, &p.Working.Estimate)
		p.Working.Reason = w.Label("reason")
		w.Done()
	}
	r.claims(t, p, o.id)
	t.Done()

	for i, s := range file.tables("sections") {
		r.section(s, o, i)
	}
	for i, s := range file.tables("phases") {
		r.phase(s, o, i)
	}
	for _, s := range file.tables("milestones") {
		r.milestone(s, o)
	}
	for i, s := range file.tables("structures") {
		r.structure(s, o, i)
	}
	for i, s := range file.tables("funding_sources") {
		r.fundingSource(s, o, i)
	}
	for _, s := range file.tables("estimates") {
		r.estimate(s, o)
	}
	if n := file.Key("assumptions", yamlfile.TableNode); n != nil {
		r.assumptions(r.table(n), o)
	}
	for _, s := range file.tables("scenarios") {
		r.scenario(s, o)
	}
	for _, s := range file.tables("uncertainties") {
		r.uncertainty(s, o)
	}
	for i, s := range file.tables("risks") {
		r.risk(s, o, i)
	}
	if n := file.Key("risk_settings", yamlfile.TableNode); n != nil {
		r.riskSettings(r.table(n), o)
	}
}

func (r *reader) section(t *table, o owner, i int) {
	s := &project.Section{Project: o.id, Code: t.Text("code"), Position: i + 1, Name: t.Label("name"),
		Country: record.Country(t.Text("country")), Note: t.Label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	t.ref("within", s, record.Section, o.scope, &s.Within)
	r.claims(t, s, o.id)
	t.Done()
}

func (r *reader) phase(t *table, o owner, i int) {
	p := &project.Phase{Project: o.id, Code: t.Text("code"), Position: i + 1, Name: t.Label("name"), Profile: t.profile(), Note: t.Label("note")}
	r.addCoded(t, p, o.scope, p.Code)
	t.ref("section", p, record.Section, o.scope, &p.Section)
	after := t.tables("after")
	p.After = make([]project.Link, len(after))
	for i, a := range after {
		p.After[i].LagDays = a.Whole("lag_days")
		a.ref("phase", p, record.Phase, o.scope, &p.After[i].Phase)
		a.Done()
	}
	r.claims(t, p, o.id)
	t.Done()
}

func (r *reader) milestone(t *table, o owner) {
	m := &project.Milestone{Project: o.id, Code: t.Text("code"), Name: t.Label("name"), Note: t.Label("note")}
	r.addCoded(t, m, o.scope, m.Code)
	t.ref("section", m, record.Section, o.scope, &m.Section)
	t.ref("phase", m, record.Phase, o.scope, &m.Phase)
	r.claims(t, m, o.id)
	t.Done()
}

func (r *reader) structure(t *table, o owner, i int) {
	s := &project.Structure{Project: o.id, Code: t.Text("code"), Position: i + 1,
		Kind: project.StructureKind(t.Text("kind")), Name: t.Label("name"), Note: t.Label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	t.ref("section", s, record.Section, o.scope, &s.Section)
	t.ref("phase", s, record.Phase, o.scope, &s.Phase)
	for _, field := range t.claimedFields() {
		if slices.Contains(project.AttributeNames, field) {
			s.Attributes = append(s.Attributes, project.Attribute{Name: field})
		}
	}
	r.claims(t, s, o.id)
	t.Done()
}
