package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/alecthomas/kong"

	"korridor/config"
)

type healthCommand struct {
	config.Listen
	TLSCert string          `name:"tls-cert" help:"Certificate that the service was given: it is then asked by https." placeholder:"FILE"`
	Config  kong.ConfigFlag `help:"YAML file that the service was given." placeholder:"FILE"`
}

// Run asks a service on this machine whether it and its database are ready:
// the health check of a container that holds no other program.
func (c *healthCommand) Run(p *program) error {
	ctx, cancel := context.WithTimeout(p.ctx, 4*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url(), nil)
	if err != nil {
		return err
	}
	request.Host = "localhost" // a name under which every service answers
	// The certificate is for the name that browsers ask for. Nothing secret is
	// sent, and who could answer instead has this machine already.
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("no service answers at %s: %w", c.Address, err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the service at %s is not ready: %s", c.Address, answer)
	}
	_, err = fmt.Fprintln(p.stdout, "ready")
	return err
}

// url is the address that tells whether the service is ready. One that listens
// on every interface is asked on the loopback one.
func (c *healthCommand) url() string {
	host, port, err := net.SplitHostPort(c.Address)
	if err != nil {
		host, port = c.Address, ""
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	scheme := "http"
	if c.TLSCert != "" {
		scheme = "https"
	}
	return scheme + "://" + net.JoinHostPort(host, port) + "/readyz"
}
