package db

import (
	"database/sql"
	"reflect"
	"sync"

	"gorm.io/gorm/schema"
)

// KeepPast sets how many former states are kept, and how many changes lie
// between those on the way to a later one.
func (s *Store) KeepPast(states int, step int64) { s.past.limit, s.past.step = states, step }

// PastStates returns the changes after which states are kept.
func (s *Store) PastStates() (seqs []int64) {
	s.past.mutex.Lock()
	defer s.past.mutex.Unlock()
	for seq := range s.past.states {
		seqs = append(seqs, seq)
	}
	return seqs
}

// PlainColumns returns, by table, the columns that are read into a field which has
// no value for NULL.
func PlainColumns() (map[string][]string, error) {
	all := map[string][]string{}
	for _, k := range kinds {
		row := reflect.New(reflect.ValueOf(k).Elem().FieldByName("newRow").Type().Out(0)).Interface()
		parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			return nil, err
		}
		for _, f := range parsed.Fields {
			_, scans := reflect.New(f.FieldType).Interface().(sql.Scanner)
			if f.DBName != "" && !scans && f.FieldType.Kind() != reflect.Pointer {
				all[k.info().name] = append(all[k.info().name], f.DBName)
			}
		}
	}
	return all, nil
}
