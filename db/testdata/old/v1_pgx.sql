--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: allocations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.allocations (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    funding_source_id bigint NOT NULL,
    fiscal_year bigint NOT NULL,
    currency text NOT NULL,
    requested_minor bigint,
    approved_minor bigint,
    committed_minor bigint,
    disbursed_minor bigint,
    breach_reason text NOT NULL,
    breach_document_id bigint,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT allocations_approved_minor_check CHECK (((approved_minor >= 0) AND (approved_minor <= '99999999999999999'::bigint))),
    CONSTRAINT allocations_check CHECK (((breach_document_id IS NULL) = (breach_reason = ''::text))),
    CONSTRAINT allocations_check1 CHECK ((COALESCE(requested_minor, approved_minor, committed_minor, disbursed_minor) IS NOT NULL)),
    CONSTRAINT allocations_committed_minor_check CHECK (((committed_minor >= 0) AND (committed_minor <= '99999999999999999'::bigint))),
    CONSTRAINT allocations_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT allocations_disbursed_minor_check CHECK (((disbursed_minor >= 0) AND (disbursed_minor <= '99999999999999999'::bigint))),
    CONSTRAINT allocations_requested_minor_check CHECK (((requested_minor >= 0) AND (requested_minor <= '99999999999999999'::bigint))),
    CONSTRAINT allocations_version_check CHECK ((version > 0))
);


--
-- Name: ceilings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ceilings (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    funding_source_id bigint NOT NULL,
    fiscal_year bigint NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    scope text NOT NULL,
    scope_sq text NOT NULL,
    CONSTRAINT ceilings_amount_minor_check CHECK (((amount_minor >= 0) AND (amount_minor <= '99999999999999999'::bigint))),
    CONSTRAINT ceilings_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT ceilings_version_check CHECK ((version > 0))
);


--
-- Name: chain_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chain_head (
    id bigint NOT NULL,
    seq bigint NOT NULL,
    at_us bigint NOT NULL,
    hash text NOT NULL,
    next_id bigint NOT NULL,
    CONSTRAINT chain_head_id_check CHECK ((id = 1))
);


--
-- Name: changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.changes (
    seq bigint NOT NULL,
    at_us bigint NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    command text NOT NULL,
    batch bigint NOT NULL,
    kind text NOT NULL,
    entity_id bigint NOT NULL,
    project_id bigint NOT NULL,
    version bigint NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    format bigint NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL
);


--
-- Name: claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint,
    kind text NOT NULL,
    entity_id bigint NOT NULL,
    field text NOT NULL,
    label text NOT NULL,
    label_sq text NOT NULL,
    value text NOT NULL,
    value_sq text NOT NULL,
    unit text NOT NULL,
    basis text NOT NULL,
    document_id bigint,
    quote text NOT NULL,
    confidence text NOT NULL,
    date text,
    formula text NOT NULL,
    formula_sq text NOT NULL,
    note text NOT NULL,
    note_sq text NOT NULL,
    chosen boolean NOT NULL,
    CONSTRAINT claims_basis_check CHECK ((basis = ANY (ARRAY['sourced'::text, 'derived'::text, 'assumed'::text]))),
    CONSTRAINT claims_check CHECK (((basis <> 'sourced'::text) OR (document_id IS NOT NULL))),
    CONSTRAINT claims_confidence_check CHECK ((confidence = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text, ''::text]))),
    CONSTRAINT claims_version_check CHECK ((version > 0))
);


--
-- Name: cost_lines; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cost_lines (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    estimate_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    name text NOT NULL,
    name_sq text NOT NULL,
    category text NOT NULL,
    phase_id bigint,
    structure_id bigint,
    country text NOT NULL,
    quantity numeric,
    unit text NOT NULL,
    unit_rate numeric,
    currency text NOT NULL,
    percent numeric,
    of_categories text NOT NULL,
    contingency boolean NOT NULL,
    balance boolean NOT NULL,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT cost_lines_check CHECK ((balance OR (unit_rate >= (0)::numeric))),
    CONSTRAINT cost_lines_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT cost_lines_percent_check CHECK ((percent >= (0)::numeric)),
    CONSTRAINT cost_lines_position_check CHECK (("position" >= 0)),
    CONSTRAINT cost_lines_quantity_check CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT cost_lines_version_check CHECK ((version > 0))
);


--
-- Name: documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents (
    id bigint NOT NULL,
    version bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    title_sq text NOT NULL,
    publisher text NOT NULL,
    address text NOT NULL,
    date text,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT documents_version_check CHECK ((version > 0))
);


--
-- Name: estimate_sections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.estimate_sections (
    estimate_id bigint NOT NULL,
    section_id bigint NOT NULL,
    "position" bigint NOT NULL
);


--
-- Name: estimates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.estimates (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    title_sq text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    as_of text,
    scope text NOT NULL,
    scope_sq text NOT NULL,
    price_year bigint,
    vat text NOT NULL,
    class bigint,
    claimant text NOT NULL,
    claimant_sq text NOT NULL,
    currency text NOT NULL,
    headline_minor bigint,
    total_minor bigint,
    copy_of_id bigint,
    published_by text NOT NULL,
    published_at_us bigint,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT estimates_class_check CHECK (((class >= 1) AND (class <= 5))),
    CONSTRAINT estimates_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT estimates_headline_minor_check CHECK (((headline_minor >= 0) AND (headline_minor <= '99999999999999999'::bigint))),
    CONSTRAINT estimates_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text]))),
    CONSTRAINT estimates_total_minor_check CHECK (((total_minor >= 0) AND (total_minor <= '99999999999999999'::bigint))),
    CONSTRAINT estimates_vat_check CHECK ((vat = ANY (ARRAY['included'::text, 'excluded'::text, ''::text]))),
    CONSTRAINT estimates_version_check CHECK ((version > 0))
);


--
-- Name: exchange_rates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.exchange_rates (
    id bigint NOT NULL,
    version bigint NOT NULL,
    base text NOT NULL,
    quote text NOT NULL,
    date text NOT NULL,
    kind text NOT NULL,
    rate numeric NOT NULL,
    CONSTRAINT exchange_rates_base_check CHECK ((base = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT exchange_rates_check CHECK (((quote = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text])) AND (quote <> base))),
    CONSTRAINT exchange_rates_kind_check CHECK ((kind = ANY (ARRAY['average'::text, 'spot'::text]))),
    CONSTRAINT exchange_rates_rate_check CHECK ((rate > (0)::numeric)),
    CONSTRAINT exchange_rates_version_check CHECK ((version > 0))
);


--
-- Name: funding_sources; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.funding_sources (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    name text NOT NULL,
    name_sq text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    total_minor bigint,
    carry_over boolean NOT NULL,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT funding_sources_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT funding_sources_position_check CHECK (("position" >= 0)),
    CONSTRAINT funding_sources_status_check CHECK ((status = ANY (ARRAY['indicative'::text, 'signed'::text, 'effective'::text, 'closed'::text]))),
    CONSTRAINT funding_sources_total_minor_check CHECK (((total_minor >= 0) AND (total_minor <= '99999999999999999'::bigint))),
    CONSTRAINT funding_sources_version_check CHECK ((version > 0))
);


--
-- Name: milestones; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.milestones (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    section_id bigint,
    phase_id bigint,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_sq text NOT NULL,
    planned text,
    actual text,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT milestones_version_check CHECK ((version > 0))
);


--
-- Name: phase_predecessors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.phase_predecessors (
    phase_id bigint NOT NULL,
    predecessor_id bigint NOT NULL,
    lag_days bigint NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT phase_predecessors_check CHECK ((phase_id <> predecessor_id))
);


--
-- Name: phases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.phases (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    section_id bigint,
    code text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    name text NOT NULL,
    name_sq text NOT NULL,
    planned_start text,
    planned_finish text COLLATE pg_catalog."C",
    actual_start text,
    actual_finish text,
    progress_percent numeric,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT phases_check CHECK (((actual_finish IS NULL) OR (actual_start IS NOT NULL))),
    CONSTRAINT phases_position_check CHECK (("position" >= 0)),
    CONSTRAINT phases_progress_percent_check CHECK ((progress_percent >= (0)::numeric)),
    CONSTRAINT phases_version_check CHECK ((version > 0))
);


--
-- Name: programmes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.programmes (
    id bigint NOT NULL,
    version bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_sq text NOT NULL,
    summary text NOT NULL,
    summary_sq text NOT NULL,
    currency text NOT NULL,
    CONSTRAINT programmes_currency_check CHECK ((currency = ANY (ARRAY['EUR'::text, 'ALL'::text, 'USD'::text]))),
    CONSTRAINT programmes_version_check CHECK ((version > 0))
);


--
-- Name: project_dependencies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.project_dependencies (
    project_id bigint NOT NULL,
    depends_on_id bigint NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT project_dependencies_check CHECK ((project_id <> depends_on_id))
);


--
-- Name: projects; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.projects (
    id bigint NOT NULL,
    version bigint NOT NULL,
    programme_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_sq text NOT NULL,
    summary text NOT NULL,
    summary_sq text NOT NULL,
    sector text NOT NULL,
    type text NOT NULL,
    stage text NOT NULL,
    external boolean NOT NULL,
    length_m numeric,
    working_estimate_id bigint,
    working_by text NOT NULL,
    working_at_us bigint,
    working_reason text NOT NULL,
    working_reason_sq text NOT NULL,
    search text NOT NULL,
    CONSTRAINT projects_length_m_check CHECK ((length_m >= (0)::numeric)),
    CONSTRAINT projects_stage_check CHECK ((stage = ANY (ARRAY['identification'::text, 'preparation'::text, 'implementation'::text, 'completion'::text, 'maintenance'::text, 'decommissioning'::text, 'decommissioned'::text, 'cancelled'::text]))),
    CONSTRAINT projects_version_check CHECK ((version > 0))
);


--
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_migrations (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);


--
-- Name: schema_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.schema_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.schema_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sections (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    within_id bigint,
    code text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    name text NOT NULL,
    name_sq text NOT NULL,
    country text NOT NULL,
    length_m numeric,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT sections_check CHECK ((within_id <> id)),
    CONSTRAINT sections_length_m_check CHECK ((length_m >= (0)::numeric)),
    CONSTRAINT sections_position_check CHECK (("position" >= 0)),
    CONSTRAINT sections_version_check CHECK ((version > 0))
);


--
-- Name: structures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.structures (
    id bigint NOT NULL,
    version bigint NOT NULL,
    project_id bigint NOT NULL,
    section_id bigint,
    phase_id bigint,
    code text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    name_sq text NOT NULL,
    count bigint,
    length_m numeric,
    attributes text NOT NULL,
    note text NOT NULL,
    note_sq text NOT NULL,
    CONSTRAINT structures_count_check CHECK ((count >= 0)),
    CONSTRAINT structures_length_m_check CHECK ((length_m >= (0)::numeric)),
    CONSTRAINT structures_position_check CHECK (("position" >= 0)),
    CONSTRAINT structures_version_check CHECK ((version > 0))
);


--
-- Data for Name: allocations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.allocations VALUES (17, 1, 5, 13, 2026, 'EUR', 99999999999999999, 0, 90, 95, 'paid early', 2, 'n', 'sq n');


--
-- Data for Name: ceilings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ceilings VALUES (16, 1, 5, 13, 2026, 'EUR', 100, 'All', 'sq All');


--
-- Data for Name: chain_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.chain_head VALUES (1, 19, 1795414859975301, '388efaad3387d72c9030a2ed68b35b7c9e9acb95146416922246f5135c78dbd7', 19);


--
-- Data for Name: changes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.changes VALUES (1, 1795414859975301, 'tester', 'to see', 'test', 1, 'programme', 1, 0, 1, '', '{"v":1,"kind":"programme","data":{"ID":1,"Version":1,"Code":"corridor","Name":{"Default":"Corridor","Albanian":"sq Corridor"},"Summary":{"Default":"Three projects","Albanian":"sq Three projects"},"Currency":"EUR"}}', 1, '', '5a1bf73684daee1f5025feb818594b2ad8ebd078eff89c9ab92516b633a58f3b');
INSERT INTO public.changes VALUES (2, 1795414859975301, 'tester', 'to see', 'test', 1, 'document', 2, 0, 1, '', '{"v":1,"kind":"document","data":{"ID":2,"Version":1,"Code":"study","Title":{"Default":"Study № 3","Albanian":"sq Study № 3"},"Publisher":"Ministry","Address":"https://example.org/a?b=c#d","Date":"2025-04","Note":{"Default":"paper\nonly","Albanian":"sq paper\nonly"}}}', 1, '5a1bf73684daee1f5025feb818594b2ad8ebd078eff89c9ab92516b633a58f3b', '87b50d4a5b96c5bb6a555487394424163e942106f16f34e3dcc59cc643e7c9a6');
INSERT INTO public.changes VALUES (3, 1795414859975301, 'tester', 'to see', 'test', 1, 'exchange_rate', 3, 0, 1, '', '{"v":1,"kind":"exchange_rate","data":{"ID":3,"Version":1,"Base":"EUR","Quote":"ALL","Date":"2025","Kind":"average","Rate":"98.123456789"}}', 1, '87b50d4a5b96c5bb6a555487394424163e942106f16f34e3dcc59cc643e7c9a6', '2efe2a1875ca15af53be6ca7909d601813d1e332e91b1fecbe590f344f581ac7');
INSERT INTO public.changes VALUES (4, 1795414859975301, 'tester', 'to see', 'test', 1, 'project', 4, 4, 1, '', '{"v":1,"kind":"project","data":{"ID":4,"Version":1,"Programme":1,"Code":"grid","Name":{"Default":"Project grid"},"Summary":{"Default":""},"Sector":"energy","Type":"construction","Stage":"preparation","External":false,"LengthM":null,"DependsOn":null,"Working":{"Estimate":0,"By":"","At":"0001-01-01T00:00:00Z","Reason":{"Default":""}}}}', 1, '2efe2a1875ca15af53be6ca7909d601813d1e332e91b1fecbe590f344f581ac7', 'be3a6542b1b97549e7aa9919c4961054c6f0050565f41868c2022449d65a6ef8');
INSERT INTO public.changes VALUES (5, 1795414859975301, 'tester', 'to see', 'test', 1, 'project', 5, 5, 1, '', '{"v":1,"kind":"project","data":{"ID":5,"Version":1,"Programme":1,"Code":"railway","Name":{"Default":"Railway","Albanian":"sq Railway"},"Summary":{"Default":"A line","Albanian":"sq A line"},"Sector":"transport.rail","Type":"construction","Stage":"implementation","External":true,"LengthM":"105800.5","DependsOn":[4],"Working":{"Estimate":0,"By":"","At":"0001-01-01T00:00:00Z","Reason":{"Default":""}}}}', 1, 'be3a6542b1b97549e7aa9919c4961054c6f0050565f41868c2022449d65a6ef8', '81ddaa05f64dcd723ceb6698b074793be7658d93228a2eb67f265adcdd5b6053');
INSERT INTO public.changes VALUES (6, 1795414859975301, 'tester', 'to see', 'test', 1, 'section', 6, 5, 1, '', '{"v":1,"kind":"section","data":{"ID":6,"Version":1,"Project":5,"Within":0,"Code":"east","Position":2,"Name":{"Default":"East","Albanian":"sq East"},"Country":"AL","LengthM":"0.000000001","Note":{"Default":"n","Albanian":"sq n"}}}', 1, '81ddaa05f64dcd723ceb6698b074793be7658d93228a2eb67f265adcdd5b6053', '5df9e299c79e081da8b61d7314e73d939e18c09be514c2f769fe124bcb448d1c');
INSERT INTO public.changes VALUES (7, 1795414859975301, 'tester', 'to see', 'test', 1, 'section', 7, 5, 1, '', '{"v":1,"kind":"section","data":{"ID":7,"Version":1,"Project":5,"Within":6,"Code":"inner","Position":0,"Name":{"Default":"Inner","Albanian":"sq Inner"},"Country":"","LengthM":null,"Note":{"Default":""}}}', 1, '5df9e299c79e081da8b61d7314e73d939e18c09be514c2f769fe124bcb448d1c', '66fa69b9cb89c5369003a60b42661ff922a52d5844a969e5360f539c772db473');
INSERT INTO public.changes VALUES (8, 1795414859975301, 'tester', 'to see', 'test', 1, 'phase', 8, 5, 1, '', '{"v":1,"kind":"phase","data":{"ID":8,"Version":1,"Project":5,"Section":6,"Code":"p1","Position":1,"Name":{"Default":"Works","Albanian":"sq Works"},"PlannedStart":"2020","PlannedFinish":"2024-06","ActualStart":"2021-02-03","ActualFinish":"2025","ProgressPercent":"99.5","After":null,"Note":{"Default":"n","Albanian":"sq n"}}}', 1, '66fa69b9cb89c5369003a60b42661ff922a52d5844a969e5360f539c772db473', '77502f7e28a7b6a9b50495121148c5fadebd22e0e945474848d8c5f8e9986714');
INSERT INTO public.changes VALUES (9, 1795414859975301, 'tester', 'to see', 'test', 1, 'phase', 9, 5, 1, '', '{"v":1,"kind":"phase","data":{"ID":9,"Version":1,"Project":5,"Section":0,"Code":"p2","Position":2,"Name":{"Default":"More works","Albanian":"sq More works"},"PlannedStart":"","PlannedFinish":"","ActualStart":"","ActualFinish":"","ProgressPercent":null,"After":[{"Phase":8,"LagDays":-7}],"Note":{"Default":""}}}', 1, '77502f7e28a7b6a9b50495121148c5fadebd22e0e945474848d8c5f8e9986714', '31563704b57a50e3a8d2d1f3e5e0fdeca262e8119e7e8cab34f5b18c04a34fda');
INSERT INTO public.changes VALUES (10, 1795414859975301, 'tester', 'to see', 'test', 1, 'milestone', 10, 5, 1, '', '{"v":1,"kind":"milestone","data":{"ID":10,"Version":1,"Project":5,"Section":6,"Phase":8,"Code":"open","Name":{"Default":"Opening","Albanian":"sq Opening"},"Planned":"2030","Actual":"2031-01-31","Note":{"Default":"n","Albanian":"sq n"}}}', 1, '31563704b57a50e3a8d2d1f3e5e0fdeca262e8119e7e8cab34f5b18c04a34fda', '3487782632738e4258740b05025fd425e373ff4234d92f8d2f1782869b775391');
INSERT INTO public.changes VALUES (11, 1795414859975301, 'tester', 'to see', 'test', 1, 'structure', 11, 5, 1, '', '{"v":1,"kind":"structure","data":{"ID":11,"Version":1,"Project":5,"Section":6,"Phase":8,"Code":"tunnels","Position":3,"Kind":"tunnel","Name":{"Default":"Tunnels","Albanian":"sq Tunnels"},"Count":29,"LengthM":"12.5","Attributes":[{"Name":"height_m","Value":"7.5"},{"Name":"lanes","Value":null},{"Name":"tubes","Value":"2"}],"Note":{"Default":"n","Albanian":"sq n"}}}', 1, '3487782632738e4258740b05025fd425e373ff4234d92f8d2f1782869b775391', 'acc544a2a69a2f22549e86a8bb08a39df93536232369a34bf6466746a2de88f2');
INSERT INTO public.changes VALUES (12, 1795414859975301, 'tester', 'to see', 'test', 1, 'estimate', 12, 5, 1, '', '{"v":1,"kind":"estimate","data":{"ID":12,"Version":1,"Project":5,"Code":"e1","Title":{"Default":"Estimate","Albanian":"sq Estimate"},"Kind":"feasibility","Status":"published","AsOf":"2024-05","Scope":{"Default":"All","Albanian":"sq All"},"Sections":[7,6],"PriceYear":2024,"VAT":"excluded","Class":3,"Claimant":{"Default":"Ministry","Albanian":"sq Ministry"},"Currency":"EUR","Headline":"999999999999999.99 EUR","Total":"0.01 EUR","CopyOf":0,"PublishedBy":"tester","PublishedAt":"2026-01-02T02:04:05.678901Z","Note":{"Default":"n","Albanian":"sq n"}}}', 1, 'acc544a2a69a2f22549e86a8bb08a39df93536232369a34bf6466746a2de88f2', 'a2bfb7a3933f668c30efd86f2efb59a8e3a8ae325e5bae8b515fea14120d7992');
INSERT INTO public.changes VALUES (13, 1795414859975301, 'tester', 'to see', 'test', 1, 'funding_source', 13, 5, 1, '', '{"v":1,"kind":"funding_source","data":{"ID":13,"Version":1,"Project":5,"Code":"loan","Position":1,"Name":{"Default":"Loan","Albanian":"sq Loan"},"Kind":"loan","Status":"effective","Country":"XK","Currency":"EUR","Total":"0.00 EUR","CarryOver":true,"Note":{"Default":"n","Albanian":"sq n"}}}', 1, 'a2bfb7a3933f668c30efd86f2efb59a8e3a8ae325e5bae8b515fea14120d7992', '19663523490adad8f9f67ef323e9c68ed78a14be5e29cebb54e21df4187e5e64');
INSERT INTO public.changes VALUES (14, 1795414859975301, 'tester', 'to see', 'test', 1, 'project', 5, 5, 2, '{"v":1,"kind":"project","data":{"ID":5,"Version":1,"Programme":1,"Code":"railway","Name":{"Default":"Railway","Albanian":"sq Railway"},"Summary":{"Default":"A line","Albanian":"sq A line"},"Sector":"transport.rail","Type":"construction","Stage":"implementation","External":true,"LengthM":"105800.5","DependsOn":[4],"Working":{"Estimate":0,"By":"","At":"0001-01-01T00:00:00Z","Reason":{"Default":""}}}}', '{"v":1,"kind":"project","data":{"ID":5,"Version":2,"Programme":1,"Code":"railway","Name":{"Default":"Railway","Albanian":"sq Railway"},"Summary":{"Default":"A line","Albanian":"sq A line"},"Sector":"transport.rail","Type":"construction","Stage":"implementation","External":true,"LengthM":"105800.5","DependsOn":[4],"Working":{"Estimate":12,"By":"tester","At":"2026-03-01T00:00:00.000001Z","Reason":{"Default":"newest","Albanian":"sq newest"}}}}', 1, '19663523490adad8f9f67ef323e9c68ed78a14be5e29cebb54e21df4187e5e64', '3483a32bb4aadd9598735104d6a8813ded1feaf0c8cdd18471ea3e4fa57481cb');
INSERT INTO public.changes VALUES (15, 1795414859975301, 'tester', 'to see', 'test', 1, 'cost_line', 14, 5, 1, '', '{"v":1,"kind":"cost_line","data":{"ID":14,"Version":1,"Project":5,"Estimate":12,"Code":"l1","Position":4,"Name":{"Default":"Rails","Albanian":"sq Rails"},"Category":"construction","Phase":8,"Structure":11,"Country":"shared","Quantity":"1000000000000000","Unit":"km","UnitRate":"-0.123456789","Currency":"EUR","Percent":null,"Of":null,"Contingency":true,"Balance":true,"Note":{"Default":"n","Albanian":"sq n"}}}', 1, '3483a32bb4aadd9598735104d6a8813ded1feaf0c8cdd18471ea3e4fa57481cb', '2edbd96f0f6d7f190cf0a9fae139c6050e8eaf233d91410af8f5b63c8022d020');
INSERT INTO public.changes VALUES (16, 1795414859975301, 'tester', 'to see', 'test', 1, 'cost_line', 15, 5, 1, '', '{"v":1,"kind":"cost_line","data":{"ID":15,"Version":1,"Project":5,"Estimate":12,"Code":"l2","Position":0,"Name":{"Default":"Supervision","Albanian":"sq Supervision"},"Category":"supervision","Phase":0,"Structure":0,"Country":"","Quantity":null,"Unit":"","UnitRate":null,"Currency":"EUR","Percent":"4.5","Of":["construction","acquisition"],"Contingency":false,"Balance":false,"Note":{"Default":""}}}', 1, '2edbd96f0f6d7f190cf0a9fae139c6050e8eaf233d91410af8f5b63c8022d020', 'f8767b7a2edd3aa31a031e599a35498ea0239a6fa5b73df657762d2107845f12');
INSERT INTO public.changes VALUES (17, 1795414859975301, 'tester', 'to see', 'test', 1, 'ceiling', 16, 5, 1, '', '{"v":1,"kind":"ceiling","data":{"ID":16,"Version":1,"Project":5,"Source":13,"FiscalYear":2026,"Currency":"EUR","Amount":"1.00 EUR","Scope":{"Default":"All","Albanian":"sq All"}}}', 1, 'f8767b7a2edd3aa31a031e599a35498ea0239a6fa5b73df657762d2107845f12', '2307b6a28aff6ce60ebe1d1f07c0402957a663bcb6c29da43b3bae991575faec');
INSERT INTO public.changes VALUES (18, 1795414859975301, 'tester', 'to see', 'test', 1, 'allocation', 17, 5, 1, '', '{"v":1,"kind":"allocation","data":{"ID":17,"Version":1,"Project":5,"Source":13,"FiscalYear":2026,"Currency":"EUR","Requested":"999999999999999.99 EUR","Approved":"0.00 EUR","Committed":"0.90 EUR","Disbursed":"0.95 EUR","Breach":{"Reason":"paid early","Document":2},"Note":{"Default":"n","Albanian":"sq n"}}}', 1, '2307b6a28aff6ce60ebe1d1f07c0402957a663bcb6c29da43b3bae991575faec', 'bbb801d344f4cbfbe44ec4889759a644f03f3551cf646246f004167a5a766c5e');
INSERT INTO public.changes VALUES (19, 1795414859975301, 'tester', 'to see', 'test', 1, 'claim', 18, 5, 1, '', '{"v":1,"kind":"claim","data":{"ID":18,"Version":1,"Project":5,"Kind":"allocation","Entity":17,"Field":"requested","Label":{"Default":"Requested","Albanian":"sq Requested"},"Value":"370000000.00","ValueAlbanian":"370 milionë","Unit":"EUR","Basis":"sourced","Document":2,"Quote":"“370 million”","Confidence":"high","Date":"2025-04-30","Formula":{"Default":"a + b","Albanian":"sq a + b"},"Note":{"Default":"n","Albanian":"sq n"},"Chosen":true}}', 1, 'bbb801d344f4cbfbe44ec4889759a644f03f3551cf646246f004167a5a766c5e', '388efaad3387d72c9030a2ed68b35b7c9e9acb95146416922246f5135c78dbd7');


--
-- Data for Name: claims; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims VALUES (18, 1, 5, 'allocation', 17, 'requested', 'Requested', 'sq Requested', '370000000.00', '370 milionë', 'EUR', 'sourced', 2, '“370 million”', 'high', '2025-04-30', 'a + b', 'sq a + b', 'n', 'sq n', true);


--
-- Data for Name: cost_lines; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cost_lines VALUES (14, 1, 5, 12, 'l1', 4, 'Rails', 'sq Rails', 'construction', 8, 11, 'shared', 1000000000000000, 'km', -0.123456789, 'EUR', NULL, '', true, true, 'n', 'sq n');
INSERT INTO public.cost_lines VALUES (15, 1, 5, 12, 'l2', 0, 'Supervision', 'sq Supervision', 'supervision', NULL, NULL, '', NULL, '', NULL, 'EUR', 4.5, '["construction","acquisition"]', false, false, '', '');


--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.documents VALUES (2, 1, 'study', 'Study № 3', 'sq Study № 3', 'Ministry', 'https://example.org/a?b=c#d', '2025-04', 'paper
only', 'sq paper
only');


--
-- Data for Name: estimate_sections; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.estimate_sections VALUES (12, 7, 0);
INSERT INTO public.estimate_sections VALUES (12, 6, 1);


--
-- Data for Name: estimates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.estimates VALUES (12, 1, 5, 'e1', 'Estimate', 'sq Estimate', 'feasibility', 'published', '2024-05', 'All', 'sq All', 2024, 'excluded', 3, 'Ministry', 'sq Ministry', 'EUR', 99999999999999999, 1, NULL, 'tester', 1767319445678901, 'n', 'sq n');


--
-- Data for Name: exchange_rates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.exchange_rates VALUES (3, 1, 'EUR', 'ALL', '2025', 'average', 98.123456789);


--
-- Data for Name: funding_sources; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.funding_sources VALUES (13, 1, 5, 'loan', 1, 'Loan', 'sq Loan', 'loan', 'effective', 'XK', 'EUR', 0, true, 'n', 'sq n');


--
-- Data for Name: milestones; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.milestones VALUES (10, 1, 5, 6, 8, 'open', 'Opening', 'sq Opening', '2030', '2031-01-31', 'n', 'sq n');


--
-- Data for Name: phase_predecessors; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.phase_predecessors VALUES (9, 8, -7, 0);


--
-- Data for Name: phases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.phases VALUES (8, 1, 5, 6, 'p1', 1, 'Works', 'sq Works', '2020', '2024-06', '2021-02-03', '2025', 99.5, 'n', 'sq n');
INSERT INTO public.phases VALUES (9, 1, 5, NULL, 'p2', 2, 'More works', 'sq More works', NULL, NULL, NULL, NULL, NULL, '', '');


--
-- Data for Name: programmes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.programmes VALUES (1, 1, 'corridor', 'Corridor', 'sq Corridor', 'Three projects', 'sq Three projects', 'EUR');


--
-- Data for Name: project_dependencies; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project_dependencies VALUES (5, 4, 0);


--
-- Data for Name: projects; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.projects VALUES (4, 1, 1, 'grid', 'Project grid', '', '', '', 'energy', 'construction', 'preparation', false, NULL, NULL, '', NULL, '', '', 'grid
project grid
');
INSERT INTO public.projects VALUES (5, 2, 1, 'railway', 'Railway', 'sq Railway', 'A line', 'sq A line', 'transport.rail', 'construction', 'implementation', true, 105800.5, 12, 'tester', 1772323200000001, 'newest', 'sq newest', 'railway
railway
sq railway');


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_migrations VALUES (1, 0, true, '2026-11-23 06:20:59.810062');
INSERT INTO public.schema_migrations VALUES (2, 1, true, '2026-11-23 06:20:59.814866');


--
-- Data for Name: sections; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sections VALUES (6, 1, 5, NULL, 'east', 2, 'East', 'sq East', 'AL', 0.000000001, 'n', 'sq n');
INSERT INTO public.sections VALUES (7, 1, 5, 6, 'inner', 0, 'Inner', 'sq Inner', '', NULL, '', '');


--
-- Data for Name: structures; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.structures VALUES (11, 1, 5, 6, 8, 'tunnels', 3, 'tunnel', 'Tunnels', 'sq Tunnels', 29, 12.5, '{"height_m":"7.5","lanes":null,"tubes":"2"}', 'n', 'sq n');


--
-- Name: schema_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.schema_migrations_id_seq', 2, true);


--
-- Name: allocations allocations_funding_source_id_fiscal_year_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocations
    ADD CONSTRAINT allocations_funding_source_id_fiscal_year_key UNIQUE (funding_source_id, fiscal_year);


--
-- Name: allocations allocations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocations
    ADD CONSTRAINT allocations_pkey PRIMARY KEY (id);


--
-- Name: ceilings ceilings_funding_source_id_fiscal_year_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ceilings
    ADD CONSTRAINT ceilings_funding_source_id_fiscal_year_key UNIQUE (funding_source_id, fiscal_year);


--
-- Name: ceilings ceilings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ceilings
    ADD CONSTRAINT ceilings_pkey PRIMARY KEY (id);


--
-- Name: chain_head chain_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chain_head
    ADD CONSTRAINT chain_head_pkey PRIMARY KEY (id);


--
-- Name: changes changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY (seq);


--
-- Name: claims claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (id);


--
-- Name: cost_lines cost_lines_estimate_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cost_lines
    ADD CONSTRAINT cost_lines_estimate_id_code_key UNIQUE (estimate_id, code);


--
-- Name: cost_lines cost_lines_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cost_lines
    ADD CONSTRAINT cost_lines_pkey PRIMARY KEY (id);


--
-- Name: documents documents_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_code_key UNIQUE (code);


--
-- Name: documents documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (id);


--
-- Name: estimate_sections estimate_sections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimate_sections
    ADD CONSTRAINT estimate_sections_pkey PRIMARY KEY (estimate_id, section_id);


--
-- Name: estimates estimates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimates
    ADD CONSTRAINT estimates_pkey PRIMARY KEY (id);


--
-- Name: estimates estimates_project_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimates
    ADD CONSTRAINT estimates_project_id_code_key UNIQUE (project_id, code);


--
-- Name: exchange_rates exchange_rates_base_quote_date_kind_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exchange_rates
    ADD CONSTRAINT exchange_rates_base_quote_date_kind_key UNIQUE (base, quote, date, kind);


--
-- Name: exchange_rates exchange_rates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.exchange_rates
    ADD CONSTRAINT exchange_rates_pkey PRIMARY KEY (id);


--
-- Name: funding_sources funding_sources_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.funding_sources
    ADD CONSTRAINT funding_sources_pkey PRIMARY KEY (id);


--
-- Name: funding_sources funding_sources_project_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.funding_sources
    ADD CONSTRAINT funding_sources_project_id_code_key UNIQUE (project_id, code);


--
-- Name: milestones milestones_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_pkey PRIMARY KEY (id);


--
-- Name: milestones milestones_project_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_project_id_code_key UNIQUE (project_id, code);


--
-- Name: phase_predecessors phase_predecessors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phase_predecessors
    ADD CONSTRAINT phase_predecessors_pkey PRIMARY KEY (phase_id, predecessor_id);


--
-- Name: phases phases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phases
    ADD CONSTRAINT phases_pkey PRIMARY KEY (id);


--
-- Name: phases phases_project_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phases
    ADD CONSTRAINT phases_project_id_code_key UNIQUE (project_id, code);


--
-- Name: programmes programmes_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programmes
    ADD CONSTRAINT programmes_code_key UNIQUE (code);


--
-- Name: programmes programmes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (id);


--
-- Name: project_dependencies project_dependencies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_dependencies
    ADD CONSTRAINT project_dependencies_pkey PRIMARY KEY (project_id, depends_on_id);


--
-- Name: projects projects_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_code_key UNIQUE (code);


--
-- Name: projects projects_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (id);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (id);


--
-- Name: sections sections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sections
    ADD CONSTRAINT sections_pkey PRIMARY KEY (id);


--
-- Name: sections sections_project_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sections
    ADD CONSTRAINT sections_project_id_code_key UNIQUE (project_id, code);


--
-- Name: structures structures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures
    ADD CONSTRAINT structures_pkey PRIMARY KEY (id);


--
-- Name: structures structures_project_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures
    ADD CONSTRAINT structures_project_id_code_key UNIQUE (project_id, code);


--
-- Name: allocations_breach; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX allocations_breach ON public.allocations USING btree (project_id, fiscal_year, funding_source_id) WHERE (breach_document_id IS NOT NULL);


--
-- Name: allocations_breach_document; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX allocations_breach_document ON public.allocations USING btree (breach_document_id) WHERE (breach_document_id IS NOT NULL);


--
-- Name: allocations_no_outcome; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX allocations_no_outcome ON public.allocations USING btree (project_id, fiscal_year, funding_source_id) WHERE ((requested_minor IS NOT NULL) AND (approved_minor IS NULL));


--
-- Name: allocations_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX allocations_project ON public.allocations USING btree (project_id, fiscal_year, funding_source_id);


--
-- Name: ceilings_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ceilings_project ON public.ceilings USING btree (project_id, fiscal_year, funding_source_id);


--
-- Name: ceilings_year; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ceilings_year ON public.ceilings USING btree (fiscal_year);


--
-- Name: changes_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changes_at ON public.changes USING btree (at_us);


--
-- Name: changes_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changes_batch ON public.changes USING btree (batch);


--
-- Name: changes_entity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changes_entity ON public.changes USING btree (entity_id, seq);


--
-- Name: changes_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX changes_project ON public.changes USING btree (project_id, seq);


--
-- Name: claims_chosen; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX claims_chosen ON public.claims USING btree (entity_id, field) WHERE chosen;


--
-- Name: claims_document; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_document ON public.claims USING btree (document_id) WHERE (document_id IS NOT NULL);


--
-- Name: claims_entity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_entity ON public.claims USING btree (entity_id, field);


--
-- Name: claims_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_project ON public.claims USING btree (project_id, kind);


--
-- Name: cost_lines_phase; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cost_lines_phase ON public.cost_lines USING btree (phase_id) WHERE (phase_id IS NOT NULL);


--
-- Name: cost_lines_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cost_lines_project ON public.cost_lines USING btree (project_id);


--
-- Name: cost_lines_structure; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cost_lines_structure ON public.cost_lines USING btree (structure_id) WHERE (structure_id IS NOT NULL);


--
-- Name: estimate_sections_reverse; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX estimate_sections_reverse ON public.estimate_sections USING btree (section_id);


--
-- Name: estimates_copy_of; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX estimates_copy_of ON public.estimates USING btree (copy_of_id) WHERE (copy_of_id IS NOT NULL);


--
-- Name: estimates_spread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX estimates_spread ON public.estimates USING btree (project_id, currency, total_minor) WHERE ((status = 'published'::text) AND (total_minor IS NOT NULL));


--
-- Name: milestones_phase; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX milestones_phase ON public.milestones USING btree (phase_id) WHERE (phase_id IS NOT NULL);


--
-- Name: milestones_section; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX milestones_section ON public.milestones USING btree (section_id) WHERE (section_id IS NOT NULL);


--
-- Name: phase_predecessors_reverse; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX phase_predecessors_reverse ON public.phase_predecessors USING btree (predecessor_id);


--
-- Name: phases_section; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX phases_section ON public.phases USING btree (section_id) WHERE (section_id IS NOT NULL);


--
-- Name: phases_unfinished; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX phases_unfinished ON public.phases USING btree (project_id, planned_finish, code) WHERE ((actual_finish IS NULL) AND (planned_finish IS NOT NULL));


--
-- Name: project_dependencies_reverse; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX project_dependencies_reverse ON public.project_dependencies USING btree (depends_on_id);


--
-- Name: projects_programme; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX projects_programme ON public.projects USING btree (programme_id);


--
-- Name: projects_sector; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX projects_sector ON public.projects USING btree (sector, code);


--
-- Name: projects_stage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX projects_stage ON public.projects USING btree (stage, code);


--
-- Name: projects_working; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX projects_working ON public.projects USING btree (working_estimate_id) WHERE (working_estimate_id IS NOT NULL);


--
-- Name: sections_within; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sections_within ON public.sections USING btree (within_id) WHERE (within_id IS NOT NULL);


--
-- Name: structures_phase; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_phase ON public.structures USING btree (phase_id) WHERE (phase_id IS NOT NULL);


--
-- Name: structures_section; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX structures_section ON public.structures USING btree (section_id) WHERE (section_id IS NOT NULL);


--
-- Name: allocations allocations_breach_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocations
    ADD CONSTRAINT allocations_breach_document_id_fkey FOREIGN KEY (breach_document_id) REFERENCES public.documents(id);


--
-- Name: allocations allocations_funding_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocations
    ADD CONSTRAINT allocations_funding_source_id_fkey FOREIGN KEY (funding_source_id) REFERENCES public.funding_sources(id);


--
-- Name: allocations allocations_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocations
    ADD CONSTRAINT allocations_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: ceilings ceilings_funding_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ceilings
    ADD CONSTRAINT ceilings_funding_source_id_fkey FOREIGN KEY (funding_source_id) REFERENCES public.funding_sources(id);


--
-- Name: ceilings ceilings_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ceilings
    ADD CONSTRAINT ceilings_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: claims claims_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.documents(id);


--
-- Name: claims claims_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: cost_lines cost_lines_estimate_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cost_lines
    ADD CONSTRAINT cost_lines_estimate_id_fkey FOREIGN KEY (estimate_id) REFERENCES public.estimates(id);


--
-- Name: cost_lines cost_lines_phase_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cost_lines
    ADD CONSTRAINT cost_lines_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES public.phases(id);


--
-- Name: cost_lines cost_lines_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cost_lines
    ADD CONSTRAINT cost_lines_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: cost_lines cost_lines_structure_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cost_lines
    ADD CONSTRAINT cost_lines_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);


--
-- Name: estimate_sections estimate_sections_estimate_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimate_sections
    ADD CONSTRAINT estimate_sections_estimate_id_fkey FOREIGN KEY (estimate_id) REFERENCES public.estimates(id);


--
-- Name: estimate_sections estimate_sections_section_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimate_sections
    ADD CONSTRAINT estimate_sections_section_id_fkey FOREIGN KEY (section_id) REFERENCES public.sections(id);


--
-- Name: estimates estimates_copy_of_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimates
    ADD CONSTRAINT estimates_copy_of_id_fkey FOREIGN KEY (copy_of_id) REFERENCES public.estimates(id);


--
-- Name: estimates estimates_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.estimates
    ADD CONSTRAINT estimates_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: funding_sources funding_sources_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.funding_sources
    ADD CONSTRAINT funding_sources_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: milestones milestones_phase_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES public.phases(id);


--
-- Name: milestones milestones_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: milestones milestones_section_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_section_id_fkey FOREIGN KEY (section_id) REFERENCES public.sections(id);


--
-- Name: phase_predecessors phase_predecessors_phase_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phase_predecessors
    ADD CONSTRAINT phase_predecessors_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES public.phases(id);


--
-- Name: phase_predecessors phase_predecessors_predecessor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phase_predecessors
    ADD CONSTRAINT phase_predecessors_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES public.phases(id);


--
-- Name: phases phases_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phases
    ADD CONSTRAINT phases_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: phases phases_section_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.phases
    ADD CONSTRAINT phases_section_id_fkey FOREIGN KEY (section_id) REFERENCES public.sections(id);


--
-- Name: project_dependencies project_dependencies_depends_on_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_dependencies
    ADD CONSTRAINT project_dependencies_depends_on_id_fkey FOREIGN KEY (depends_on_id) REFERENCES public.projects(id);


--
-- Name: project_dependencies project_dependencies_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_dependencies
    ADD CONSTRAINT project_dependencies_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: projects projects_programme_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES public.programmes(id);


--
-- Name: projects projects_working_estimate_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.projects
    ADD CONSTRAINT projects_working_estimate_id_fkey FOREIGN KEY (working_estimate_id) REFERENCES public.estimates(id);


--
-- Name: sections sections_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sections
    ADD CONSTRAINT sections_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: sections sections_within_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sections
    ADD CONSTRAINT sections_within_id_fkey FOREIGN KEY (within_id) REFERENCES public.sections(id);


--
-- Name: structures structures_phase_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures
    ADD CONSTRAINT structures_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES public.phases(id);


--
-- Name: structures structures_project_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures
    ADD CONSTRAINT structures_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id);


--
-- Name: structures structures_section_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.structures
    ADD CONSTRAINT structures_section_id_fkey FOREIGN KEY (section_id) REFERENCES public.sections(id);


--
-- PostgreSQL database dump complete
--


