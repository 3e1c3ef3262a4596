package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"time"

	"github.com/gin-gonic/gin"
)

// assetTypes gives the content types of assets by the ending of their names;
// the machine's own table may say otherwise.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
}

type asset struct {
	body        []byte
	contentType string
}

// assets are the embedded files that pages refer to. All share one version, the
// hash of all of them, so that one may refer to another by its bare name.
type assets struct {
	version string
	files   map[string]asset
}

func readAssets(files fs.FS) (*assets, error) {
	a := &assets{files: map[string]asset{}}
	hash := sha256.New()
	entries, err := fs.ReadDir(files, "assets")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		body, err := fs.ReadFile(files, "assets/"+e.Name())
		if err != nil {
			return nil, err
		}
		contentType, ok := assetTypes[path.Ext(e.Name())]
		if !ok {
			return nil, fmt.Errorf("asset %s: no content type for this ending", e.Name())
		}
		a.files[e.Name()] = asset{body, contentType}
		fmt.Fprintf(hash, "%s %d\n", e.Name(), len(body))
		hash.Write(body)
	}
	a.version = hex.EncodeToString(hash.Sum(nil))[:16]
	return a, nil
}

// url returns the address of an asset; its content never changes.
func (a *assets) url(name string) (string, error) {
	if _, ok := a.files[name]; !ok {
		return "", fmt.Errorf("there is no asset %q", name)
	}
	return "/assets/" + a.version + "/" + name, nil
}

var importOf = regexp.MustCompile(`(?m)^import .*'\./([\w-]+\.js)';`)

// modules returns the addresses of the modules that a module needs. A page names
// them all at once: the browser would otherwise find each only in the one before.
func (a *assets) modules(name string) ([]string, error) {
	var all []string
	names := []string{name}
	for i := 0; i < len(names); i++ {
		for _, found := range importOf.FindAllSubmatch(a.files[names[i]].body, -1) {
			needed := string(found[1])
			if slices.Contains(names, needed) {
				continue
			}
			at, err := a.url(needed)
			if err != nil {
				return nil, err
			}
			names, all = append(names, needed), append(all, at)
		}
	}
	return all, nil
}

// assetShow serves an asset. A page of an earlier version still finds the
// asset's present form under its old address, without keeping it.
func (s *Server) assetShow(c *gin.Context) {
	file, ok := s.assets.files[c.Param("name")]
	if !ok {
		s.failStatus(c.Writer, c.Request, http.StatusNotFound)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", file.contentType)
	h.Del("Vary")
	h.Set("Cache-Control", "no-cache")
	if c.Param("version") == s.assets.version {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("ETag", `"`+s.assets.version+`"`)
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(file.body))
}
