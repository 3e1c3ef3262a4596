package db

import (
	"slices"

	"gorm.io/gorm"

	"korridor/pkg/record"
)

// link is one row of a table of links: the owning record, the one it points
// at, and, between phases, the days in between.
type link struct {
	Owner   record.ID
	Target  record.ID
	LagDays int
}

// links says how the links that records of type T own are kept. They have no
// version of their own: they are replaced with their record.
type links[T any] struct {
	table  string
	owner  string // column
	target string // column
	lagged bool   // the table has lag_days
	of     func(*T) []link
	// add puts a link back into its record; nil where the record's own row holds
	// it already, and the table is there for the database to know the references.
	add func(*T, link)
}

// load returns the links of the owners, each owner's in their order.
func (l *links[T]) load(tx *gorm.DB, owners []record.ID) ([]link, error) {
	columns := l.owner + " AS owner, " + l.target + " AS target"
	if l.lagged {
		columns += ", lag_days"
	}
	var rows []link
	err := tx.Table(l.table).Select(columns).Where(among(tx, l.owner), idList(tx, owners)).
		Order(l.owner + ", position").Scan(&rows).Error
	return rows, err
}

func (l *links[T]) insert(tx *gorm.DB, owner record.ID, list []link) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([]map[string]any, len(list))
	for i, k := range list {
		rows[i] = map[string]any{l.owner: owner, l.target: k.Target, "position": i}
		if l.lagged {
			rows[i]["lag_days"] = k.LagDays
		}
	}
	return tx.Table(l.table).Create(rows).Error
}

func (l *links[T]) remove(tx *gorm.DB, owner record.ID) error {
	return tx.Exec("DELETE FROM "+l.table+" WHERE "+l.owner+" = ?", owner).Error
}

// linksWithin makes links to the records that a row's own text refers to, each
// once; 0 is none.
func linksWithin(ids ...record.ID) []link {
	slices.Sort(ids)
	return linksTo(slices.DeleteFunc(slices.Compact(ids), func(id record.ID) bool { return id == 0 }))
}

// linksTo makes links that say nothing but which record they point at.
func linksTo(ids []record.ID) []link {
	list := make([]link, len(ids))
	for i, id := range ids {
		list[i].Target = id
	}
	return list
}
