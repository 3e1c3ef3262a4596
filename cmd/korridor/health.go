package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/alecthomas/kong"

	"korridor/config"
)

type healthCommand struct {
	config.Listen
	Config kong.ConfigFlag `help:"YAML file that the service was given." placeholder:"FILE"`
}

// Run asks a service on this machine whether it and its database are ready:
// the health check of a container that holds no other program.
func (c *healthCommand) Run(p *program) error {
	ctx, cancel := context.WithTimeout(p.ctx, 4*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.Address+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
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
