-- What every report reads. Times are UTC. Text columns hold '' for unknown, never null: one state fewer to ask for.
create table events (
    site varchar not null,
    time timestamp not null,          -- when it happened, milliseconds precise
    received timestamp not null,
    id uuid not null,                 -- with site and name the key for deduplication within 48 h
    name varchar not null,
    visitor ubigint not null,         -- VisitorHash of site and visitor id, 0 for nobody; the text stands in visitors when it is not a daily key
    session ubigint not null,         -- sessions.id, 0 for nobody
    host varchar not null,
    path varchar not null,
    query varchar not null,           -- what the policy let through, without '?'
    title varchar not null,
    referrer varchar not null,        -- host and path
    country varchar not null,
    region varchar not null,
    device varchar not null,
    browser varchar not null,
    os varchar not null,
    language varchar not null,
    screen varchar not null,
    props varchar not null,           -- JSON object, or ''
    value double,
    currency varchar not null,
    consent utinyint not null,        -- Consent.ToByte
    kind utinyint not null,           -- EventSource
    bot varchar not null,
    removed varchar not null,         -- categories that Guard took out, comma separated
    matching varchar not null         -- hashed matching data and click ids as a JSON object, or ''
);

-- Time a page was really looked at: increments, so a sum is right and the event id makes a resend harmless.
create table engagement (
    site varchar not null,
    time timestamp not null,
    id uuid not null,
    visitor ubigint not null,
    session ubigint not null,
    page uuid not null,               -- id of the PageView
    host varchar not null,
    path varchar not null,
    engaged_ms integer not null,
    scroll utinyint not null          -- deepest per cent seen so far
);

-- A visit: a visitor's events and engagement with no gap above 30 minutes. All columns merge (min, max, sum, best), so late events
-- give the same rows as events in order; only the id depends on it. The entry is the first page view, or the first other event where
-- there is none; the exit likewise. A session with no events has only engagement: its page view fell into the day before, under
-- another cookieless key. Reports count sessions "where events > 0".
create table sessions (
    site varchar not null,
    id ubigint not null,
    visitor ubigint not null,
    start timestamp not null,
    "end" timestamp not null,         -- the last sign of life, engagement included
    pageviews integer not null,
    events integer not null,          -- Engagement does not count
    engaged_ms bigint not null,
    value double not null,            -- sum of Purchase values
    entry_host varchar not null,
    entry_path varchar not null,
    exit_path varchar not null,
    entry_after bigint not null,      -- milliseconds from the start to the event that is the entry: with it late events are ranked
    exit_before bigint not null,      -- milliseconds from the event that is the exit to the end
    referrer varchar not null,        -- host of the referrer on another site, '' for none
    source varchar not null,          -- usual name of utm_source or of the referrer, else as it is, else ''
    channel varchar not null,         -- TrafficChannel: Direct, Organic Search, Paid Search, Organic Social, Email, Referral, ...
    utm_source varchar not null,
    utm_medium varchar not null,
    utm_campaign varchar not null,
    utm_term varchar not null,
    utm_content varchar not null,
    country varchar not null,
    region varchar not null,
    device varchar not null,
    browser varchar not null,
    os varchar not null,
    language varchar not null,
    bot varchar not null
);

-- The text of visitor ids that outlive a day, one row each.
create table visitors (site varchar not null, key ubigint not null, id varchar not null, first_seen timestamp not null);

-- How far the loader has come; written in the transaction that stores the events, so each journal record is stored exactly once.
-- The detail of 'loader' is the next session id.
create table positions (reader varchar primary key, sequence bigint not null, detail varchar not null);
insert into positions values ('loader', 1, '1');

-- Records that could not be stored, kept with the reason so that nothing is lost without a word.
create table quarantine (sequence bigint not null, time timestamp not null, reason varchar not null, line varchar not null);

-- Hours whose roll-ups are out of date, written by the loader in the transaction that changes them, as often as they change.
-- Who builds roll-ups reads them, rebuilds those hours and deletes what was read, in one transaction of its own.
create table stale (site varchar not null, hour timestamp not null);
