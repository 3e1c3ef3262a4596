account_links.hash bytea NOT NULL
account_links.purpose text NOT NULL
account_links.user_id bigint
account_links.expires_us bigint NOT NULL
account_links account_links_check CHECK (((purpose = 'first'::text) = (user_id IS NULL)))
account_links account_links_pkey PRIMARY KEY (hash)
account_links account_links_purpose_check CHECK ((purpose = ANY (ARRAY['first'::text, 'invitation'::text, 'reset'::text])))
account_links account_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
CREATE INDEX account_links_user ON public.account_links USING btree (user_id) WHERE (user_id IS NOT NULL)
CREATE UNIQUE INDEX account_links_pkey ON public.account_links USING btree (hash)
allocations.id bigint NOT NULL
allocations.version bigint NOT NULL
allocations.project_id bigint NOT NULL
allocations.funding_source_id bigint NOT NULL
allocations.fiscal_year bigint NOT NULL
allocations.currency text NOT NULL
allocations.requested_minor bigint
allocations.approved_minor bigint
allocations.committed_minor bigint
allocations.disbursed_minor bigint
allocations.breach_reason text NOT NULL
allocations.breach_document_id bigint
allocations.note text NOT NULL
allocations.note_sq text NOT NULL
allocations allocations_approved_minor_check CHECK (((approved_minor >= 0) AND (approved_minor <= '99999999999999999'::bigint)))
allocations allocations_breach_document_id_fkey FOREIGN KEY (breach_document_id) REFERENCES documents(id)
allocations allocations_check CHECK (((breach_document_id IS NULL) = (breach_reason = ''::text)))
allocations allocations_check1 CHECK ((COALESCE(requested_minor, approved_minor, committed_minor, disbursed_minor) IS NOT NULL))
allocations allocations_committed_minor_check CHECK (((committed_minor >= 0) AND (committed_minor <= '99999999999999999'::bigint)))
allocations allocations_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
allocations allocations_disbursed_minor_check CHECK (((disbursed_minor >= 0) AND (disbursed_minor <= '99999999999999999'::bigint)))
allocations allocations_funding_source_id_fiscal_year_key UNIQUE (funding_source_id, fiscal_year)
allocations allocations_funding_source_id_fkey FOREIGN KEY (funding_source_id) REFERENCES funding_sources(id)
allocations allocations_pkey PRIMARY KEY (id)
allocations allocations_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
allocations allocations_requested_minor_check CHECK (((requested_minor >= 0) AND (requested_minor <= '99999999999999999'::bigint)))
allocations allocations_version_check CHECK ((version > 0))
CREATE INDEX allocations_breach ON public.allocations USING btree (project_id, fiscal_year, funding_source_id) WHERE (breach_document_id IS NOT NULL)
CREATE INDEX allocations_breach_document ON public.allocations USING btree (breach_document_id) WHERE (breach_document_id IS NOT NULL)
CREATE INDEX allocations_no_outcome ON public.allocations USING btree (project_id, fiscal_year, funding_source_id) WHERE ((requested_minor IS NOT NULL) AND (approved_minor IS NULL))
CREATE INDEX allocations_project ON public.allocations USING btree (project_id, fiscal_year, funding_source_id)
CREATE UNIQUE INDEX allocations_funding_source_id_fiscal_year_key ON public.allocations USING btree (funding_source_id, fiscal_year)
CREATE UNIQUE INDEX allocations_pkey ON public.allocations USING btree (id)
api_tokens.hash bytea NOT NULL
api_tokens.user_id bigint NOT NULL
api_tokens.number bigint NOT NULL
api_tokens.used_day text
api_tokens api_tokens_number_check CHECK ((number > 0))
api_tokens api_tokens_pkey PRIMARY KEY (hash)
api_tokens api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
api_tokens api_tokens_user_id_number_key UNIQUE (user_id, number)
CREATE UNIQUE INDEX api_tokens_pkey ON public.api_tokens USING btree (hash)
CREATE UNIQUE INDEX api_tokens_user_id_number_key ON public.api_tokens USING btree (user_id, number)
assumption_series.assumptions_id bigint NOT NULL
assumption_series.series_id bigint NOT NULL
assumption_series.position bigint NOT NULL
assumption_series assumption_series_assumptions_id_fkey FOREIGN KEY (assumptions_id) REFERENCES assumptions(id)
assumption_series assumption_series_pkey PRIMARY KEY (assumptions_id, series_id)
assumption_series assumption_series_series_id_fkey FOREIGN KEY (series_id) REFERENCES index_series(id)
CREATE INDEX assumption_series_reverse ON public.assumption_series USING btree (series_id)
CREATE UNIQUE INDEX assumption_series_pkey ON public.assumption_series USING btree (assumptions_id, series_id)
assumptions.id bigint NOT NULL
assumptions.version bigint NOT NULL
assumptions.project_id bigint NOT NULL
assumptions.rules text NOT NULL
assumptions.discount_rate numeric
assumptions.discount_series text NOT NULL
assumptions.caps text NOT NULL
assumptions.caps_carry_over boolean NOT NULL
assumptions.currency text NOT NULL
assumptions.country_shares text NOT NULL
assumptions.note text NOT NULL
assumptions.note_sq text NOT NULL
assumptions assumptions_check CHECK (((discount_series = ''::text) OR (discount_rate IS NULL)))
assumptions assumptions_check1 CHECK (((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])) OR ((currency = ''::text) AND (caps = ''::text))))
assumptions assumptions_discount_rate_check CHECK ((discount_rate >= (0)::numeric))
assumptions assumptions_pkey PRIMARY KEY (id)
assumptions assumptions_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
assumptions assumptions_project_id_key UNIQUE (project_id)
assumptions assumptions_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX assumptions_pkey ON public.assumptions USING btree (id)
CREATE UNIQUE INDEX assumptions_project_id_key ON public.assumptions USING btree (project_id)
attributions.id bigint NOT NULL
attributions.version bigint NOT NULL
attributions.project_id bigint NOT NULL
attributions.from_estimate_id bigint NOT NULL
attributions.to_estimate_id bigint NOT NULL
attributions.cause text NOT NULL
attributions.currency text NOT NULL
attributions.amount_minor bigint NOT NULL
attributions.document_id bigint
attributions.note text NOT NULL
attributions.note_sq text NOT NULL
attributions attributions_amount_minor_check CHECK ((((amount_minor >= '-99999999999999999'::bigint) AND (amount_minor <= '99999999999999999'::bigint)) AND (amount_minor <> 0)))
attributions attributions_check CHECK ((to_estimate_id <> from_estimate_id))
attributions attributions_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
attributions attributions_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents(id)
attributions attributions_from_estimate_id_fkey FOREIGN KEY (from_estimate_id) REFERENCES estimates(id)
attributions attributions_pkey PRIMARY KEY (id)
attributions attributions_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
attributions attributions_to_estimate_id_fkey FOREIGN KEY (to_estimate_id) REFERENCES estimates(id)
attributions attributions_version_check CHECK ((version > 0))
CREATE INDEX attributions_document ON public.attributions USING btree (document_id) WHERE (document_id IS NOT NULL)
CREATE INDEX attributions_from ON public.attributions USING btree (from_estimate_id)
CREATE INDEX attributions_project ON public.attributions USING btree (project_id)
CREATE INDEX attributions_to ON public.attributions USING btree (to_estimate_id)
CREATE UNIQUE INDEX attributions_pkey ON public.attributions USING btree (id)
baselines.id bigint NOT NULL
baselines.version bigint NOT NULL
baselines.code text COLLATE C NOT NULL
baselines.name text NOT NULL
baselines.name_sq text NOT NULL
baselines.at_us bigint NOT NULL
baselines.seq bigint NOT NULL
baselines.note text NOT NULL
baselines.note_sq text NOT NULL
baselines baselines_code_key UNIQUE (code)
baselines baselines_pkey PRIMARY KEY (id)
baselines baselines_seq_check CHECK ((seq >= 0))
baselines baselines_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX baselines_code_key ON public.baselines USING btree (code)
CREATE UNIQUE INDEX baselines_pkey ON public.baselines USING btree (id)
benefits.id bigint NOT NULL
benefits.version bigint NOT NULL
benefits.project_id bigint NOT NULL
benefits.code text COLLATE C NOT NULL
benefits.name text NOT NULL
benefits.name_sq text NOT NULL
benefits.first_year bigint NOT NULL
benefits.last_year bigint NOT NULL
benefits.currency text NOT NULL
benefits.amount_minor bigint NOT NULL
benefits.price_year bigint
benefits.growth numeric
benefits.note text NOT NULL
benefits.note_sq text NOT NULL
benefits benefits_amount_minor_check CHECK (((amount_minor >= 0) AND (amount_minor <= '99999999999999999'::bigint)))
benefits benefits_check CHECK ((last_year >= first_year))
benefits benefits_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
benefits benefits_pkey PRIMARY KEY (id)
benefits benefits_project_id_code_key UNIQUE (project_id, code)
benefits benefits_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
benefits benefits_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX benefits_pkey ON public.benefits USING btree (id)
CREATE UNIQUE INDEX benefits_project_id_code_key ON public.benefits USING btree (project_id, code)
budget_programmes.id bigint NOT NULL
budget_programmes.version bigint NOT NULL
budget_programmes.code text COLLATE C NOT NULL
budget_programmes.name text NOT NULL
budget_programmes.name_sq text NOT NULL
budget_programmes.country text NOT NULL
budget_programmes.currency text NOT NULL
budget_programmes.rate_base text NOT NULL
budget_programmes.planning_rate numeric
budget_programmes.rate_date text
budget_programmes.ceilings text NOT NULL
budget_programmes.later_minor bigint
budget_programmes.budget_year bigint
budget_programmes.scope text NOT NULL
budget_programmes.scope_sq text NOT NULL
budget_programmes.note text NOT NULL
budget_programmes.note_sq text NOT NULL
budget_programmes budget_programmes_check CHECK (((rate_base = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text, ''::text])) AND (rate_base <> currency)))
budget_programmes budget_programmes_code_key UNIQUE (code)
budget_programmes budget_programmes_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
budget_programmes budget_programmes_later_minor_check CHECK (((later_minor >= 0) AND (later_minor <= '99999999999999999'::bigint)))
budget_programmes budget_programmes_pkey PRIMARY KEY (id)
budget_programmes budget_programmes_planning_rate_check CHECK ((planning_rate > (0)::numeric))
budget_programmes budget_programmes_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX budget_programmes_code_key ON public.budget_programmes USING btree (code)
CREATE UNIQUE INDEX budget_programmes_pkey ON public.budget_programmes USING btree (id)
ceilings.id bigint NOT NULL
ceilings.version bigint NOT NULL
ceilings.project_id bigint NOT NULL
ceilings.funding_source_id bigint NOT NULL
ceilings.fiscal_year bigint NOT NULL
ceilings.currency text NOT NULL
ceilings.amount_minor bigint NOT NULL
ceilings.scope text NOT NULL
ceilings.scope_sq text NOT NULL
ceilings ceilings_amount_minor_check CHECK (((amount_minor >= 0) AND (amount_minor <= '99999999999999999'::bigint)))
ceilings ceilings_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
ceilings ceilings_funding_source_id_fiscal_year_key UNIQUE (funding_source_id, fiscal_year)
ceilings ceilings_funding_source_id_fkey FOREIGN KEY (funding_source_id) REFERENCES funding_sources(id)
ceilings ceilings_pkey PRIMARY KEY (id)
ceilings ceilings_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
ceilings ceilings_version_check CHECK ((version > 0))
CREATE INDEX ceilings_project ON public.ceilings USING btree (project_id, fiscal_year, funding_source_id)
CREATE INDEX ceilings_year ON public.ceilings USING btree (fiscal_year)
CREATE UNIQUE INDEX ceilings_funding_source_id_fiscal_year_key ON public.ceilings USING btree (funding_source_id, fiscal_year)
CREATE UNIQUE INDEX ceilings_pkey ON public.ceilings USING btree (id)
chain_head.id bigint NOT NULL
chain_head.seq bigint NOT NULL
chain_head.at_us bigint NOT NULL
chain_head.hash text NOT NULL
chain_head.next_id bigint NOT NULL
chain_head chain_head_id_check CHECK ((id = 1))
chain_head chain_head_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX chain_head_pkey ON public.chain_head USING btree (id)
changes.seq bigint NOT NULL
changes.at_us bigint NOT NULL
changes.actor text NOT NULL
changes.reason text NOT NULL
changes.command text NOT NULL
changes.batch bigint NOT NULL
changes.kind text NOT NULL
changes.entity_id bigint NOT NULL
changes.project_id bigint NOT NULL
changes.version bigint NOT NULL
changes.before text NOT NULL
changes.after text NOT NULL
changes.format bigint NOT NULL
changes.prev_hash text NOT NULL
changes.hash text NOT NULL
changes.actor_id bigint NOT NULL DEFAULT 0
changes.confirmed_by text NOT NULL DEFAULT ''::text
changes.confirmer_id bigint NOT NULL DEFAULT 0
changes changes_pkey PRIMARY KEY (seq)
CREATE INDEX changes_at ON public.changes USING btree (at_us)
CREATE INDEX changes_batch ON public.changes USING btree (batch)
CREATE INDEX changes_entity ON public.changes USING btree (entity_id, seq)
CREATE INDEX changes_project ON public.changes USING btree (project_id, seq)
CREATE UNIQUE INDEX changes_pkey ON public.changes USING btree (seq)
claims.id bigint NOT NULL
claims.version bigint NOT NULL
claims.project_id bigint
claims.kind text NOT NULL
claims.entity_id bigint NOT NULL
claims.field text NOT NULL
claims.label text NOT NULL
claims.label_sq text NOT NULL
claims.value text NOT NULL
claims.value_sq text NOT NULL
claims.unit text NOT NULL
claims.basis text NOT NULL
claims.document_id bigint
claims.quote text NOT NULL
claims.confidence text NOT NULL
claims.date text
claims.formula text NOT NULL
claims.formula_sq text NOT NULL
claims.note text NOT NULL
claims.note_sq text NOT NULL
claims.chosen boolean NOT NULL
claims claims_basis_check CHECK ((basis = ANY (ARRAY['sourced'::text, 'derived'::text, 'assumed'::text])))
claims claims_check CHECK (((basis <> 'sourced'::text) OR (document_id IS NOT NULL)))
claims claims_confidence_check CHECK ((confidence = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text, ''::text])))
claims claims_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents(id)
claims claims_pkey PRIMARY KEY (id)
claims claims_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
claims claims_version_check CHECK ((version > 0))
CREATE INDEX claims_document ON public.claims USING btree (document_id) WHERE (document_id IS NOT NULL)
CREATE INDEX claims_entity ON public.claims USING btree (entity_id, field)
CREATE INDEX claims_project ON public.claims USING btree (project_id, kind)
CREATE UNIQUE INDEX claims_chosen ON public.claims USING btree (entity_id, field) WHERE chosen
CREATE UNIQUE INDEX claims_pkey ON public.claims USING btree (id)
comments.id bigint NOT NULL
comments.version bigint NOT NULL
comments.project_id bigint
comments.kind text NOT NULL
comments.entity_id bigint NOT NULL
comments.field text NOT NULL
comments.answers_id bigint
comments.text text NOT NULL
comments.author text NOT NULL
comments.account bigint
comments.written_at_us bigint
comments.resolved_by text NOT NULL
comments.resolved_at_us bigint
comments comments_answers_id_fkey FOREIGN KEY (answers_id) REFERENCES comments(id)
comments comments_author_check CHECK ((author <> ''::text))
comments comments_check CHECK ((((resolved_by = ''::text) = (resolved_at_us IS NULL)) AND ((resolved_by = ''::text) OR (answers_id IS NULL))))
comments comments_pkey PRIMARY KEY (id)
comments comments_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
comments comments_text_check CHECK ((text <> ''::text))
comments comments_version_check CHECK ((version > 0))
CREATE INDEX comments_answers ON public.comments USING btree (answers_id) WHERE (answers_id IS NOT NULL)
CREATE INDEX comments_entity ON public.comments USING btree (entity_id, field)
CREATE INDEX comments_project ON public.comments USING btree (project_id)
CREATE UNIQUE INDEX comments_pkey ON public.comments USING btree (id)
cost_lines.id bigint NOT NULL
cost_lines.version bigint NOT NULL
cost_lines.project_id bigint NOT NULL
cost_lines.estimate_id bigint NOT NULL
cost_lines.code text COLLATE C NOT NULL
cost_lines.position bigint NOT NULL
cost_lines.name text NOT NULL
cost_lines.name_sq text NOT NULL
cost_lines.category text NOT NULL
cost_lines.phase_id bigint
cost_lines.structure_id bigint
cost_lines.country text NOT NULL
cost_lines.quantity numeric
cost_lines.unit text NOT NULL
cost_lines.unit_rate numeric
cost_lines.currency text NOT NULL
cost_lines.percent numeric
cost_lines.of_categories text NOT NULL
cost_lines.contingency boolean NOT NULL
cost_lines.balance boolean NOT NULL
cost_lines.note text NOT NULL
cost_lines.note_sq text NOT NULL
cost_lines.of_lines text NOT NULL DEFAULT ''::text
cost_lines cost_lines_check CHECK ((balance OR (unit_rate >= (0)::numeric)))
cost_lines cost_lines_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
cost_lines cost_lines_estimate_id_code_key UNIQUE (estimate_id, code)
cost_lines cost_lines_estimate_id_fkey FOREIGN KEY (estimate_id) REFERENCES estimates(id)
cost_lines cost_lines_percent_check CHECK ((percent >= (0)::numeric))
cost_lines cost_lines_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
cost_lines cost_lines_pkey PRIMARY KEY (id)
cost_lines cost_lines_position_check CHECK (("position" >= 0))
cost_lines cost_lines_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
cost_lines cost_lines_quantity_check CHECK ((quantity >= (0)::numeric))
cost_lines cost_lines_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES structures(id)
cost_lines cost_lines_version_check CHECK ((version > 0))
CREATE INDEX cost_lines_phase ON public.cost_lines USING btree (phase_id) WHERE (phase_id IS NOT NULL)
CREATE INDEX cost_lines_project ON public.cost_lines USING btree (project_id)
CREATE INDEX cost_lines_structure ON public.cost_lines USING btree (structure_id) WHERE (structure_id IS NOT NULL)
CREATE UNIQUE INDEX cost_lines_estimate_id_code_key ON public.cost_lines USING btree (estimate_id, code)
CREATE UNIQUE INDEX cost_lines_pkey ON public.cost_lines USING btree (id)
credentials.user_id bigint NOT NULL
credentials.hash text NOT NULL
credentials credentials_pkey PRIMARY KEY (user_id)
credentials credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
CREATE UNIQUE INDEX credentials_pkey ON public.credentials USING btree (user_id)
documents.id bigint NOT NULL
documents.version bigint NOT NULL
documents.code text COLLATE C NOT NULL
documents.title text NOT NULL
documents.title_sq text NOT NULL
documents.publisher text NOT NULL
documents.address text NOT NULL
documents.date text
documents.note text NOT NULL
documents.note_sq text NOT NULL
documents documents_code_key UNIQUE (code)
documents documents_pkey PRIMARY KEY (id)
documents documents_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX documents_code_key ON public.documents USING btree (code)
CREATE UNIQUE INDEX documents_pkey ON public.documents USING btree (id)
estimate_sections.estimate_id bigint NOT NULL
estimate_sections.section_id bigint NOT NULL
estimate_sections.position bigint NOT NULL
estimate_sections estimate_sections_estimate_id_fkey FOREIGN KEY (estimate_id) REFERENCES estimates(id)
estimate_sections estimate_sections_pkey PRIMARY KEY (estimate_id, section_id)
estimate_sections estimate_sections_section_id_fkey FOREIGN KEY (section_id) REFERENCES sections(id)
CREATE INDEX estimate_sections_reverse ON public.estimate_sections USING btree (section_id)
CREATE UNIQUE INDEX estimate_sections_pkey ON public.estimate_sections USING btree (estimate_id, section_id)
estimates.id bigint NOT NULL
estimates.version bigint NOT NULL
estimates.project_id bigint NOT NULL
estimates.code text COLLATE C NOT NULL
estimates.title text NOT NULL
estimates.title_sq text NOT NULL
estimates.kind text NOT NULL
estimates.status text NOT NULL
estimates.as_of text
estimates.scope text NOT NULL
estimates.scope_sq text NOT NULL
estimates.price_year bigint
estimates.vat text NOT NULL
estimates.class bigint
estimates.claimant text NOT NULL
estimates.claimant_sq text NOT NULL
estimates.currency text NOT NULL
estimates.headline_minor bigint
estimates.total_minor bigint
estimates.copy_of_id bigint
estimates.published_by text NOT NULL
estimates.published_at_us bigint
estimates.note text NOT NULL
estimates.note_sq text NOT NULL
estimates estimates_class_check CHECK (((class >= 1) AND (class <= 5)))
estimates estimates_copy_of_id_fkey FOREIGN KEY (copy_of_id) REFERENCES estimates(id)
estimates estimates_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
estimates estimates_headline_minor_check CHECK (((headline_minor >= 0) AND (headline_minor <= '99999999999999999'::bigint)))
estimates estimates_pkey PRIMARY KEY (id)
estimates estimates_project_id_code_key UNIQUE (project_id, code)
estimates estimates_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
estimates estimates_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text])))
estimates estimates_total_minor_check CHECK (((total_minor >= 0) AND (total_minor <= '99999999999999999'::bigint)))
estimates estimates_vat_check CHECK ((vat = ANY (ARRAY['included'::text, 'excluded'::text, ''::text])))
estimates estimates_version_check CHECK ((version > 0))
CREATE INDEX estimates_copy_of ON public.estimates USING btree (copy_of_id) WHERE (copy_of_id IS NOT NULL)
CREATE INDEX estimates_spread ON public.estimates USING btree (project_id, currency, total_minor) WHERE ((status = 'published'::text) AND (total_minor IS NOT NULL))
CREATE UNIQUE INDEX estimates_pkey ON public.estimates USING btree (id)
CREATE UNIQUE INDEX estimates_project_id_code_key ON public.estimates USING btree (project_id, code)
exchange_rates.id bigint NOT NULL
exchange_rates.version bigint NOT NULL
exchange_rates.base text NOT NULL
exchange_rates.quote text NOT NULL
exchange_rates.date text NOT NULL
exchange_rates.kind text NOT NULL
exchange_rates.rate numeric NOT NULL
exchange_rates exchange_rates_base_check CHECK ((base = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
exchange_rates exchange_rates_base_quote_date_kind_key UNIQUE (base, quote, date, kind)
exchange_rates exchange_rates_check CHECK (((quote = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])) AND (quote <> base)))
exchange_rates exchange_rates_kind_check CHECK ((kind = ANY (ARRAY['average'::text, 'spot'::text])))
exchange_rates exchange_rates_pkey PRIMARY KEY (id)
exchange_rates exchange_rates_rate_check CHECK ((rate > (0)::numeric))
exchange_rates exchange_rates_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX exchange_rates_base_quote_date_kind_key ON public.exchange_rates USING btree (base, quote, date, kind)
CREATE UNIQUE INDEX exchange_rates_pkey ON public.exchange_rates USING btree (id)
expenditures.id bigint NOT NULL
expenditures.version bigint NOT NULL
expenditures.project_id bigint NOT NULL
expenditures.phase_id bigint
expenditures.category text NOT NULL
expenditures.date text NOT NULL
expenditures.currency text NOT NULL
expenditures.amount_minor bigint NOT NULL
expenditures.funding_source_id bigint
expenditures.reference text NOT NULL
expenditures.note text NOT NULL
expenditures.note_sq text NOT NULL
expenditures expenditures_amount_minor_check CHECK ((((amount_minor >= '-99999999999999999'::bigint) AND (amount_minor <= '99999999999999999'::bigint)) AND (amount_minor <> 0)))
expenditures expenditures_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
expenditures expenditures_funding_source_id_fkey FOREIGN KEY (funding_source_id) REFERENCES funding_sources(id)
expenditures expenditures_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
expenditures expenditures_pkey PRIMARY KEY (id)
expenditures expenditures_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
expenditures expenditures_version_check CHECK ((version > 0))
CREATE INDEX expenditures_phase ON public.expenditures USING btree (phase_id) WHERE (phase_id IS NOT NULL)
CREATE INDEX expenditures_project ON public.expenditures USING btree (project_id, date)
CREATE INDEX expenditures_source ON public.expenditures USING btree (funding_source_id) WHERE (funding_source_id IS NOT NULL)
CREATE UNIQUE INDEX expenditures_pkey ON public.expenditures USING btree (id)
funding_sources.id bigint NOT NULL
funding_sources.version bigint NOT NULL
funding_sources.project_id bigint NOT NULL
funding_sources.code text COLLATE C NOT NULL
funding_sources.position bigint NOT NULL
funding_sources.name text NOT NULL
funding_sources.name_sq text NOT NULL
funding_sources.kind text NOT NULL
funding_sources.status text NOT NULL
funding_sources.country text NOT NULL
funding_sources.currency text NOT NULL
funding_sources.total_minor bigint
funding_sources.carry_over boolean NOT NULL
funding_sources.note text NOT NULL
funding_sources.note_sq text NOT NULL
funding_sources.budget_programme_id bigint
funding_sources funding_sources_budget_programme_id_fkey FOREIGN KEY (budget_programme_id) REFERENCES budget_programmes(id)
funding_sources funding_sources_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
funding_sources funding_sources_pkey PRIMARY KEY (id)
funding_sources funding_sources_position_check CHECK (("position" >= 0))
funding_sources funding_sources_project_id_code_key UNIQUE (project_id, code)
funding_sources funding_sources_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
funding_sources funding_sources_status_check CHECK ((status = ANY (ARRAY['indicative'::text, 'signed'::text, 'effective'::text, 'closed'::text])))
funding_sources funding_sources_total_minor_check CHECK (((total_minor >= 0) AND (total_minor <= '99999999999999999'::bigint)))
funding_sources funding_sources_version_check CHECK ((version > 0))
CREATE INDEX funding_sources_programme ON public.funding_sources USING btree (budget_programme_id) WHERE (budget_programme_id IS NOT NULL)
CREATE UNIQUE INDEX funding_sources_pkey ON public.funding_sources USING btree (id)
CREATE UNIQUE INDEX funding_sources_project_id_code_key ON public.funding_sources USING btree (project_id, code)
index_series.id bigint NOT NULL
index_series.version bigint NOT NULL
index_series.code text COLLATE C NOT NULL
index_series.name text NOT NULL
index_series.name_sq text NOT NULL
index_series.country text NOT NULL
index_series.proxy boolean NOT NULL
index_series.rates text NOT NULL
index_series.note text NOT NULL
index_series.note_sq text NOT NULL
index_series index_series_code_key UNIQUE (code)
index_series index_series_pkey PRIMARY KEY (id)
index_series index_series_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX index_series_code_key ON public.index_series USING btree (code)
CREATE UNIQUE INDEX index_series_pkey ON public.index_series USING btree (id)
milestones.id bigint NOT NULL
milestones.version bigint NOT NULL
milestones.project_id bigint NOT NULL
milestones.section_id bigint
milestones.phase_id bigint
milestones.code text COLLATE C NOT NULL
milestones.name text NOT NULL
milestones.name_sq text NOT NULL
milestones.planned text
milestones.actual text
milestones.note text NOT NULL
milestones.note_sq text NOT NULL
milestones milestones_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
milestones milestones_pkey PRIMARY KEY (id)
milestones milestones_project_id_code_key UNIQUE (project_id, code)
milestones milestones_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
milestones milestones_section_id_fkey FOREIGN KEY (section_id) REFERENCES sections(id)
milestones milestones_version_check CHECK ((version > 0))
CREATE INDEX milestones_phase ON public.milestones USING btree (phase_id) WHERE (phase_id IS NOT NULL)
CREATE INDEX milestones_section ON public.milestones USING btree (section_id) WHERE (section_id IS NOT NULL)
CREATE UNIQUE INDEX milestones_pkey ON public.milestones USING btree (id)
CREATE UNIQUE INDEX milestones_project_id_code_key ON public.milestones USING btree (project_id, code)
periods.id bigint NOT NULL
periods.version bigint NOT NULL
periods.code text COLLATE C NOT NULL
periods.name text NOT NULL
periods.name_sq text NOT NULL
periods.first_day text NOT NULL
periods.last_day text NOT NULL
periods.cut_off_us bigint
periods.closed_by text NOT NULL
periods.closed_at_us bigint
periods.through bigint
periods.note text NOT NULL
periods.note_sq text NOT NULL
periods periods_check CHECK ((first_day <= last_day))
periods periods_check1 CHECK ((((closed_by = ''::text) = (closed_at_us IS NULL)) AND ((closed_by = ''::text) = (through IS NULL))))
periods periods_code_key UNIQUE (code)
periods periods_pkey PRIMARY KEY (id)
periods periods_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX periods_code_key ON public.periods USING btree (code)
CREATE UNIQUE INDEX periods_pkey ON public.periods USING btree (id)
phase_predecessors.phase_id bigint NOT NULL
phase_predecessors.predecessor_id bigint NOT NULL
phase_predecessors.lag_days bigint NOT NULL
phase_predecessors.position bigint NOT NULL
phase_predecessors phase_predecessors_check CHECK ((phase_id <> predecessor_id))
phase_predecessors phase_predecessors_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
phase_predecessors phase_predecessors_pkey PRIMARY KEY (phase_id, predecessor_id)
phase_predecessors phase_predecessors_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES phases(id)
CREATE INDEX phase_predecessors_reverse ON public.phase_predecessors USING btree (predecessor_id)
CREATE UNIQUE INDEX phase_predecessors_pkey ON public.phase_predecessors USING btree (phase_id, predecessor_id)
phases.id bigint NOT NULL
phases.version bigint NOT NULL
phases.project_id bigint NOT NULL
phases.section_id bigint
phases.code text COLLATE C NOT NULL
phases.position bigint NOT NULL
phases.name text NOT NULL
phases.name_sq text NOT NULL
phases.planned_start text
phases.planned_finish text COLLATE C
phases.actual_start text
phases.actual_finish text
phases.progress_percent numeric
phases.note text NOT NULL
phases.note_sq text NOT NULL
phases.profile text NOT NULL DEFAULT ''::text
phases.profile_parameters text NOT NULL DEFAULT ''::text
phases phases_check CHECK (((actual_finish IS NULL) OR (actual_start IS NOT NULL)))
phases phases_pkey PRIMARY KEY (id)
phases phases_position_check CHECK (("position" >= 0))
phases phases_progress_percent_check CHECK ((progress_percent >= (0)::numeric))
phases phases_project_id_code_key UNIQUE (project_id, code)
phases phases_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
phases phases_section_id_fkey FOREIGN KEY (section_id) REFERENCES sections(id)
phases phases_version_check CHECK ((version > 0))
CREATE INDEX phases_section ON public.phases USING btree (section_id) WHERE (section_id IS NOT NULL)
CREATE INDEX phases_unfinished ON public.phases USING btree (project_id, planned_finish, code) WHERE ((actual_finish IS NULL) AND (planned_finish IS NOT NULL))
CREATE UNIQUE INDEX phases_pkey ON public.phases USING btree (id)
CREATE UNIQUE INDEX phases_project_id_code_key ON public.phases USING btree (project_id, code)
programmes.id bigint NOT NULL
programmes.version bigint NOT NULL
programmes.code text COLLATE C NOT NULL
programmes.name text NOT NULL
programmes.name_sq text NOT NULL
programmes.summary text NOT NULL
programmes.summary_sq text NOT NULL
programmes.currency text NOT NULL
programmes programmes_code_key UNIQUE (code)
programmes programmes_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])))
programmes programmes_pkey PRIMARY KEY (id)
programmes programmes_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX programmes_code_key ON public.programmes USING btree (code)
CREATE UNIQUE INDEX programmes_pkey ON public.programmes USING btree (id)
project_dependencies.project_id bigint NOT NULL
project_dependencies.depends_on_id bigint NOT NULL
project_dependencies.position bigint NOT NULL
project_dependencies project_dependencies_check CHECK ((project_id <> depends_on_id))
project_dependencies project_dependencies_depends_on_id_fkey FOREIGN KEY (depends_on_id) REFERENCES projects(id)
project_dependencies project_dependencies_pkey PRIMARY KEY (project_id, depends_on_id)
project_dependencies project_dependencies_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
CREATE INDEX project_dependencies_reverse ON public.project_dependencies USING btree (depends_on_id)
CREATE UNIQUE INDEX project_dependencies_pkey ON public.project_dependencies USING btree (project_id, depends_on_id)
projects.id bigint NOT NULL
projects.version bigint NOT NULL
projects.programme_id bigint NOT NULL
projects.code text COLLATE C NOT NULL
projects.name text NOT NULL
projects.name_sq text NOT NULL
projects.summary text NOT NULL
projects.summary_sq text NOT NULL
projects.sector text NOT NULL
projects.type text NOT NULL
projects.stage text NOT NULL
projects.external boolean NOT NULL
projects.length_m numeric
projects.working_estimate_id bigint
projects.working_by text NOT NULL
projects.working_at_us bigint
projects.working_reason text NOT NULL
projects.working_reason_sq text NOT NULL
projects.search text NOT NULL
projects projects_code_key UNIQUE (code)
projects projects_length_m_check CHECK ((length_m >= (0)::numeric))
projects projects_pkey PRIMARY KEY (id)
projects projects_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programmes(id)
projects projects_stage_check CHECK ((stage = ANY (ARRAY['identification'::text, 'preparation'::text, 'implementation'::text, 'completion'::text, 'maintenance'::text, 'decommissioning'::text, 'decommissioned'::text, 'cancelled'::text])))
projects projects_version_check CHECK ((version > 0))
projects projects_working_estimate_id_fkey FOREIGN KEY (working_estimate_id) REFERENCES estimates(id)
CREATE INDEX projects_programme ON public.projects USING btree (programme_id)
CREATE INDEX projects_sector ON public.projects USING btree (sector, code)
CREATE INDEX projects_stage ON public.projects USING btree (stage, code)
CREATE INDEX projects_working ON public.projects USING btree (working_estimate_id) WHERE (working_estimate_id IS NOT NULL)
CREATE UNIQUE INDEX projects_code_key ON public.projects USING btree (code)
CREATE UNIQUE INDEX projects_pkey ON public.projects USING btree (id)
proposals.id bigint NOT NULL
proposals.version bigint NOT NULL
proposals.project_id bigint
proposals.command text NOT NULL
proposals.written text NOT NULL
proposals.based text NOT NULL
proposals.changes text NOT NULL
proposals.more bigint NOT NULL
proposals.reason text NOT NULL
proposals.status text NOT NULL
proposals.author text NOT NULL
proposals.author_id bigint NOT NULL
proposals.made_at_us bigint
proposals.submitted_at_us bigint
proposals.comment text NOT NULL
proposals.moved boolean NOT NULL
proposals.decider text NOT NULL
proposals.decider_id bigint NOT NULL
proposals.decided_at_us bigint
proposals proposals_more_check CHECK ((more >= 0))
proposals proposals_pkey PRIMARY KEY (id)
proposals proposals_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text, 'withdrawn'::text])))
proposals proposals_version_check CHECK ((version > 0))
CREATE INDEX proposals_project ON public.proposals USING btree (project_id)
CREATE INDEX proposals_waiting ON public.proposals USING btree (status, project_id) WHERE (status = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text]))
CREATE UNIQUE INDEX proposals_pkey ON public.proposals USING btree (id)
risk_settings.id bigint NOT NULL
risk_settings.version bigint NOT NULL
risk_settings.project_id bigint NOT NULL
risk_settings.rho numeric
risk_settings.line_groups text NOT NULL
risk_settings.matrix text NOT NULL
risk_settings.iterations bigint
risk_settings.seed bigint NOT NULL
risk_settings.percentile bigint
risk_settings.note text NOT NULL
risk_settings.note_sq text NOT NULL
risk_settings risk_settings_iterations_check CHECK ((iterations > 0))
risk_settings risk_settings_percentile_check CHECK (((percentile >= 5) AND (percentile <= 95)))
risk_settings risk_settings_pkey PRIMARY KEY (id)
risk_settings risk_settings_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
risk_settings risk_settings_project_id_key UNIQUE (project_id)
risk_settings risk_settings_rho_check CHECK ((rho >= (0)::numeric))
risk_settings risk_settings_seed_check CHECK ((seed >= 0))
risk_settings risk_settings_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX risk_settings_pkey ON public.risk_settings USING btree (id)
CREATE UNIQUE INDEX risk_settings_project_id_key ON public.risk_settings USING btree (project_id)
risks.id bigint NOT NULL
risks.version bigint NOT NULL
risks.project_id bigint NOT NULL
risks.code text COLLATE C NOT NULL
risks.position bigint NOT NULL
risks.name text NOT NULL
risks.name_sq text NOT NULL
risks.phase_id bigint
risks.probability numeric
risks.impact text NOT NULL
risks.delay text NOT NULL
risks.currency text NOT NULL
risks.mitigated_probability numeric
risks.mitigated_impact text NOT NULL
risks.mitigated_delay text NOT NULL
risks.risk_owner text NOT NULL
risks.response text NOT NULL
risks.status text NOT NULL
risks.description text NOT NULL
risks.description_sq text NOT NULL
risks.note text NOT NULL
risks.note_sq text NOT NULL
risks risks_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text, ''::text])))
risks risks_mitigated_probability_check CHECK ((mitigated_probability >= (0)::numeric))
risks risks_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
risks risks_pkey PRIMARY KEY (id)
risks risks_probability_check CHECK ((probability >= (0)::numeric))
risks risks_project_id_code_key UNIQUE (project_id, code)
risks risks_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
risks risks_version_check CHECK ((version > 0))
CREATE INDEX risks_phase ON public.risks USING btree (phase_id) WHERE (phase_id IS NOT NULL)
CREATE UNIQUE INDEX risks_pkey ON public.risks USING btree (id)
CREATE UNIQUE INDEX risks_project_id_code_key ON public.risks USING btree (project_id, code)
scenario_series.scenario_id bigint NOT NULL
scenario_series.series_id bigint NOT NULL
scenario_series.position bigint NOT NULL
scenario_series scenario_series_pkey PRIMARY KEY (scenario_id, series_id)
scenario_series scenario_series_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
scenario_series scenario_series_series_id_fkey FOREIGN KEY (series_id) REFERENCES index_series(id)
CREATE INDEX scenario_series_reverse ON public.scenario_series USING btree (series_id)
CREATE UNIQUE INDEX scenario_series_pkey ON public.scenario_series USING btree (scenario_id, series_id)
scenario_sources.scenario_id bigint NOT NULL
scenario_sources.funding_source_id bigint NOT NULL
scenario_sources.position bigint NOT NULL
scenario_sources scenario_sources_funding_source_id_fkey FOREIGN KEY (funding_source_id) REFERENCES funding_sources(id)
scenario_sources scenario_sources_pkey PRIMARY KEY (scenario_id, funding_source_id)
scenario_sources scenario_sources_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
CREATE INDEX scenario_sources_reverse ON public.scenario_sources USING btree (funding_source_id)
CREATE UNIQUE INDEX scenario_sources_pkey ON public.scenario_sources USING btree (scenario_id, funding_source_id)
scenarios.id bigint NOT NULL
scenarios.version bigint NOT NULL
scenarios.project_id bigint NOT NULL
scenarios.code text COLLATE C NOT NULL
scenarios.name text NOT NULL
scenarios.name_sq text NOT NULL
scenarios.changes text NOT NULL
scenarios.note text NOT NULL
scenarios.note_sq text NOT NULL
scenarios scenarios_pkey PRIMARY KEY (id)
scenarios scenarios_project_id_code_key UNIQUE (project_id, code)
scenarios scenarios_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
scenarios scenarios_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX scenarios_pkey ON public.scenarios USING btree (id)
CREATE UNIQUE INDEX scenarios_project_id_code_key ON public.scenarios USING btree (project_id, code)
schema_migrations.id integer NOT NULL
schema_migrations.version_id bigint NOT NULL
schema_migrations.is_applied boolean NOT NULL
schema_migrations.tstamp timestamp without time zone NOT NULL DEFAULT now()
schema_migrations schema_migrations_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX schema_migrations_pkey ON public.schema_migrations USING btree (id)
sections.id bigint NOT NULL
sections.version bigint NOT NULL
sections.project_id bigint NOT NULL
sections.within_id bigint
sections.code text COLLATE C NOT NULL
sections.position bigint NOT NULL
sections.name text NOT NULL
sections.name_sq text NOT NULL
sections.country text NOT NULL
sections.length_m numeric
sections.note text NOT NULL
sections.note_sq text NOT NULL
sections sections_check CHECK ((within_id <> id))
sections sections_length_m_check CHECK ((length_m >= (0)::numeric))
sections sections_pkey PRIMARY KEY (id)
sections sections_position_check CHECK (("position" >= 0))
sections sections_project_id_code_key UNIQUE (project_id, code)
sections sections_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
sections sections_version_check CHECK ((version > 0))
sections sections_within_id_fkey FOREIGN KEY (within_id) REFERENCES sections(id)
CREATE INDEX sections_within ON public.sections USING btree (within_id) WHERE (within_id IS NOT NULL)
CREATE UNIQUE INDEX sections_pkey ON public.sections USING btree (id)
CREATE UNIQUE INDEX sections_project_id_code_key ON public.sections USING btree (project_id, code)
sessions.hash bytea NOT NULL
sessions.user_id bigint NOT NULL
sessions.created_us bigint NOT NULL
sessions.seen_us bigint NOT NULL
sessions.expires_us bigint NOT NULL
sessions.agent text NOT NULL
sessions.data bytea NOT NULL
sessions sessions_pkey PRIMARY KEY (hash)
sessions sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
CREATE INDEX sessions_expires ON public.sessions USING btree (expires_us)
CREATE INDEX sessions_user ON public.sessions USING btree (user_id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (hash)
sign_in_attempts.key bytea NOT NULL
sign_in_attempts.failures bigint NOT NULL
sign_in_attempts.last_us bigint NOT NULL
sign_in_attempts sign_in_attempts_failures_check CHECK ((failures >= 0))
sign_in_attempts sign_in_attempts_pkey PRIMARY KEY (key)
CREATE INDEX sign_in_attempts_last ON public.sign_in_attempts USING btree (last_us)
CREATE UNIQUE INDEX sign_in_attempts_pkey ON public.sign_in_attempts USING btree (key)
simulations.id bigint NOT NULL
simulations.version bigint NOT NULL
simulations.project_id bigint NOT NULL
simulations.estimate_id bigint NOT NULL
simulations.scenario_id bigint
simulations.seed bigint NOT NULL
simulations.iterations bigint NOT NULL
simulations.program text NOT NULL
simulations.kept_by text NOT NULL
simulations.kept_at_us bigint
simulations.model text NOT NULL
simulations.result text NOT NULL
simulations.note text NOT NULL
simulations.note_sq text NOT NULL
simulations.name text NOT NULL DEFAULT ''::text
simulations simulations_estimate_id_fkey FOREIGN KEY (estimate_id) REFERENCES estimates(id)
simulations simulations_iterations_check CHECK ((iterations > 0))
simulations simulations_pkey PRIMARY KEY (id)
simulations simulations_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
simulations simulations_scenario_id_fkey FOREIGN KEY (scenario_id) REFERENCES scenarios(id)
simulations simulations_seed_check CHECK ((seed >= 0))
simulations simulations_version_check CHECK ((version > 0))
CREATE INDEX simulations_estimate ON public.simulations USING btree (estimate_id)
CREATE INDEX simulations_project ON public.simulations USING btree (project_id)
CREATE INDEX simulations_scenario ON public.simulations USING btree (scenario_id) WHERE (scenario_id IS NOT NULL)
CREATE UNIQUE INDEX simulations_pkey ON public.simulations USING btree (id)
structures.id bigint NOT NULL
structures.version bigint NOT NULL
structures.project_id bigint NOT NULL
structures.section_id bigint
structures.phase_id bigint
structures.code text COLLATE C NOT NULL
structures.position bigint NOT NULL
structures.kind text NOT NULL
structures.name text NOT NULL
structures.name_sq text NOT NULL
structures.count bigint
structures.length_m numeric
structures.attributes text NOT NULL
structures.note text NOT NULL
structures.note_sq text NOT NULL
structures structures_count_check CHECK ((count >= 0))
structures structures_length_m_check CHECK ((length_m >= (0)::numeric))
structures structures_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
structures structures_pkey PRIMARY KEY (id)
structures structures_position_check CHECK (("position" >= 0))
structures structures_project_id_code_key UNIQUE (project_id, code)
structures structures_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
structures structures_section_id_fkey FOREIGN KEY (section_id) REFERENCES sections(id)
structures structures_version_check CHECK ((version > 0))
CREATE INDEX structures_phase ON public.structures USING btree (phase_id) WHERE (phase_id IS NOT NULL)
CREATE INDEX structures_section ON public.structures USING btree (section_id) WHERE (section_id IS NOT NULL)
CREATE UNIQUE INDEX structures_pkey ON public.structures USING btree (id)
CREATE UNIQUE INDEX structures_project_id_code_key ON public.structures USING btree (project_id, code)
uncertainties.id bigint NOT NULL
uncertainties.version bigint NOT NULL
uncertainties.project_id bigint NOT NULL
uncertainties.line text COLLATE C NOT NULL
uncertainties.category text NOT NULL
uncertainties.phase_id bigint
uncertainties.spread text NOT NULL
uncertainties.amounts boolean NOT NULL
uncertainties.currency text NOT NULL
uncertainties.time_dependent boolean NOT NULL
uncertainties.note text NOT NULL
uncertainties.note_sq text NOT NULL
uncertainties uncertainties_check CHECK (((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text, ''::text])) AND (amounts = (currency <> ''::text))))
uncertainties uncertainties_check1 CHECK ((((((line <> ''::text))::integer + ((category <> ''::text))::integer) + ((phase_id IS NOT NULL))::integer) = 1))
uncertainties uncertainties_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id)
uncertainties uncertainties_pkey PRIMARY KEY (id)
uncertainties uncertainties_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
uncertainties uncertainties_version_check CHECK ((version > 0))
CREATE INDEX uncertainties_project ON public.uncertainties USING btree (project_id)
CREATE UNIQUE INDEX uncertainties_category ON public.uncertainties USING btree (project_id, category) WHERE (category <> ''::text)
CREATE UNIQUE INDEX uncertainties_line ON public.uncertainties USING btree (project_id, line) WHERE (line <> ''::text)
CREATE UNIQUE INDEX uncertainties_phase ON public.uncertainties USING btree (phase_id) WHERE (phase_id IS NOT NULL)
CREATE UNIQUE INDEX uncertainties_pkey ON public.uncertainties USING btree (id)
user_projects.user_id bigint NOT NULL
user_projects.project_id bigint NOT NULL
user_projects.position bigint NOT NULL
user_projects user_projects_pkey PRIMARY KEY (user_id, project_id)
user_projects user_projects_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
user_projects user_projects_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
CREATE INDEX user_projects_project ON public.user_projects USING btree (project_id)
CREATE UNIQUE INDEX user_projects_pkey ON public.user_projects USING btree (user_id, project_id)
users.id bigint NOT NULL
users.version bigint NOT NULL
users.login text COLLATE C NOT NULL
users.name text COLLATE C NOT NULL
users.language text NOT NULL
users.grants text NOT NULL
users.disabled boolean NOT NULL
users.issuer text NOT NULL
users.subject text NOT NULL
users.tokens text NOT NULL
users.links bigint NOT NULL
users.link_at_us bigint
users.passwords bigint NOT NULL
users.password_at_us bigint
users.sign_outs bigint NOT NULL
users.sign_out_at_us bigint
users.tokens_made bigint NOT NULL
users users_check CHECK (((issuer = ''::text) = (subject = ''::text)))
users users_links_check CHECK ((links >= 0))
users users_login_key UNIQUE (login)
users users_name_key UNIQUE (name)
users users_passwords_check CHECK ((passwords >= 0))
users users_pkey PRIMARY KEY (id)
users users_sign_outs_check CHECK ((sign_outs >= 0))
users users_tokens_made_check CHECK ((tokens_made >= 0))
users users_version_check CHECK ((version > 0))
CREATE UNIQUE INDEX users_login_key ON public.users USING btree (login)
CREATE UNIQUE INDEX users_name_key ON public.users USING btree (name)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
CREATE UNIQUE INDEX users_subject ON public.users USING btree (issuer, subject) WHERE (subject <> ''::text)
visit_marks.account_id bigint NOT NULL
visit_marks.since bigint NOT NULL
visit_marks.head bigint NOT NULL
visit_marks.at_us bigint NOT NULL
visit_marks visit_marks_check CHECK ((head >= since))
visit_marks visit_marks_pkey PRIMARY KEY (account_id)
visit_marks visit_marks_since_check CHECK ((since >= 0))
CREATE UNIQUE INDEX visit_marks_pkey ON public.visit_marks USING btree (account_id)
