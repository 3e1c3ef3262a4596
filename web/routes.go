package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// routes lists every address of the service.
func (s *Server) routes(e *gin.Engine) {
	quick := e.Group("/", s.timed)
	show(quick, "/healthz", s.healthShow)
	show(quick, "/readyz", s.readyShow)
	show(quick, "/assets/:version/:name", s.assetShow)

	show(quick, "/", s.programmeShow)
	show(quick, programmeRiskPath, s.programmeRiskShow)
	show(quick, programmeRiskPath+".csv", s.programmeRiskDownload)
	show(quick, "/projects/:code", s.projectShow)
	show(quick, "/projects/:code/timeline", s.timelineShow)
	show(quick, "/projects/:code/timeline/edit", s.timelineEdit)
	quick.POST("/projects/:code/timeline/edit", s.timelineSave)
	show(quick, "/projects/:code/history", s.historyShow)
	show(quick, "/projects/:code/compare", s.compareShow)
	show(quick, "/projects/:code/compare.csv", s.compareDownload)
	show(quick, "/compare", s.compareShow)
	show(quick, "/compare.csv", s.compareDownload)
	show(quick, "/projects/:code/structures", s.structuresShow)
	show(quick, "/projects/:code/estimates", s.estimatesShow)
	show(quick, "/projects/:code/estimates/bridge", s.bridgeShow)
	show(quick, "/projects/:code/estimates/bridge.csv", s.bridgeDownload)
	show(quick, "/projects/:code/estimates/:revision", s.estimateShow)
	show(quick, "/projects/:code/estimates/:revision/outside", s.outsideShow)
	show(quick, "/projects/:code/estimates/:revision/edit", s.draftEdit)
	quick.POST("/projects/:code/estimates/:revision/edit", s.draftSave)
	show(quick, "/projects/:code/estimates/:revision/copy", s.estimateCopyShow)
	quick.POST("/projects/:code/estimates/:revision/copy", s.estimateCopy)
	show(quick, "/projects/:code/estimates/:revision/publish", s.estimateShow)
	quick.POST("/projects/:code/estimates/:revision/publish", s.estimatePublish)
	show(quick, "/projects/:code/estimates/:revision/choose", s.estimateShow)
	quick.POST("/projects/:code/estimates/:revision/choose", s.estimateChoose)
	show(quick, "/projects/:code/progress", s.progressShow)
	show(quick, "/projects/:code/appraisal", s.appraisalShow)
	show(quick, "/projects/:code/appraisal.csv", s.appraisalDownload)
	show(quick, "/projects/:code/progress.csv", s.progressDownload)
	show(quick, "/projects/:code/funding", s.fundingShow)
	show(quick, "/projects/:code/funding/edit", s.fundingEdit)
	quick.POST("/projects/:code/funding/edit", s.fundingSave)
	show(quick, "/projects/:code/cost", s.costShow)
	show(quick, "/projects/:code/cost.csv", s.costCSV)
	show(quick, "/projects/:code/cost.json", s.costJSON)
	show(quick, "/projects/:code/cost/model.yaml", s.costModel)
	show(quick, "/projects/:code/risk", s.riskShow)
	for _, posted := range []string{"class", "runs", "kept", "runs/:run/cancel", "runs/:run/keep", "kept/:id/again"} {
		show(quick, "/projects/:code/risk/"+posted, s.riskBack) // where a reader comes back to after a form
	}
	quick.POST("/projects/:code/risk/class", s.riskClass)
	quick.POST("/projects/:code/risk/runs", s.riskRunStart)
	show(quick, "/projects/:code/risk/runs/:run", s.riskRunShow)
	quick.POST("/projects/:code/risk/runs/:run/cancel", s.riskRunCancel)
	quick.POST("/projects/:code/risk/runs/:run/keep", s.riskRunKeep)
	quick.POST("/projects/:code/risk/kept", s.riskKeep)
	show(quick, "/projects/:code/risk/kept/:id", s.riskKeptShow)
	show(quick, "/projects/:code/risk/kept/:id/model.yaml", s.riskKeptModel)
	quick.POST("/projects/:code/risk/kept/:id/again", s.riskKeptAgain)
	deletes(s, quick, keptEditor())
	show(quick, "/projects/:code/sources", s.sourcesShow)
	show(quick, "/sources", s.referenceShow)
	show(quick, "/projects/:code/phases/:id/progress", s.progressLogShow)
	quick.POST("/projects/:code/phases/:id/progress", s.progressLogSave)
	show(quick, "/series", s.seriesShow)
	show(quick, "/budget-programmes", s.budgetProgrammesShow)
	show(quick, "/projects/:code/cost/inputs", s.costInputsShow)
	show(quick, "/projects/:code/expenditures", s.expendituresShow)
	show(quick, "/projects/:code/risk/ranges/edit", s.rangesEdit)
	quick.POST("/projects/:code/risk/ranges/edit", s.rangesSave)
	show(quick, "/projects/:code/risk/register/edit", s.registerEdit)
	quick.POST("/projects/:code/risk/register/edit", s.registerSave)
	show(quick, "/projects/:code/expenditures/sheet", s.expenditureSheet)
	quick.POST("/projects/:code/expenditures/sheet", s.expenditureSheetSave)
	for _, under := range []string{"/projects/:code/comments", "/comments"} {
		show(quick, under, s.commentPlaced, s.commentsShow)
		show(quick, under+"/new", s.commentPlaced, s.commentNew)
		quick.POST(under+"/new", s.commentAdd)
		show(quick, under+"/:id/edit", s.commentEdit)
		quick.POST(under+"/:id/edit", s.commentChange)
		show(quick, under+"/:id/resolve", s.commentBack)
		quick.POST(under+"/:id/resolve", s.commentResolve)
	}
	show(quick, "/baselines", s.baselinesShow)
	show(quick, "/periods", s.periodsShow)
	show(quick, "/periods/:id/close", s.periodCloseShow)
	quick.POST("/periods/:id/close", s.periodCloseDo)
	s.recordForms(quick)
	show(quick, "/records/:id/history", s.recordPlaced)
	show(quick, "/changes", s.changesShow)
	quick.POST("/changes", s.changesSeen)
	show(quick, "/changes/:seq/undo", s.undoShow)
	quick.POST("/changes/:seq/undo", s.undoDo)
	show(quick, "/proposals", s.proposalsShow)
	show(quick, "/proposals/:id", s.proposalShow)
	for _, decision := range []string{"confirm", "return", "submit", "withdraw"} {
		show(quick, "/proposals/:id/"+decision, s.proposalShow) // where a reader comes back to after a form
	}
	quick.POST("/proposals/:id/confirm", s.proposalConfirm)
	quick.POST("/proposals/:id/return", s.proposalReturn)
	quick.POST("/proposals/:id/submit", s.proposalSubmit)
	quick.POST("/proposals/:id/withdraw", s.proposalWithdraw)
	quick.POST("/demo/person", s.demoPersonChoose)
	s.accountRoutes(quick.Group("/", s.withAccounts))
	show(quick, "/reports", s.reportsShow)
	show(quick, "/projects/:code/reports", s.reportsShow)
	// A report is a page, or with an ending a file that may take its time.
	show(e, "/reports/:report", s.reportDownload, s.timed, s.reportShow)
	show(e, "/projects/:code/reports/:report", s.reportDownload, s.timed, s.reportShow)
}

// recordForms are the forms of records, each with its addresses …/new, …/edit
// and …/delete.
func (s *Server) recordForms(r gin.IRoutes) {
	edits(s, r, programmeEditor())
	edits(s, r, projectEditor())
	edits(s, r, sectionEditor())
	edits(s, r, phaseEditor())
	edits(s, r, milestoneEditor())
	edits(s, r, structureEditor())
	edits(s, r, documentEditor())
	edits(s, r, claimEditor(":code"))
	edits(s, r, claimEditor(""), s.claimPlaced)
	for _, under := range []string{"/projects/:code/claims", "/claims"} {
		show(r, under+"/:id/choose", s.claimPlaced, s.claimChooseShow)
		r.POST(under+"/:id/choose", s.claimChooseDo)
	}
	edits(s, r, estimateEditor())
	edits(s, r, fundingSourceEditor())
	edits(s, r, ceilingEditor())
	edits(s, r, allocationEditor())
	edits(s, r, rateEditor())
	edits(s, r, seriesEditor())
	edits(s, r, budgetProgrammeEditor())
	edits(s, r, periodEditor())
	edits(s, r, baselineEditor())
	edits(s, r, assumptionsEditor())
	edits(s, r, scenarioEditor())
	edits(s, r, benefitEditor())
	edits(s, r, expenditureEditor())
	edits(s, r, attributionEditor())
	edits(s, r, riskEntryEditor())
	edits(s, r, rangeEditor())
	edits(s, r, riskSettingsEditor())
}

// show registers handlers for reading: GET, and HEAD with it.
func show(r gin.IRoutes, path string, h ...gin.HandlerFunc) {
	r.Match([]string{http.MethodGet, http.MethodHead}, path, h...)
}
