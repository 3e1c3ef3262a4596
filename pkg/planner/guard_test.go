package planner_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"korridor/db"
	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// person returns the context of somebody who holds the role in the projects, or
// in all of them.
func as(name string, role access.Role, projects ...record.ID) context.Context {
	p := &access.Person{Name: name}
	for _, id := range projects {
		p.Grants = append(p.Grants, access.Grant{Role: role, Project: id})
	}
	if len(projects) == 0 {
		p.Grants = []access.Grant{{Role: role}}
	}
	return access.With(ctx, p)
}

// Of a project in which somebody has no role, no question to the record tells
// them anything.
func TestReadersShowOnlyWhatIsSeen(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, store *db.Store) {
		railway, err := p.Project(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range []string{"railway", "highway"} {
			of, err := p.Project(ctx, code)
			if err != nil {
				t.Fatal(err)
			}
			c := project.Comment{Project: of.ID, Kind: record.Project, Entity: of.ID, Field: "length_m", Text: "Why?"}
			if err := p.Do(ctx, act, &planner.SaveComment{Record: c}); err != nil {
				t.Fatal(err)
			}
		}
		who := access.Of(as("Vera", access.Viewer, railway.ID))
		if err := store.Write(ctx, record.Stamp{Actor: "test", Command: "submit_proposal"}, func(w planner.Writer) error {
			projects, _, err := w.Projects(ctx, planner.ProjectQuery{})
			for _, of := range append(projects, project.Project{}) {
				err = errors.Join(err, w.Save(ctx, &proposal.Proposal{Project: of.ID, Command: "c", Written: "{}", Status: proposal.Submitted, Author: "A"}))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		var all, estimates, lines []record.ID
		hidden := map[record.ID]record.Entity{}
		if err := store.Read(ctx, func(r planner.Reader) error {
			projects, _, err := r.Projects(ctx, planner.ProjectQuery{})
			for i := range projects {
				all = append(all, projects[i].ID)
				if projects[i].ID != railway.ID {
					hidden[projects[i].ID] = &projects[i]
				}
			}
			of, _ := r.Estimates(ctx, all...)
			for i := range of {
				estimates = append(estimates, of[i].ID)
			}
			costed, _ := r.Lines(ctx, estimates...)
			for i := range costed {
				lines = append(lines, costed[i].ID)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		sees := func(method string, id record.ID) {
			if id != 0 && id != railway.ID {
				t.Errorf("%s tells of the project %d", method, id)
			}
		}
		err = planner.ReadAs(ctx, store, who, func(r planner.Reader) error {
			asked := map[string]bool{}
			byIDs(t, r, map[string][]record.ID{"Lines": estimates, "": all}, func(method string, e record.Entity) {
				asked[method] = true
				sees(method, e.Owner())
			})
			ask := func(method string, count int, err error) {
				asked[method] = true
				if err != nil || count == 0 {
					t.Errorf("%s finds %d (%v): nothing is tested", method, count, err)
				}
			}
			seen, total, err := r.Projects(ctx, planner.ProjectQuery{})
			if ask("Projects", total, err); total != 1 || seen[0].ID != railway.ID {
				t.Errorf("Projects shows %d", total)
			}
			claims, err := r.Claims(ctx, planner.ClaimQuery{})
			ask("Claims", len(claims), err)
			for i := range claims {
				sees("Claims", claims[i].Project)
			}
			said, err := r.Comments(ctx, planner.CommentQuery{})
			ask("Comments", len(said), err)
			for i := range said {
				sees("Comments", said[i].Project)
			}
			changes, err := r.Changes(ctx, planner.ChangeQuery{})
			ask("Changes", len(changes), err)
			for i := range changes {
				sees("Changes", changes[i].Project)
			}
			own, err := r.LinesByID(ctx, lines)
			ask("LinesByID", len(own), err)
			for i := range own {
				sees("LinesByID", own[i].Project)
			}
			waiting, _, err := r.Proposals(ctx, planner.ProposalQuery{})
			ask("Proposals", len(waiting), err)
			if len(waiting) != 1 || waiting[0].Project != railway.ID {
				t.Errorf("Proposals shows %d", len(waiting))
			}
			for _, c := range changes {
				if c.Kind == record.Proposal && c.Project == 0 {
					t.Error("Changes tells of a proposal about several projects")
				}
			}
			rows := 0
			err = r.EachAllocation(ctx, 0, func(a planner.AllocationRow) error {
				rows++
				sees("EachAllocation", a.Allocation.Project)
				return nil
			})
			ask("EachAllocation", rows, err)
			use, _, err := r.DocumentUse(ctx, 500, 0)
			ask("DocumentUse", len(use), err)
			if counted := claimsOf(use); counted >= claimsOf(wholeUse(t, store)) {
				t.Errorf("the documents count %d claims, those of all projects", counted)
			}
			hits, err := r.Attention(ctx, planner.AttentionQuery{Today: schedule.DateOf(today), SpreadTenths: 15})
			ask("Attention", len(hits.Spread)+len(hits.NoOutcome), err)
			for _, h := range hits.Spread {
				sees("Attention", h.Project.ID)
			}
			for _, h := range hits.NoOutcome {
				sees("Attention", h.Project.ID)
			}
			for id, e := range hidden {
				there, code := new(project.Project), e.(*project.Project).Code
				if err := r.Get(ctx, id, there); err == nil || err.Error() != planner.NoRecord(record.Project, id).Error() || there.ID != 0 {
					t.Errorf("Get: %v", err)
				}
				if _, err := r.ProjectByCode(ctx, code); err == nil || err.Error() != planner.NoProject(code).Error() {
					t.Errorf("ProjectByCode: %v", err)
				}
				needed, err := r.Dependents(ctx, record.Programme, e.(*project.Project).Programme, 100)
				if err != nil || len(needed) == 0 || slices.Contains(needed[0].First, id) {
					t.Errorf("Dependents names the project %d (%v)", id, err)
				}
			}
			if users, err := r.Users(ctx); err != nil || len(users) > 0 {
				t.Errorf("Users tells of accounts: %v (%v)", users, err)
			}
			shared := []string{"Users", "Get", "ProjectByCode", "Dependents", "Head", "Programmes", "Documents", "DocumentsByID", "ExchangeRates", "IndexSeries", "BudgetProgrammes", "Periods", "Baselines"}
			for i := range reflect.TypeFor[planner.Reader]().NumMethod() {
				if name := reflect.TypeFor[planner.Reader]().Method(i).Name; !asked[name] && !slices.Contains(shared, name) {
					t.Errorf("nobody asked %s", name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// byIDs calls every method of the reader that lists records by ids.
func byIDs(t *testing.T, r planner.Reader, ids map[string][]record.ID, found func(method string, e record.Entity)) {
	v := reflect.ValueOf(r)
	for i := range reflect.TypeFor[planner.Reader]().NumMethod() {
		m := reflect.TypeFor[planner.Reader]().Method(i)
		if m.Type.NumOut() != 2 || !m.Type.IsVariadic() || m.Type.NumIn() != 2 {
			continue
		}
		of, own := ids[m.Name]
		if !own {
			of = ids[""]
		}
		out := v.MethodByName(m.Name).CallSlice([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(of)})
		if err := out[1].Interface(); err != nil {
			t.Fatalf("%s: %v", m.Name, err)
		}
		found(m.Name, &project.Programme{}) // asked, whether there is anything or not
		for j := range out[0].Len() {
			found(m.Name, out[0].Index(j).Addr().Interface().(record.Entity))
		}
	}
}

func claimsOf(use []planner.DocumentUse) (n int) {
	for _, u := range use {
		n += u.Claims
	}
	return n
}

func wholeUse(t *testing.T, store *db.Store) (use []planner.DocumentUse) {
	if err := store.Read(ctx, func(r planner.Reader) (err error) {
		use, _, err = r.DocumentUse(ctx, 500, 0)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return use
}

// What a page shows of one project is the same for who sees only that one, and
// files hold nothing of the others.
func TestViewsOfOneProject(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, store *db.Store) {
		railway, err := p.Project(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		mine := as("Vera", access.Viewer, railway.ID)
		if _, err := p.Dossier(mine, "railway"); err != nil {
			t.Error(err)
		}
		for _, code := range []string{"highway", "no-such"} {
			_, err := p.Dossier(mine, code)
			if err == nil || err.Error() != planner.NoProject(code).Error() {
				t.Errorf("%s: %v", code, err)
			}
		}
		v, err := p.Programme(mine, planner.ProgrammeQuery{Page: 1})
		if err != nil || v.Total != 1 {
			t.Fatalf("the programme has %d projects (%v)", v.Total, err)
		}
		for _, n := range v.Notices {
			if n.Project.ID != railway.ID {
				t.Errorf("a notice about %s", n.Project.Code)
			}
		}
		for _, of := range report.All {
			rows := 0
			err := p.Report(mine, planner.ReportQuery{Report: of}, func() (report.Writer, error) {
				return rowsFunc(func(row report.Row) {
					rows++
					if row[0] != "railway" {
						t.Errorf("%s has a row of %s", of.Name, row[0])
					}
				}), nil
			})
			if err != nil || rows == 0 && of.Name != report.Structures.Name && of.Name != report.Spending.Name {
				t.Errorf("%s: %d rows, %v", of.Name, rows, err)
			}
		}
	})
}

// rowsFunc takes the rows of a report.
type rowsFunc func(report.Row)

// Write implements report.Writer.
func (f rowsFunc) Write(row report.Row) error { f(row); return nil }

// Close implements report.Writer.
func (rowsFunc) Close() error { return nil }

// Who may change what: each role against a record of the project, of another one
// and of none.
func TestRolesDecideWhoWrites(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		other := save(d, &planner.SaveProject{Record: project.Project{Programme: d.project.Programme, Code: "other", Name: text.Plain("Other"),
			Sector: "transport.rail", Type: "construction", Stage: project.Preparation}}).Record
		section := func(of record.ID) planner.Command {
			return &planner.SaveSection{Record: project.Section{Project: of, Code: "s", Name: text.Plain("S")}}
		}
		for name, c := range map[string]struct {
			who                 context.Context
			own, foreign, share fault.Kind
		}{
			"viewer":                {as("V", access.Viewer), fault.Forbidden, fault.Forbidden, fault.Forbidden},
			"confirmer":             {as("C", access.Confirmer), fault.Forbidden, fault.Forbidden, fault.Forbidden},
			"administrator":         {as("A", access.Administrator), fault.Forbidden, fault.Forbidden, fault.Forbidden},
			"planner of one":        {as("P", access.Planner, d.project.ID), done, fault.Invalid, fault.Forbidden},
			"planner of all":        {as("P", access.Planner), done, done, done},
			"somebody without role": {access.With(ctx, &access.Person{Name: "N"}), fault.Forbidden, fault.Forbidden, fault.Forbidden},
			"operator":              {access.With(ctx, &access.Person{Name: "O", Operator: true}), done, done, done},
		} {
			for what, try := range map[string]struct {
				command planner.Command
				want    fault.Kind
			}{
				"own":     {section(d.project.ID), c.own},
				"foreign": {section(other.ID), c.foreign},
				"shared":  {&planner.SaveDocument{Record: project.Document{Code: "d", Title: text.Plain("D")}}, c.share},
			} {
				if err := d.Try(c.who, act, try.command); kindOf(err) != try.want {
					t.Errorf("%s, %s: %v", name, what, err)
				}
			}
		}
	})
}

// done stands for no fault at all.
const done fault.Kind = 255

func kindOf(err error) fault.Kind {
	if err == nil {
		return done
	}
	return fault.KindOf(err)
}

// A planner of one project cannot reach into another by the fields of a command,
// nor act under another name.
func TestFieldsDoNotReachIntoOtherProjects(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		other := save(d, &planner.SaveProject{Record: project.Project{Programme: d.project.Programme, Code: "other", Name: text.Plain("Other"),
			Sector: "transport.rail", Type: "construction", Stage: project.Preparation}}).Record
		theirs := save(d, &planner.SavePhase{Record: project.Phase{Project: other.ID, Code: "t", Name: text.Plain("T"), PlannedStart: schedule.MustDate("2027")}}).Record
		moved, renamed := theirs, d.project
		moved.Project = d.project.ID
		renamed.DependsOn = []record.ID{other.ID}
		mine := as("Petrit", access.Planner, d.project.ID)
		for name, c := range map[string]planner.Command{
			"a phase of another project moved over": &planner.SavePhase{Record: moved},
			"a claim about another project's phase": &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.Phase, Entity: theirs.ID,
				Field: "planned_start", Value: "2031", Unit: "date", Basis: project.Assumed, Note: text.Plain("n"), Chosen: true}},
			"deleting another project's phase": &planner.Delete{Kind: record.Phase, ID: theirs.ID, Version: theirs.Version},
			"deleting as another kind":         &planner.Delete{Kind: record.Milestone, ID: theirs.ID, Version: theirs.Version},
			"depending on what is not seen":    &planner.SaveProject{Record: renamed},
			"undoing in another project":       &planner.Undo{Batch: d.head().Seq},
			"a project of one's own":           &planner.SaveProject{Record: project.Project{Programme: d.project.Programme, Code: "new", Name: text.Plain("N"), Sector: "transport.rail", Type: "construction", Stage: project.Preparation}},
		} {
			before := d.head()
			if err := d.Do(mine, act, c); err == nil || d.head() != before {
				t.Errorf("%s: %v", name, err)
			}
		}
		section := &planner.SaveSection{Record: project.Section{Project: d.project.ID, Code: "s", Name: text.Plain("S")}}
		if err := d.Do(mine, planner.Act{Actor: "The Minister", Reason: "r"}, section); err != nil {
			t.Fatal(err)
		}
		last, err := d.LastChange(ctx, section.Record.ID)
		if err != nil || last.Actor != "Petrit" {
			t.Errorf("the history says that %s did it (%v)", last.Actor, err)
		}
	})
}

// Who edits a project keeps what it depends on without their seeing it.
func TestUnseenDependenciesStay(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		other := save(d, &planner.SaveProject{Record: project.Project{Programme: d.project.Programme, Code: "other", Name: text.Plain("Other"),
			Sector: "transport.rail", Type: "construction", Stage: project.Preparation}}).Record
		p := d.project
		p.DependsOn = []record.ID{other.ID}
		p = save(d, &planner.SaveProject{Record: p}).Record
		mine := as("Petrit", access.Planner, p.ID)
		if v, err := d.Dossier(mine, p.Code); err != nil || len(v.DependsOn) != 0 {
			t.Fatalf("the dossier shows %v (%v)", v, err)
		}
		p.DependsOn, p.Summary = nil, text.Plain("new")
		if err := d.Do(mine, act, &planner.SaveProject{Record: p}); err != nil {
			t.Fatal(err)
		}
		d.get(p.ID, &p)
		if !slices.Equal(p.DependsOn, []record.ID{other.ID}) || p.Summary.Default != "new" {
			t.Errorf("the project is now %+v", p)
		}
	})
}

// Requests from outside must say who asks; the program itself need not.
func TestGuardedAnswersNobodyUnknown(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		p := planner.Guarded(d.store, d.Now)
		if _, err := p.Dossier(ctx, d.project.Code); !fault.Is(err, fault.Forbidden) {
			t.Errorf("reading: %v", err)
		}
		if err := p.Do(ctx, act, &planner.SaveDocument{Record: project.Document{Code: "d", Title: text.Plain("D")}}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("writing: %v", err)
		}
		if err := p.Ready(ctx); err != nil {
			t.Errorf("the check of health: %v", err)
		}
		if err := p.MayPlan(as("V", access.Viewer), d.project.Code); !fault.Is(err, fault.Forbidden) || !strings.Contains(err.Error(), "role planner") {
			t.Errorf("a viewer's form: %v", err)
		}
		if _, err := p.Dossier(as("V", access.Viewer, d.project.ID), d.project.Code); err != nil {
			t.Errorf("a viewer's page: %v", err)
		}
	})
}
