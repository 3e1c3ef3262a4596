//go:build !linux

package dbtest

// baseFolder returns where a server keeps its data.
func baseFolder() string { return "/tmp" }
