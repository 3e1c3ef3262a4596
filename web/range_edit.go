package web

import (
	"github.com/gin-gonic/gin"

	"korridor/web/locale"
)

// rangesPage is the sheet in which a project's ranges are edited.
func (s *Server) rangesPage() recordSheetPage[*rangeSheet] {
	return recordSheetPage[*rangeSheet]{name: "ranges_edit", title: "ranges.title", fields: rangeFields,
		read: func(c *gin.Context, l, typedIn *locale.Locale, typed *recordSheetForm) (*rangeSheet, error) {
			v, err := s.planner.RangeSheet(c.Request.Context(), c.Param("code"))
			if err != nil {
				return nil, err
			}
			return newRangeSheet(l, typedIn, v, typed)
		}}
}

func (s *Server) rangesEdit(c *gin.Context) { openRecords(s, c, s.rangesPage()) }

func (s *Server) rangesSave(c *gin.Context) { saveRecords(s, c, s.rangesPage()) }
