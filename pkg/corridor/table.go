package corridor

import (
	"korridor/pkg/record"
	"korridor/pkg/yamlfile"
)

// table reads one table of a file, and the codes in it by which records refer
// to one another.
type table struct {
	*yamlfile.Table
	r *reader
}

func (r *reader) table(n *yamlfile.Node) *table { return &table{r.Table(n), r} }

// tables reads a list of tables.
func (t *table) tables(key string) []*table {
	var all []*table
	for _, of := range t.Tables(key) {
		all = append(all, &table{of, t.r})
	}
	return all
}

// ref reads the code of another record, to be resolved into id. Nothing is
// noted where the key is not there: the record knows what it needs.
func (t *table) ref(key string, from record.Entity, kind record.Kind, scope string, id *record.ID) {
	if n := t.Key(key, yamlfile.TextNode); n != nil {
		t.r.link(n, from, kind, scope, id)
	}
}

// refs reads a list of codes and returns the ids that will be resolved.
func (t *table) refs(key string, from record.Entity, kind record.Kind, scope string) []record.ID {
	codes := t.Texts(key)
	if len(codes) == 0 {
		return nil
	}
	ids := make([]record.ID, len(codes))
	for i, n := range codes {
		t.r.link(n, from, kind, scope, &ids[i])
	}
	return ids
}

func (r *reader) link(n *yamlfile.Node, from record.Entity, kind record.Kind, scope string, id *record.ID) {
	r.links = append(r.links, link{to: name{kind, scope, n.Text}, from: from, id: id, at: n})
}
