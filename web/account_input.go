package web

import (
	"korridor/pkg/fault"
	"korridor/web/locale"
)

// inputView is a line of a small form about an account, for the partial
// "account-input". What secrets were typed is never sent back.
type inputView struct {
	Name     string
	Label    string
	Type     string // of the input; "": text
	Value    string
	Complete string // what browsers and managers of passwords fill it with
	Hint     string
	Problems []string
	Focus    bool // typing begins here
}

// ID is the id of the input on its page.
func (v inputView) ID() string { return fieldID(v.Name) }

// DescribedBy names the elements that explain the input.
func (v inputView) DescribedBy() string {
	switch {
	case len(v.Problems) > 0:
		return v.ID() + "-problem"
	case v.Hint != "":
		return v.ID() + "-hint"
	}
	return ""
}

// newPasswordInputs returns the two inputs in which a password is chosen.
func newPasswordInputs(l *locale.Locale) []inputView {
	return []inputView{
		{Name: "password", Label: l.T("account.new_password"), Type: "password", Complete: "new-password", Hint: l.T("account.password_hint")},
		{Name: "again", Label: l.T("account.password_again"), Type: "password", Complete: "new-password"},
	}
}

// blameInputs puts what a fault says at the inputs that it is about, and returns the
// head of the form. An error that is no such fault, and nil, are returned as they
// are.
func blameInputs(l *locale.Locale, inputs []inputView, err error) (*SummaryView, error) {
	fields := faultFields(err)
	if !fault.Is(err, fault.Invalid) {
		return nil, err
	}
	head := &SummaryView{Title: l.T("form.refused")}
	if len(fields) == 0 {
		head.Notes = append(head.Notes, fullSentence(faultMessage(l, err)))
	}
	for _, field := range fields {
		says, placed := l.Message(field.Message), false
		for i := range inputs {
			if in := &inputs[i]; in.Name == field.Name {
				in.Problems = append(in.Problems, says)
				head.Links = append(head.Links, Link{Text: in.Label + ": " + says, URL: "#" + in.ID()})
				placed = true
			}
		}
		if !placed {
			head.Notes = append(head.Notes, l.Term("field", field.Name)+": "+says)
		}
	}
	return head, nil
}

// samePassword returns an Invalid fault where what was typed twice is not the same.
func samePassword(password, again string) error {
	var p fault.Problems
	p.Check(password == again, "again", fault.Say("password.again", "is not the same as above"))
	return p.Err(fault.Say("password.invalid", "this password cannot be taken"))
}
