package db

import (
	"slices"

	"gorm.io/gorm"

	"korridor/pkg/record"
)

// entity is *T as a record.
type entity[T any] interface {
	*T
	record.Entity
}

// row is a stored row of the domain type T, without its link rows.
type row[T any] interface{ domain() T }

// kind says how the records of the domain type T are kept, as rows of type R.
type kind[T any, P entity[T], R row[T]] struct {
	table
	newRow  func(*T) R
	compare func(a, b *T) int // the order of every list
	links   []*links[T]       // none where a record is one row
}

// table is what is the same for every kind.
type table struct {
	kind   record.Kind
	name   string
	label  string // the SQL expression by which people know a record
	unique []uniqueKey
	refs   []reference
}

// uniqueKey is a set of columns that no two records share. People are told
// about the field.
type uniqueKey struct {
	columns []string
	field   string
	only    func(record.Entity) bool // nil: all records
}

// reference is a column by which records of a kind depend on another one.
// With via, the column stands in that table of link rows instead, whose owner
// column names the record.
type reference struct {
	to     record.Kind
	column string
	via    string
	owner  string
}

// stored is a kind as the mechanism sees it, whatever its types.
type stored interface {
	info() *table
	// get loads the record with the id into e; gorm.ErrRecordNotFound.
	get(tx *gorm.DB, id record.ID, e record.Entity) error
	// blank returns an empty record.
	blank() record.Entity
	// settle brings e into the form in which the database gives it back.
	settle(e record.Entity)
	// taken returns the field of a unique key that another record has already, or "".
	taken(tx *gorm.DB, e record.Entity) (string, error)
	insert(tx *gorm.DB, list ...record.Entity) error
	// update replaces before by e, if it is still there in before's version.
	update(tx *gorm.DB, before, e record.Entity) (bool, error)
	// remove deletes e, if it is still there in its version.
	remove(tx *gorm.DB, e record.Entity) (bool, error)
	// clear deletes the records with the ids, whatever their version.
	clear(tx *gorm.DB, ids []record.ID) error
	// after returns the next records by id, at most limit of them.
	after(tx *gorm.DB, id record.ID, limit int) ([]record.Entity, error)
}

func (k *kind[T, P, R]) info() *table { return &k.table }

func (k *kind[T, P, R]) blank() record.Entity { return P(new(T)) }

func (k *kind[T, P, R]) get(tx *gorm.DB, id record.ID, e record.Entity) error {
	var r R
	if err := tx.Table(k.name).Where("id = ?", id).Take(&r).Error; err != nil {
		return err
	}
	loaded := []T{r.domain()}
	if err := k.addLinks(tx, loaded); err != nil {
		return err
	}
	*e.(P) = loaded[0]
	return nil
}

// list returns the records that the query selects, in the kind's order. The
// order is made here rather than in SQL, so that dates of reduced precision
// and codes come in the same order from both databases.
func (k *kind[T, P, R]) list(query *gorm.DB) ([]T, error) {
	return k.load(query, k.compare)
}

func (k *kind[T, P, R]) after(tx *gorm.DB, id record.ID, limit int) ([]record.Entity, error) {
	list, err := k.load(tx.Where("id > ?", id).Order("id").Limit(limit), nil)
	entities := make([]record.Entity, len(list))
	for i := range list {
		entities[i] = P(&list[i])
	}
	return entities, err
}

func (k *kind[T, P, R]) addLinks(tx *gorm.DB, list []T) error {
	if len(k.links) == 0 || len(list) == 0 {
		return nil
	}
	at := make(map[record.ID]*T, len(list))
	owners := make([]record.ID, len(list))
	for i := range list {
		owners[i] = P(&list[i]).RecordMeta().ID
		at[owners[i]] = &list[i]
	}
	for _, links := range k.links {
		if links.add == nil {
			continue
		}
		rows, err := links.load(tx, owners)
		for _, l := range rows {
			links.add(at[l.Owner], l)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (k *kind[T, P, R]) settle(e record.Entity) {
	t := e.(P)
	settled := k.newRow(t).domain()
	for _, links := range k.links {
		if links.add == nil {
			continue
		}
		for _, l := range links.of(t) {
			links.add(&settled, l)
		}
	}
	*t = settled
}

func (k *kind[T, P, R]) taken(tx *gorm.DB, e record.Entity) (string, error) {
	r := k.newRow(e.(P))
	for _, key := range k.unique {
		if key.only != nil && !key.only(e) {
			continue
		}
		columns := make([]any, len(key.columns))
		for i, c := range key.columns {
			columns[i] = c
		}
		var others []record.ID
		err := tx.Table(k.name).Where(&r, columns...).Where("id <> ?", e.RecordMeta().ID).
			Limit(1).Pluck("id", &others).Error
		if err != nil {
			return "", err
		}
		if len(others) > 0 {
			return key.field, nil
		}
	}
	return "", nil
}

// insertRows is how many records one statement adds: what the rows hold is
// limited by the number of values that a statement can take.
const insertRows = 200

func (k *kind[T, P, R]) insert(tx *gorm.DB, list ...record.Entity) error {
	rows := make([]R, len(list))
	for i, e := range list {
		rows[i] = k.newRow(e.(P))
	}
	if err := tx.Table(k.name).CreateInBatches(rows, insertRows).Error; err != nil {
		return err
	}
	for _, links := range k.links {
		for _, e := range list {
			if err := links.insert(tx, e.RecordMeta().ID, links.of(e.(P))); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k *kind[T, P, R]) update(tx *gorm.DB, before, e record.Entity) (bool, error) {
	r := k.newRow(e.(P))
	// "*" names every column: without it gorm would leave out the zero ones.
	done := tx.Table(k.name).Model(&r).Select("*").Where("version = ?", before.RecordMeta().Version).Updates(&r)
	if done.Error != nil || done.RowsAffected == 0 {
		return false, done.Error
	}
	id := e.RecordMeta().ID
	for _, links := range k.links {
		now := links.of(e.(P))
		if slices.Equal(links.of(before.(P)), now) {
			continue
		}
		if err := links.remove(tx, id); err != nil {
			return false, err
		}
		if err := links.insert(tx, id, now); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (k *kind[T, P, R]) remove(tx *gorm.DB, e record.Entity) (bool, error) {
	m := e.RecordMeta()
	for _, links := range k.links {
		if err := links.remove(tx, m.ID); err != nil {
			return false, err
		}
	}
	done := tx.Table(k.name).Where("id = ? AND version = ?", m.ID, m.Version).Delete(new(R))
	return done.RowsAffected > 0, done.Error
}

func (k *kind[T, P, R]) clear(tx *gorm.DB, ids []record.ID) error {
	for _, links := range k.links {
		if err := tx.Exec("DELETE FROM "+links.table+" WHERE "+among(tx, links.owner), idList(tx, ids)).Error; err != nil {
			return err
		}
	}
	return tx.Exec("DELETE FROM "+k.name+" WHERE "+among(tx, "id"), idList(tx, ids)).Error
}
