package corridor

const (
	kw400  = "a 400 kW energy interconnection inaugurated in 2015 that facilitates electricity exchange"
	shares = "33.5 million Euro… 42 million"
	kfw    = "€16.5 million grant and €17 million loan"
	income = "between EUR 4 million and EUR 8 million"
)

var interconnectionFacts = []fact{
	{"project", "purpose", "Exchange of electricity between the two countries", "", kw400, "brief", "", "S"},
	{"structure line", "voltage_kv", "400", "kV", kw400, "brief", "", "S"},
	{"milestone kosovo-section-inaugurated", "actual", "2015", "date", kw400, "brief", "", "S"},
	{"project", "length_m", "238", "km", "length of 238 km, 153 km", "geni.org", "H", "S"},
	{"section albania", "length_m", "153", "km", "length of 238 km, 153 km", "geni.org", "H", "S"},
	{"section kosovo", "length_m", "85", "km", "", "geni.org", "H", "S"},
	{"project", "length_m", "241.1", "km", "241.1 kilometres long", "balkangreenenergynews.com", "H", "S"},
	{"section albania", "length_m", "151.1", "km", "", "balkangreenenergynews.com", "H", "S"},
	{"section kosovo", "length_m", "90", "km", "", "balkangreenenergynews.com", "H", "S"},
	{"project", "length_m", "242", "km", "162.5 km new line and 80.5 km", "ost.al", "M", "S"},
	{"section albania", "length_m", "155.5", "km", "", "ost.al", "M", "S"},
	{"section albania", "segment_tirana_vau_dejes_km", "80", "km", "80 kilometers long Tirana-Vau Dejes", "serbia-energy.eu", "M", "S"},
	{"section albania", "segments", "Tirana–Vau Dejës; Vau Dejës–Morinë", "", "", "serbia-energy.eu", "M", "S"},
	{"structure substation-tirana-2", "count", "1", "", "", "ost.al", "H", "D"},
	{"structure substation-kosova-b", "count", "1", "", "", "ost.al", "H", "D"},
	{"estimate envelope-2011", "total", "75500000.00", "EUR", shares, "top-channel.tv 2011-05-04", "H", "S"},
	{"estimate envelope-2011", "kosovo_share", "33500000.00", "EUR", shares, "top-channel.tv 2011-05-04", "H", "S"},
	{"estimate envelope-2011", "albania_share", "42000000.00", "EUR", shares, "top-channel.tv 2011-05-04", "H", "S"},
	{"funding_source albanian-share", "total", "42000000.00", "EUR", shares, "top-channel.tv 2011-05-04", "H", "S"},
	{"funding_source kfw-grant", "total", "16500000.00", "EUR", kfw, "eciks.com", "H", "S"},
	{"funding_source kfw-loan", "total", "17000000.00", "EUR", kfw, "eciks.com", "H", "S"},
	{"estimate works-albania", "total", "29000000.00", "EUR", "worth nearly 29 million Euros", "energoinvest.com newsid=114", "H", "S"},
	{"section albania", "contractor", "Energoinvest", "", "worth nearly 29 million Euros", "energoinvest.com newsid=114", "H", "S"},
	{"estimate works-kosovo", "total", "30700000.00", "EUR", "30,7 milijuna EUR", "lidermedia.hr 88827", "H", "S"},
	{"section kosovo", "contractor", "Dalekovod", "", "30,7 milijuna EUR", "lidermedia.hr 88827", "H", "S"},
	{"section kosovo", "length_m", "90", "km", "", "lidermedia.hr 88827", "H", "S"},
	{"section kosovo", "contract_months", "24", "months", "", "lidermedia.hr 88827", "H", "S"},
	{"estimate works-total", "total", "59700000.00", "EUR", "", "lidermedia.hr 88827", "M", "D"},
	{"milestone cornerstone-kosovo", "actual", "2011-05-04", "date", "symbolical cornerstone", "top-channel.tv 2011-05-04", "H", "S"},
	{"milestone contracts-signed", "actual", "2013-12-21", "date", "expected to be completed within 24 months", "mmphi.rks-gov.net 5010", "H", "S"},
	{"milestone construction-start", "actual", "2014", "date", "started in 2014", "balkangreenenergynews.com", "H", "S"},
	{"milestone kosovo-section-inaugurated", "actual", "2015-12-17", "date", "Στις 17 Δεκεμβρίου 2015 εγκαινιάστηκε το τμήμα", "energia.gr 102495", "H", "S"},
	{"milestone whole-line-inaugurated", "actual", "2016-06-28", "date", "inaugurated on June 28th, the line has never been used", "english.albeu.com 271567", "M", "S"},
	{"project", "blocked_from", "2016", "date", "not been operating yet, for political reasons", "top-channel.tv 2016-11-18", "H", "S"},
	{"project", "blocked_until", "2020", "date", "nisën sot transmetimin… linjës 400 kv", "top-channel.tv 2020-12-14", "H", "D"},
	{"milestone ak-block-agreement", "actual", "2019-11-26", "date", "më 26 Nëntor 2019", "kostt.com News 13", "H", "S"},
	{"milestone in-service", "actual", "2020-12-14", "date", "nisën sot transmetimin… linjës 400 kv", "top-channel.tv 2020-12-14", "H", "S"},
	{"structure line", "voltage_kv", "400", "kV", "nisën sot transmetimin… linjës 400 kv", "top-channel.tv 2020-12-14", "H", "S"},
	{"project", "transfer_capacity_before_mw", "200", "MW", "", "balkangreenenergynews.com", "M", "S"},
	{"project", "transfer_capacity_mw", "900", "MW", "set to boost it to 900 MW", "balkangreenenergynews.com", "M", "S"},
	{"project", "income_per_year_from", "4000000.00", "EUR", income, "balkangreenenergynews.com", "M", "S"},
	{"project", "income_per_year_to", "8000000.00", "EUR", income, "balkangreenenergynews.com", "M", "S"},
}
