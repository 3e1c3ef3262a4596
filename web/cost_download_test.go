package web

import (
	"bytes"
	"testing"

	"korridor/pkg/modelfile"
	"korridor/web/webtest"
)

// The model file of a project comes to the JSON beside it.
func TestModelFileComesToTheJSON(t *testing.T) {
	s := corridorSite(t)
	for _, code := range []string{"highway", "interconnection", "railway"} {
		file := webtest.Get(t, s.Handler(), "/projects/"+code+"/cost/model.yaml")
		model, err := modelfile.Read("model.yaml", []byte(file.Body))
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		result, err := model.Cost()
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		var want bytes.Buffer
		if err := modelfile.WriteCost(&want, result); err != nil {
			t.Fatal(err)
		}
		if got := webtest.Get(t, s.Handler(), "/projects/"+code+"/cost.json"); got.Body != want.String() || got.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: the address answers\n%s\nthe file comes to\n%s", code, got.Body, want.String())
		}
	}
	for at, want := range map[string]int{
		"/projects/vore-hani-i-hotit/cost.json": 422, "/projects/vore-hani-i-hotit/cost/model.yaml": 422, "/projects/tramway/cost.json": 404,
		"/projects/railway/cost.json?estimate=none": 404, "/projects/railway/cost.json?scenario=none": 404,
		"/projects/railway/cost.json?estimate=study-2025": 200,
	} {
		if got := webtest.Get(t, s.Handler(), at).Status; got != want {
			t.Errorf("%s: %d, want %d", at, got, want)
		}
	}
}
