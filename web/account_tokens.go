package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// tokenDays are the lives that are offered for a token, in days; the one in the
// middle is proposed.
var tokenDays = []int{30, 90, 365}

// tokensPart is the API tokens of the account that asks.
type tokensPart struct {
	Rows   []tokenRow
	Form   accountForm
	Secret string // of the token that was made just now; it is shown once
}

// tokenRow is one API token.
type tokenRow struct {
	access.Token
	Used     string // the last day of use, "" for never
	Projects []string
	Over     bool
	Revoke   string // the address that ends it
}

func (s *Server) tokensOf(c *gin.Context, u *access.User, names map[record.ID]string) (tokensPart, error) {
	l := languageOf(c.Request)
	days, err := s.planner.TokenDays(c.Request.Context(), u.ID)
	if err != nil {
		return tokensPart{}, err
	}
	part := tokensPart{Form: tokenForm(l)}
	for i := range u.Tokens {
		t := &u.Tokens[i]
		row := tokenRow{Token: *t, Used: days[t.Number], Over: !s.planner.Now().Before(t.Expires),
			Revoke: accountPath + "/tokens/" + strconv.FormatInt(t.Number, 10) + "/revoke"}
		for _, id := range t.Projects {
			row.Projects = append(row.Projects, names[id])
		}
		part.Rows = append(part.Rows, row)
	}
	return part, nil
}

// tokenForm is the form that makes a token.
func tokenForm(l *locale.Locale) accountForm {
	scope := choiceView{Name: "scope", Label: l.T("account.token_scope"), Value: string(access.ReadScope)}
	for _, v := range access.Scopes {
		scope.Options = append(scope.Options, Link{Text: l.Enum(v), URL: string(v)})
	}
	life := choiceView{Name: "days", Label: l.T("account.token_life"), Value: strconv.Itoa(tokenDays[1])}
	for _, days := range tokenDays {
		life.Options = append(life.Options, Link{Text: l.N("account.token_days", days), URL: strconv.Itoa(days)})
	}
	return accountForm{Action: accountPath + "/tokens", Save: l.T("account.make_token"), Choices: []choiceView{scope, life},
		Inputs: []inputView{{Name: "token_name", Label: l.T("account.token_name"), Complete: "off", Hint: l.T("account.token_hint")}}}
}

// tokenMake makes a token and shows its secret, once.
func (s *Server) tokenMake(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	me, ok := s.me(c)
	if !ok {
		return
	}
	days, _ := strconv.Atoi(values.Get("days"))
	t := access.Token{Name: values.Get("token_name"), Scope: access.Scope(values.Get("scope")),
		Expires: s.planner.Now().Add(time.Duration(min(max(days, 0), 400)) * 24 * time.Hour)}
	secret, err := s.planner.CreateToken(c.Request.Context(), me.ID, t)
	if err != nil {
		s.showAccountProblem(c, statusOf(err), err, func(page *accountPage) *accountForm {
			f := &page.Tokens.Form
			f.Inputs[0].Value, f.Choices[0].Value, f.Choices[1].Value = t.Name, values.Get("scope"), values.Get("days")
			return f
		})
		return
	}
	visitOf(c.Request).secret = true
	s.showAccount(c, http.StatusOK, func(page *accountPage) { page.Tokens.Secret = string(secret) })
}

// tokenRevoke ends a token of the account that asks.
func (s *Server) tokenRevoke(c *gin.Context) {
	if _, ok := s.posted(c); !ok {
		return
	}
	me, ok := s.me(c)
	if !ok {
		return
	}
	number, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		s.failStatus(c.Writer, c.Request, http.StatusNotFound)
		return
	}
	err = s.planner.RevokeToken(c.Request.Context(), s.act(c, ""), me.ID, number)
	if !fault.Is(err, fault.NotFound) && s.failed(c, err) { // sent twice, it is revoked once
		return
	}
	s.done(c, accountPath+"#tokens", "token_revoked")
}
