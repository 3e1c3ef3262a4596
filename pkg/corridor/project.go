package corridor

import (
	"slices"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

// owner is the project that a file's parts belong to.
type owner struct {
	id    record.ID
	scope string // its code, in which the codes of its parts are unique
}

// project reads a project and, from the same file, its parts.
func (r *reader) project(file, t *table) {
	p := &project.Project{Code: t.text("code"), Name: t.label("name"), Summary: t.label("summary"),
		Sector: t.text("sector"), Type: t.text("type"), Stage: project.Stage(t.text("stage")),
		External: t.flag("external")}
	r.addCoded(t, p, "", p.Code)
	o := owner{p.ID, p.Code}
	t.ref("programme", p, record.Programme, "", &p.Programme)
	p.DependsOn = t.refs("depends_on", p, record.Project, "")
	if n := t.key("working", tableNode); n != nil {
		w := r.table(n)
		w.ref("estimate", p, record.Estimate, o.scope, &p.Working.Estimate)
		p.Working.Reason = w.label("reason")
		w.done()
	}
	r.claims(t, p, o.id)
	t.done()

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
	if n := file.key("assumptions", tableNode); n != nil {
		r.assumptions(r.table(n), o)
	}
	for _, s := range file.tables("scenarios") {
		r.scenario(s, o)
	}
}

func (r *reader) section(t *table, o owner, i int) {
	s := &project.Section{Project: o.id, Code: t.text("code"), Position: i + 1, Name: t.label("name"),
		Country: record.Country(t.text("country")), Note: t.label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	t.ref("within", s, record.Section, o.scope, &s.Within)
	r.claims(t, s, o.id)
	t.done()
}

func (r *reader) phase(t *table, o owner, i int) {
	p := &project.Phase{Project: o.id, Code: t.text("code"), Position: i + 1, Name: t.label("name"), Profile: t.profile(), Note: t.label("note")}
	r.addCoded(t, p, o.scope, p.Code)
	t.ref("section", p, record.Section, o.scope, &p.Section)
	after := t.tables("after")
	p.After = make([]project.Link, len(after))
	for i, a := range after {
		p.After[i].LagDays = a.whole("lag_days")
		a.ref("phase", p, record.Phase, o.scope, &p.After[i].Phase)
		a.done()
	}
	r.claims(t, p, o.id)
	t.done()
}

func (r *reader) milestone(t *table, o owner) {
	m := &project.Milestone{Project: o.id, Code: t.text("code"), Name: t.label("name"), Note: t.label("note")}
	r.addCoded(t, m, o.scope, m.Code)
	t.ref("section", m, record.Section, o.scope, &m.Section)
	t.ref("phase", m, record.Phase, o.scope, &m.Phase)
	r.claims(t, m, o.id)
	t.done()
}

func (r *reader) structure(t *table, o owner, i int) {
	s := &project.Structure{Project: o.id, Code: t.text("code"), Position: i + 1,
		Kind: project.StructureKind(t.text("kind")), Name: t.label("name"), Note: t.label("note")}
	r.addCoded(t, s, o.scope, s.Code)
	t.ref("section", s, record.Section, o.scope, &s.Section)
	t.ref("phase", s, record.Phase, o.scope, &s.Phase)
	for _, field := range t.claimedFields() {
		if slices.Contains(project.AttributeNames, field) {
			s.Attributes = append(s.Attributes, project.Attribute{Name: field})
		}
	}
	r.claims(t, s, o.id)
	t.done()
}
