// Korridor tracks large infrastructure projects and what they cost.
//
// This file turns the command line, the environment and a configuration file
// into a command and its settings; each command has a file of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"korridor/pkg/fault"
	"korridor/pkg/report"
)

// Exit codes of the program.
const (
	exitDone     = 0
	exitFailed   = 1
	exitWrongUse = 2
)

// commands is the command line; each field's type is in the file of its name.
type commands struct {
	Demo     demoCommand     `cmd:"" help:"Show the built-in corridor: a database with it loaded, served on this machine."`
	Serve    serveCommand    `cmd:"" help:"Serve the record to browsers on this machine."`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database's schema up to date."`
	Check    checkCommand    `cmd:"" help:"Verify the data: totals, references, the chain of changes."`
	Load     loadCommand     `cmd:"" help:"Load built-in projects into the database; what is there already stays."`
	Export   exportCommand   `cmd:"" help:"Write a report."`
	Cost     costCommand     `cmd:"" help:"Run a model file: estimate, cash flow, gap, capped schedule."`
	Simulate simulateCommand `cmd:"" help:"Simulate a model file: how sure its cost and its finish are."`
	Backup   backupCommand   `cmd:"" help:"Copy the database into a new file while it is in use."`
	Restore  restoreCommand  `cmd:"" help:"Put a backup in the place of the database, once it is verified."`
	User     userCommand     `cmd:"" help:"Manage accounts: who signs in, and what they are trusted with."`
	Health   healthCommand   `cmd:"" help:"Ask the service on this machine whether it is ready."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

// program is what a command may touch of the world outside.
type program struct {
	ctx            context.Context // ends at Ctrl-C or SIGTERM
	stdout, stderr io.Writer
	terminal       bool // stderr is read by somebody as it comes
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the next one ends the program at once
	context.AfterFunc(ctx, stop) // the first signal ends the work, the second one the program
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run carries out one command line and returns the exit code: 0 done, 1
// failed, 2 wrong use. Results go to stdout, messages to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (code int) {
	type helpShown struct{ code int }
	defer func() { // --help ends the program through kong.Exit
		if r := recover(); r != nil {
			shown, ok := r.(helpShown)
			if !ok {
				panic(r)
			}
			code = shown.code
		}
	}()
	var file *fileResolver
	parser, err := kong.New(&commands{},
		kong.Name("korridor"),
		kong.Description("Korridor tracks large infrastructure projects and what they cost: run `korridor demo` to see it."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(helpShown{code}) }),
		kong.DefaultEnvars("KORRIDOR"),
		kong.Configuration(func(r io.Reader) (_ kong.Resolver, err error) {
			file, err = loadFile(r)
			return file, err
		}),
		kong.Vars{"reports": report.Names()},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic(err) // the grammar itself is wrong: every test finds it
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(stderr, "korridor: %s\n", sayUsage(err, args, file))
		fmt.Fprintln(stderr, "Run korridor --help for the commands and their flags.")
		return exitWrongUse
	}
	err = parsed.Run(&program{ctx: ctx, stdout: stdout, stderr: stderr, terminal: isTerminal(stderr)})
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(stderr, "korridor: interrupted; nothing was changed")
		return exitFailed
	}
	fmt.Fprintf(stderr, "korridor: %s\n", sayError(err))
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitWrongUse
	}
	return exitFailed
}

// sayError is the error for people: each of several problems on a line of its own.
func sayError(err error) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || len(f.Fields) < 2 {
		return err.Error()
	}
	var said strings.Builder
	said.WriteString(f.Message.String())
	for _, field := range f.Fields {
		said.WriteString("\n  " + field.Name + ": " + field.Message.String())
	}
	return said.String()
}

// usageError is a wrong use that only shows while the command runs.
type usageError struct{ error }
