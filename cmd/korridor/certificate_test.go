package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"korridor/config"
)

// issue writes a certificate of its own for localhost with the serial number,
// in place of those that are there.
func issue(t *testing.T, certFile, keyFile string, serial int64) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: cert}, keyFile: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name+".new", pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(name+".new", name); err != nil {
			t.Fatal(err)
		}
	}
}

// serialOf returns the serial number of the certificate in use.
func serialOf(t *testing.T, c *certificate) int64 {
	t.Helper()
	pair, err := c.get(nil)
	if err != nil {
		t.Fatal(err)
	}
	return pair.Leaf.SerialNumber.Int64()
}

// A certificate that changes is in use at once; while its files do not fit
// together, or are gone, the one before stays, and the log says so once.
func TestCertificateIsReadAnew(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	var log bytes.Buffer
	if _, err := newCertificate(cert, key, nil); err == nil || !strings.Contains(err.Error(), "--tls-cert") {
		t.Errorf("files that are not there: %v", err)
	}
	issue(t, cert, key, 1)
	c, err := newCertificate(cert, key, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if got := serialOf(t, c); got != 1 || log.Len() > 0 {
		t.Errorf("%d, %s", got, &log)
	}
	issue(t, cert, key, 2)
	if got := serialOf(t, c); got != 2 {
		t.Errorf("the new certificate is not in use: %d", got)
	}
	issue(t, cert, filepath.Join(dir, "other.pem"), 3)
	for range 3 {
		if got := serialOf(t, c); got != 2 {
			t.Errorf("a certificate without its key is in use: %d", got)
		}
	}
	if said := strings.Count(log.String(), "the one before stays"); said != 1 {
		t.Errorf("the log says it %d times: %s", said, &log)
	}
	if err := os.Remove(cert); err != nil {
		t.Fatal(err)
	}
	if got := serialOf(t, c); got != 2 {
		t.Errorf("without files: %d", got)
	}
	issue(t, cert, key, 4)
	if got := serialOf(t, c); got != 4 {
		t.Errorf("the last certificate is not in use: %d", got)
	}
}

// The service speaks https, not older than TLS 1.2, and its health check finds it.
func TestServeByHTTPS(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	issue(t, cert, key, 1)
	server := start(t, "serve", "--single-user", "--create", "--listen", "127.0.0.1:0", "--db", filepath.Join(dir, "k.db"), "--tls-cert", cert, "--tls-key", key)
	own, err := os.ReadFile(cert)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(own)
	trusting := func(newest uint16) *http.Client {
		return &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true,
			TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "localhost", MinVersion: tls.VersionTLS10, MaxVersion: newest}}}
	}
	response, err := trusting(0).Get(server.address + "/?lang=sq")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK || response.ProtoMajor != 2 {
		t.Errorf("%d by %s (%v)", response.StatusCode, response.Proto, err)
	}
	if old, err := trusting(tls.VersionTLS11).Get(server.address); err == nil {
		old.Body.Close()
		t.Error("TLS 1.1 is spoken")
	}
	address := strings.TrimPrefix(server.address, "https://")
	korridor(t, "health", "--listen", address, "--tls-cert", cert).wants(t, exitDone, "ready")
	korridor(t, "health", "--listen", address).wants(t, exitFailed, "not ready")
	server.stops(t, syscall.SIGTERM)
}

// Browsers are told the name under which they find the service.
func TestBrowserAddress(t *testing.T) {
	hosts := []string{"korridor.example", "other.example"}
	for want, c := range map[string]struct {
		reach   config.Reach
		listens string
	}{
		"http://127.0.0.1:8080/":         {config.Reach{}, "127.0.0.1:8080"},
		"https://127.0.0.1:8443/":        {config.Reach{TLSCert: "c"}, "127.0.0.1:8443"},
		"https://korridor.example:8443/": {config.Reach{TLSCert: "c", Hosts: hosts}, "[::]:8443"},
		"https://korridor.example/":      {config.Reach{TLSCert: "c", Hosts: hosts}, "0.0.0.0:443"},
		"https://[2001:db8::1]/":         {config.Reach{BehindProxy: true, Hosts: []string{"2001:db8::1"}}, "127.0.0.1:8080"},
	} {
		if got := browserAddress(c.reach, c.listens); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
