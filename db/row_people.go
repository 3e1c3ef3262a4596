package db

import (
	"cmp"

	"korridor/pkg/access"
	"korridor/pkg/record"
)

// users is how accounts are kept; their secrets are in secrets.go.
var users = &kind[access.User, *access.User, userRow]{
	table: table{kind: record.User, name: "users", label: "login",
		unique: []uniqueKey{
			{columns: []string{"login"}, field: "login"},
			{columns: []string{"name"}, field: "name"},
			{columns: []string{"issuer", "subject"}, field: "subject",
				only: func(e record.Entity) bool { return e.(*access.User).Subject != "" }},
		},
		refs: []reference{{to: record.Project, column: "project_id", via: "user_projects", owner: "user_id"}}},
	newRow:  newUserRow,
	compare: func(a, b *access.User) int { return cmp.Compare(a.Login, b.Login) },
	links: []*links[access.User]{{table: "user_projects", owner: "user_id", target: "project_id",
		of: func(u *access.User) []link {
			var ids []record.ID
			for _, ref := range u.Refs() {
				ids = append(ids, *ref.ID)
			}
			return linksWithin(ids...)
		}}},
}

type userRow struct {
	Meta         meta `gorm:"embedded"`
	Login        string
	Name         string
	Language     string
	Grants       jsonText[[]access.Grant]
	Disabled     bool
	Issuer       string
	Subject      string
	Tokens       jsonText[[]access.Token]
	Links        int64
	LinkAtUs     optional
	Passwords    int64
	PasswordAtUs optional
	SignOuts     int64
	SignOutAtUs  optional
	TokensMade   int64
}

func newUserRow(u *access.User) userRow {
	return userRow{
		Meta: newMeta(u.Meta), Login: u.Login, Name: u.Name, Language: u.Language, Grants: listAsJSON(u.Grants), Disabled: u.Disabled,
		Issuer: u.Issuer, Subject: u.Subject, Tokens: listAsJSON(u.Tokens), Links: u.Links, LinkAtUs: micros(u.LinkAt),
		Passwords: u.Passwords, PasswordAtUs: micros(u.PasswordAt), SignOuts: u.SignOuts, SignOutAtUs: micros(u.SignOutAt), TokensMade: u.TokensMade,
	}
}

func (r userRow) domain() access.User {
	return access.User{
		Meta: r.Meta.domain(), Login: r.Login, Name: r.Name, Language: r.Language, Grants: r.Grants.v, Disabled: r.Disabled,
		Issuer: r.Issuer, Subject: r.Subject, Tokens: r.Tokens.v, Links: r.Links, LinkAt: r.LinkAtUs.time(),
		Passwords: r.Passwords, PasswordAt: r.PasswordAtUs.time(), SignOuts: r.SignOuts, SignOutAt: r.SignOutAtUs.time(), TokensMade: r.TokensMade,
	}
}
