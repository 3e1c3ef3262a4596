package web

import "korridor/pkg/risk"

// keptEditor deletes simulations that were kept: they are never changed.
func keptEditor() *editor[risk.Run, *risk.Run] { return riskPart[risk.Run]("risk/kept", "kept") }
