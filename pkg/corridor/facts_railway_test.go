package corridor

const (
	segment    = "will span 105.8 km and include seven stations"
	structures = "43 bridges and 14 tunnels along this segment, with tunnels totaling 35.3 km in length"
	tenYears   = "completed over a 10-year period and implemented in five phases"
)

var railwayFacts = []fact{
	{"assumptions", "discount_rate", "0.05", "1", "", "", "", "A"},
	{"assumptions", "share_AL", "0.51", "1", "", "mit-ks.net", "", "A"},
	{"assumptions", "share_XK", "0.49", "1", "", "mit-ks.net", "", "A"},
	{"milestone study-approved", "actual", "2025-04", "date", "approved a feasibility study and masterplan for a 105.8-kilometre railway linking Tirana and Pristina", "brief", "M", "S"},
	{"estimate ministry-2024", "total", "700000000.00", "EUR", "estimated at around €700 million", "brief", "L", "S"},
	{"estimate ministry-2024", "total", "700000000.00", "EUR", "është thënë… 700 milionë euro", "albeu.com 615294", "H", "S"},
	{"estimate ministry-2024", "total", "700000000.00", "EUR", "", "trackopedia.com", "H", "S"},
	{"section shkoder-gjakova", "length_m", "105.8", "km", segment, "brief", "H", "S"},
	{"section shkoder-gjakova", "length_m", "105.8", "km", "", "javanews.al 2026-02-13", "H", "S"},
	{"section shkoder-gjakova", "station_count", "7", "", segment, "brief", "H", "S"},
	{"section shkoder-gjakova", "bridge_count", "43", "", structures, "brief", "H", "S"},
	{"section shkoder-gjakova", "tunnel_count", "14", "", structures, "brief", "H", "S"},
	{"section shkoder-gjakova", "tunnel_length_m", "35.3", "km", structures, "brief", "H", "S"},
	{"structure bridges", "count", "43", "", structures, "brief", "H", "S"},
	{"structure tunnels", "count", "14", "", structures, "brief", "H", "S"},
	{"structure tunnels", "length_m", "35.3", "km", structures, "brief", "H", "S"},
	{"section shkoder-gjakova", "tunnel_share_percent", "33.4", "%", "", "brief", "", "D"},
	{"estimate study-2025", "total", "1800000000.00", "EUR", "an estimated cost of €1.8 billion, the majority of which is allocated to construction", "brief", "H", "S"},
	{"estimate study-2025", "construction_cost", "1700000000.00", "EUR", "Rreth 1.7 mld euro… nevojiten për ndërtimin", "javanews.al 2026-02-13", "H", "S"},
	{"project", "duration_years", "10", "years", tenYears, "brief", "M", "S"},
	{"project", "phase_count", "5", "", tenYears, "brief", "M", "S"},
	{"project", "duration_years", "12", "years", "rreth 12 vitesh", "javanews.al 2026-02-13", "H", "S"},
	{"estimate request-2026", "total", "1900000000.00", "EUR", "valued at around €1.9 billion", "brief", "L", "S"},
	{"allocation state-budget-al 2026", "requested", "370000000.00", "EUR", "approximately €370 million proposed for allocation in 2026, pending review and approval within the state budget framework", "brief", "L", "S"},
	{"section durres-shkoder", "route", "The existing Vorë–Hani i Hotit line, under tender", "", "will use the existing Vorë–Hani i Hotit railway line currently under tender procedures", "brief", "H", "S"},
	{"project", "works_start_years_from", "2", "years", "brenda 2–3 viteve", "javanews.al 2026-02-13", "M", "S"},
	{"project", "works_start_years_to", "3", "years", "brenda 2–3 viteve", "javanews.al 2026-02-13", "M", "S"},
	{"structure station-shkoder", "count", "1", "", "", "lajmifundit.al i1286553", "", "A"},
	{"structure station-prekal", "count", "1", "", "", "lajmifundit.al i1286553", "", "A"},
	{"structure station-koman", "count", "1", "", "Ndalesa në Koman", "lajmifundit.al i1286553", "", "A"},
	{"structure station-tropoje", "count", "1", "", "", "lajmifundit.al i1286553", "", "A"},
	{"structure station-gjakova", "count", "1", "", "", "lajmifundit.al i1286553", "", "A"},
	{"project", "stop_outside_segment", "Prishtinë", "", "", "lajmifundit.al i1286553", "M", "S"},
	{"project", "study_cost", "1980000.00", "EUR", "1,980,000", "mit-ks.net", "H", "S"},
	{"project", "study_cost_albania", "1000000.00", "EUR", "", "mit-ks.net", "H", "S"},
	{"project", "study_cost_albania_percent", "51", "%", "", "mit-ks.net", "H", "S"},
	{"project", "study_cost_kosovo", "980000.00", "EUR", "", "mit-ks.net", "H", "S"},
	{"project", "consultant", "ILF Austria + ABKONS", "", "", "gazetadita.al", "H", "S"},
	{"project", "consultant_fee", "168900000.00", "ALL", "kanë ofruar 168.9 milionë", "gazetadita.al", "H", "S"},
	{"project", "consultant_months", "14", "months", "", "gazetadita.al", "H", "S"},
}

// dependencyFacts are those of the line that the railway depends on.
var dependencyFacts = []fact{
	{"project", "length_m", "120", "km", "", "tellalli.al", "M", "S"},
	{"structure stations", "count", "12", "", "", "tellalli.al", "M", "S"},
	{"structure tunnel", "length_m", "320", "m", "", "tellalli.al", "M", "S"},
	{"project", "speed_kmh", "120", "km/h", "", "tellalli.al", "M", "S"},
	{"milestone completion", "planned", "2030", "date", "të përfundojë në 2030-n", "tellalli.al", "M", "S"},
	{"estimate figure-127", "total", "127200000.00", "EUR", "", "wbif.eu PRJ-ALB-TRA-008", "H", "S"},
	{"estimate wbif-318", "total", "317900000.00", "EUR", "", "wbif.eu PRJ-ALB-TRA-008", "H", "S"},
	{"estimate tender-2024", "total", "356000000.00", "EUR", "", "wbif.eu PRJ-ALB-TRA-008", "H", "S"},
	{"estimate ebrd-373", "total", "373150000.00", "EUR", "total cost… 373.15 million", "voxnews.al i63646", "H", "S"},
	{"estimate eib-2023", "total", "415000000.00", "EUR", "", "wbif.eu PRJ-ALB-TRA-008", "H", "S"},
	{"funding_source ebrd", "total", "98750000.00", "EUR", "", "voxnews.al i63646", "H", "S"},
	{"funding_source eib", "total", "120000000.00", "EUR", "", "voxnews.al i63646", "H", "S"},
	{"funding_source eu-grant", "total", "137900000.00", "EUR", "grant amounts to 137.9 million", "voxnews.al i63646", "H", "S"},
	{"project", "funding_remainder", "16500000.00", "EUR", "", "voxnews.al i63646", "H", "D"},
}
