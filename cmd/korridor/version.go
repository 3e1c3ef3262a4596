package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is set at release: -ldflags "-X main.version=1.2.3".
var version = ""

type versionCommand struct{}

// Run prints the version, the Go version and the platform.
func (versionCommand) Run(p *program) error {
	_, err := fmt.Fprintf(p.stdout, "korridor %s (%s, %s/%s)\n", versionText(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// versionText is the release, or the commit that was built, or "development".
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "development, commit " + s.Value[:12]
			}
		}
	}
	return "development"
}
