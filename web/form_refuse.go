package web

import (
	"errors"
	"net/http"

	"korridor/pkg/fault"
	"korridor/web/form"
)

// refuse puts what is wrong with a form at its fields and at its head. It
// returns the status of the answer, 0 for an error that is none of the form's.
func (v *FormView) refuse(f *form.Form, err error) int {
	status := http.StatusUnprocessableEntity
	if err != nil {
		status = statusOf(err)
	}
	if status != http.StatusUnprocessableEntity && status != http.StatusConflict {
		return 0
	}
	rest := v.blameReason(f, err)
	f.Blame(rest)
	l := f.Language
	v.Summary = &SummaryView{Title: l.T("form.refused"), Notes: f.Problems, Links: v.problems()}
	return status
}

// blameReason puts what is wrong with the reason at its field, which belongs to
// no record, and returns the rest of the fault.
func (v *FormView) blameReason(f *form.Form, err error) error {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err
	}
	rest := *e
	rest.Fields = nil
	for _, problem := range e.Fields {
		if problem.Name == reasonField {
			v.Reason.Problems = append(v.Reason.Problems, f.Language.Message(problem.Message))
		} else {
			rest.Fields = append(rest.Fields, problem)
		}
	}
	if len(rest.Fields) == 0 && len(e.Fields) > 0 {
		return nil
	}
	return &rest
}

// keyOf returns the key of a fault's message, "" for other errors.
func keyOf(err error) string {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e.Message.Key
	}
	return ""
}
