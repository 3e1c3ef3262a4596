// Package config holds what can be configured: one plain struct for each part,
// with its flags, defaults and checks. It knows nothing of the rest.
//
// The tags are read by the command line: every flag has an environment twin
// KORRIDOR_… and a key in the configuration file; a flag beats the environment,
// which beats the file, which beats the default.
package config

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the zones, also where the machine has none
)

// Database says where the record is kept.
type Database struct {
	DB string `name:"db" help:"SQLite file, or postgres:// address, that holds the record." default:"korridor.db" placeholder:"FILE"`
}

// Validate refuses an empty place.
func (d Database) Validate() error {
	if strings.TrimSpace(d.DB) == "" {
		return fmt.Errorf("--db is empty: name a file or a postgres:// address")
	}
	return nil
}

// Listen says where the service listens.
type Listen struct {
	Address string `name:"listen" help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
}

// Validate refuses what is not an address with a port.
func (l Listen) Validate() error {
	_, port, err := net.SplitHostPort(l.Address)
	if err != nil {
		return fmt.Errorf("--listen %q is not an address: write host:port, such as 127.0.0.1:8080", l.Address)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n > 65535 {
		return fmt.Errorf("--listen %q: the port must be a number from 0 to 65535", l.Address)
	}
	return nil
}

// Loopback reports whether only this machine itself reaches the address.
func (l Listen) Loopback() bool {
	host, _, err := net.SplitHostPort(l.Address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// ValidateLocal refuses an address beyond this machine, for a service that asks
// nobody who they are: whoever reached it could use it.
func (l Listen) ValidateLocal() error {
	if l.Loopback() {
		return nil
	}
	return fmt.Errorf("--listen %q reaches beyond this machine: without accounts only loopback addresses (127.0.0.1, [::1], localhost) are served", l.Address)
}

// Server holds the limits and habits of the service.
type Server struct {
	Listen
	LogFormat       string        `help:"Form of the log on standard error." enum:"text,json" default:"text"`
	TimeZone        string        `help:"Where the planners are: it decides what day it is, and how times are shown." default:"Europe/Tirane" placeholder:"ZONE"`
	ShutdownTimeout time.Duration `help:"How long requests under way may take to finish when the service stops." default:"10s"`
}

// Validate checks the address, the time zone and the time to stop.
func (s Server) Validate() error {
	if s.ShutdownTimeout < 0 || s.ShutdownTimeout > 10*time.Minute {
		return fmt.Errorf("--shutdown-timeout %s must lie between 0s and 10m", s.ShutdownTimeout)
	}
	if _, err := s.Location(); err != nil {
		return err
	}
	return s.Listen.Validate()
}

// Location returns the time zone. Validate gives its error.
func (s Server) Location() (*time.Location, error) {
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil || s.TimeZone == "" {
		return nil, fmt.Errorf("--time-zone %q is not a time zone: write its name, such as Europe/Tirane or Europe/Belgrade", s.TimeZone)
	}
	return zone, nil
}
