package locale

import (
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"
)

//go:embed *.yaml
var files embed.FS

// message is one text of a catalogue. A plain text has only other; a plural
// has a form for one thing too.
type message struct{ one, other string }

// catalogue maps keys to texts.
type catalogue map[string]message

// readCatalogue reads an embedded file: flat keys, each with a text or with
// the plural forms one and other. Texts hold {name} where a value goes.
func readCatalogue(name string) (catalogue, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var raw map[string]any
	if err := yaml.Unmarshal(data, &raw); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", name, err)
	}
	c := make(catalogue, len(raw))
	for key, value := range raw {
		m, ok := readMessage(value)
		if !ok {
			return nil, fmt.Errorf("catalogue %s: %s: want a text, or the forms one and other", name, key)
		}
		c[key] = m
	}
	return c, nil
}

func readMessage(value any) (message, bool) {
	switch v := value.(type) {
	case string:
		return message{other: v}, v != ""
	case map[string]any:
		one, hasOne := v["one"].(string)
		other, hasOther := v["other"].(string)
		return message{one, other}, hasOne && hasOther && len(v) == 2 && one != "" && other != ""
	}
	return message{}, false
}
