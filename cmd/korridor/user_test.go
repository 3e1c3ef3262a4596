package main

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
)

// The command line adds accounts, and lets in again who lost the way.
func TestUserCommand(t *testing.T) {
	file := corridorFile(t)
	run := func(words string, code int, says ...string) string {
		t.Helper()
		o := korridor(t, append(append([]string{"user"}, strings.Fields(words)...), "--db", file)...)
		o.wants(t, code, says...)
		return o.stdout
	}
	run("add Besa --name Besa --role administrator", exitDone, "http://127.0.0.1:8080/welcome/", "for a week")
	run("add ana --name Ana --role planner --role viewer:railway --url https://korridor.example/", exitDone, "https://korridor.example/welcome/")
	run("list", exitDone, "besa  Besa  link handed out  administrator", "ana   Ana   link handed out  planner viewer:railway")
	run("roles ana --role confirmer:highway", exitDone, "ana is kept")
	run("disable ana", exitDone)
	run("list", exitDone, "ana   Ana   disabled         confirmer:highway")
	run("reset ana", exitFailed, "disabled")
	run("enable ana", exitDone)
	run("reset ana", exitDone, "/welcome/", "for a day")
	run("add ana --name Other", exitFailed, "login")
	run("add b!d --name Other", exitFailed, "login")
	run("add eve --name Eve --role owner", exitFailed, "grants")
	run("add eve --name Eve --role planner:tramway", exitFailed, "tramway")
	run("reset nobody", exitFailed, "nobody")
	run("reset", exitWrongUse, "LOGIN is missing")
	run("add eve --name Eve --url korridor.example", exitWrongUse, "--url")
	korridor(t, "check", "--db", file).wants(t, exitDone, "is in order")
}

// The first start prints a link that makes the first administrator, once; the log
// does not hold it.
func TestFirstStartOfServe(t *testing.T) {
	file := corridorFile(t)
	begin := func() (server *started, out *bufio.Reader) {
		server = &started{Cmd: process("serve", "--listen", "127.0.0.1:0", "--db", file), stderr: &strings.Builder{}}
		server.Stderr = server.stderr
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		server.Stdout = w
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = server.Process.Kill(); r.Close() })
		w.Close()
		out = bufio.NewReader(r)
		server.said, _ = out.ReadString('\n')
		server.address = addressPattern.FindString(server.said)
		return server, out
	}
	server, out := begin()
	_, _ = out.ReadString('\n')
	link, _ := out.ReadString('\n')
	if link = strings.TrimSpace(link); !strings.HasPrefix(link, server.address+"/welcome/") {
		t.Fatalf("the link is %q", link)
	}
	if status, page := get(t, server.address+"/projects/railway"); status != http.StatusOK || !strings.Contains(page, `name="password"`) {
		t.Errorf("a page without a session: %d", status)
	}
	form := url.Values{"login": {"besa"}, "name": {"Besa"}, "password": {"three blue trams"}, "again": {"three blue trams"}}
	response, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).PostForm(link, form)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusSeeOther || len(response.Cookies()) == 0 {
		t.Errorf("the link is answered with %d", response.StatusCode)
	}
	if status, _ := get(t, link); status != http.StatusNotFound {
		t.Errorf("used, the link is answered with %d", status)
	}
	server.stops(t, os.Interrupt)
	secret := link[strings.LastIndex(link, "/")+1:]
	if strings.Contains(server.stderr.String(), secret) {
		t.Error("the log holds the secret of the link")
	}
	server, out = begin()
	server.stops(t, os.Interrupt)
	if said, err := io.ReadAll(out); err != nil || len(said) > 0 {
		t.Errorf("with an administrator it says %q (%v)", said, err)
	}
}
