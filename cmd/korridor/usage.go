package main

import (
	"regexp"
	"slices"
	"strings"
)

// rewording turns what the parser of the command line says into what people say.
var rewording = []struct {
	parser *regexp.Regexp
	people string
}{
	{regexp.MustCompile(`^(--[a-z-]+): expected \w+ value but got "EOL" \(<EOL>\)$`), "$1 needs a value"},
	{regexp.MustCompile(`^(--[a-z-]+): expected \w+ value but got "(-[^"]*)" \([a-z ]+\); perhaps try .*$`), "$1 needs a value; one that begins with a hyphen is written $1=$2"},
	{regexp.MustCompile(`^(--[a-z-]+): expected duration but got "([^"]*)": .*$`), "$1: $2 is no length of time; write 10s or 2m"},
	{regexp.MustCompile(`^expected "corridor"$`), "what to load is missing: korridor load corridor"},
}

// missingArgument is how the parser names an argument that is not there.
var missingArgument = regexp.MustCompile(`^expected "<([a-z-]+)>`)

// sayUsage words a wrong use for people: without the parser's own terms, with
// the configuration file where what is wrong stands in it.
func sayUsage(err error, args []string, file *fileResolver) string {
	said := err.Error()
	if args[0] == "load" && strings.HasPrefix(said, "unknown flag") && !slices.Contains(args, "corridor") {
		return "what to load is missing: korridor load corridor " + strings.Join(args[1:], " ")
	}
	if argument := missingArgument.FindStringSubmatch(said); argument != nil {
		said = strings.ToUpper(argument[1]) + " is missing"
	}
	for _, r := range rewording {
		said = r.parser.ReplaceAllString(said, r.people)
	}
	if file.sets(said) {
		said += " (in the configuration file " + file.name + ")"
	}
	return said
}
