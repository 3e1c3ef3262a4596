package web

import (
	"github.com/gin-gonic/gin"

	"korridor/web/locale"
)

// registerPage is the sheet in which a project's risk register is edited.
func (s *Server) registerPage() recordSheetPage[*registerSheet] {
	return recordSheetPage[*registerSheet]{name: "register_edit", title: "register.title", fields: registerFields,
		read: func(c *gin.Context, l, typedIn *locale.Locale, typed *recordSheetForm) (*registerSheet, error) {
			v, err := s.planner.RegisterSheet(c.Request.Context(), c.Param("code"))
			if err != nil {
				return nil, err
			}
			return newRegisterSheet(l, typedIn, v, typed)
		}}
}

func (s *Server) registerEdit(c *gin.Context) { openRecords(s, c, s.registerPage()) }

func (s *Server) registerSave(c *gin.Context) { saveRecords(s, c, s.registerPage()) }
