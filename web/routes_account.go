package web

import "github.com/gin-gonic/gin"

// accountRoutes lists the addresses of accounts: signing in and out, one's own
// account, and all accounts for administrators.
func (s *Server) accountRoutes(r gin.IRoutes) {
	show(r, signInPath, s.signInShow)
	r.POST(signInPath, s.signIn)
	show(r, signOutPath, leadTo("/"))
	r.POST(signOutPath, s.signOut)
	show(r, "/welcome/:key", s.welcomeShow)
	r.POST("/welcome/:key", s.welcomeDo)

	show(r, accountPath, s.accountShow)
	for _, posted := range []string{"/profile", "/password", "/sign-out", "/tokens", "/tokens/:id/revoke"} {
		show(r, accountPath+posted, leadTo(accountPath)) // where a reader comes back to after a form
	}
	r.POST(accountPath+"/profile", s.profileSave)
	r.POST(accountPath+"/password", s.passwordChange)
	r.POST(accountPath+"/sign-out", s.signOutEverywhere)
	r.POST(accountPath+"/tokens", s.tokenMake)
	r.POST(accountPath+"/tokens/:id/revoke", s.tokenRevoke)

	show(r, usersPath, s.usersShow)
	show(r, usersPath+"/new", s.userShow)
	r.POST(usersPath+"/new", s.userSave)
	show(r, usersPath+"/:id/edit", s.userShow)
	r.POST(usersPath+"/:id/edit", s.userSave)
	for _, posted := range []string{"invite", "reset", "sign-out", "disable", "enable"} {
		show(r, usersPath+"/:id/"+posted, s.userBack)
	}
	r.POST(usersPath+"/:id/invite", s.userInvite)
	r.POST(usersPath+"/:id/reset", s.userReset)
	r.POST(usersPath+"/:id/sign-out", s.userSignOut)
	r.POST(usersPath+"/:id/disable", s.userDisable)
	r.POST(usersPath+"/:id/enable", s.userEnable)
}
