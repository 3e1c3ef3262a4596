package main

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
)

// certificate is the service's certificate, read anew when its files change:
// certificates are renewed every few weeks, and nobody restarts a service for that.
type certificate struct {
	certFile, keyFile string
	log               *slog.Logger

	mu      sync.Mutex
	current *tls.Certificate
	read    [2]fs.FileInfo // the files that current was read from
	failed  string         // the last failure, told once
}

// newCertificate reads the files; its error names the flags.
func newCertificate(certFile, keyFile string, log *slog.Logger) (*certificate, error) {
	c := &certificate{certFile: certFile, keyFile: keyFile, log: log}
	if err := c.renew(); err != nil {
		return nil, fmt.Errorf("the certificate of --tls-cert and --tls-key cannot be used: %w", err)
	}
	return c, nil
}

// config returns the settings of https: TLS 1.2 or newer, with Go's choice of
// ciphers.
func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
}

// get returns the certificate for a connection. Files that cannot be used, such
// as a new certificate whose key is not there yet, leave the one before in use.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.renew(); err == nil {
		c.failed = ""
	} else if c.failed != err.Error() {
		c.failed = err.Error()
		c.log.Error("the changed certificate cannot be used; the one before stays", "error", err)
	}
	return c.current, nil
}

// renew reads the files where they have changed.
func (c *certificate) renew() error {
	var now [2]fs.FileInfo
	isSame := c.current != nil
	for i, name := range []string{c.certFile, c.keyFile} {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		now[i] = info
		before := c.read[i]
		isSame = isSame && os.SameFile(before, info) && before.ModTime().Equal(info.ModTime()) && before.Size() == info.Size()
	}
	if isSame {
		return nil
	}
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return err
	}
	if c.current != nil {
		c.log.Info("the changed certificate is in use", "until", pair.Leaf.NotAfter)
	}
	c.current, c.read = &pair, now
	return nil
}
