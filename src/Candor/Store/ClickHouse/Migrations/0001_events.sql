-- What every report reads: a row for each event, and for each report of engaged time, which is a sign of life too and so decides with
-- the events where a visit ends. One table, so that a batch is one insert and a visit is counted in one reading.
-- Ordered so that a site's range of days is read and little else, within a day one event's name, and a visitor's rows side by side.
create table if not exists signs{local} (
    site LowCardinality(String),
    time DateTime64(3, 'UTC') codec(Delta(8), LZ4),
    received DateTime64(3, 'UTC') codec(Delta(8), ZSTD(1)),
    id UUID,
    name LowCardinality(String),
    visitor UInt64,                          -- VisitorHash of site and visitor id, 0 for nobody
    collector LowCardinality(String),        -- with sequence the record's place in that collector's journal
    sequence UInt64 codec(Delta(8), ZSTD(1)),
    host LowCardinality(String),
    path String,
    query String codec(ZSTD(1)),
    title String codec(ZSTD(1)),
    referrer String codec(ZSTD(1)),          -- host and path
    country LowCardinality(String),
    region LowCardinality(String),
    device LowCardinality(String),
    browser LowCardinality(String),
    os LowCardinality(String),
    language LowCardinality(String),
    screen LowCardinality(String),
    props String codec(ZSTD(1)),             -- JSON object, or ''
    value Nullable(Float64),
    currency LowCardinality(String),
    consent UInt8,                           -- Consent.ToByte
    kind UInt8,                              -- EventSource
    bot LowCardinality(String),
    removed LowCardinality(String),          -- categories that Guard took out, comma separated
    matching String codec(ZSTD(1)),
    page UUID,                               -- engagement: id of the PageView
    engaged_ms Int32,                        -- engagement: an increment
    scroll UInt8,                            -- engagement: deepest per cent so far
    came_from LowCardinality(String),        -- host of the referrer on another site; it and what follows describe a visit that begins here
    source LowCardinality(String),
    channel LowCardinality(String),
    utm_source LowCardinality(String),
    utm_medium LowCardinality(String),
    utm_campaign LowCardinality(String),
    utm_term LowCardinality(String),
    utm_content LowCardinality(String),
    index ids id type bloom_filter(0.001) granularity 1
) engine = {MergeTree}
partition by toYYYYMM(time)
order by (site, toDate(time), name, visitor, time)
settings {deduplication}, index_granularity = 8192;

-- Rows of signs that count for nothing, since the same site, name and id within 48 hours was stored before, by whichever collector.
create table if not exists duplicates{local} (
    site LowCardinality(String),
    collector LowCardinality(String),
    sequence UInt64
) engine = {ReplacingMergeTree} order by (site, collector, sequence);

-- The text of visitor ids that outlive a day.
create table if not exists visitors_seen{local} (
    site LowCardinality(String),
    key UInt64,
    id String,
    first_seen SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
) engine = {AggregatingMergeTree} order by (site, key, id);

-- Records that could not be read, with the reason.
create table if not exists quarantined{local} (
    collector LowCardinality(String),
    sequence Int64,
    time DateTime64(3, 'UTC'),
    reason String,
    line String
) engine = {ReplacingMergeTree} order by (collector, sequence);

-- The first journal record of each collector that is not stored; written after everything else of its batch.
create table if not exists positions{local} (
    collector LowCardinality(String),
    sequence Int64,
    written DateTime64(3, 'UTC') default now64(3)
) engine = {ReplacingMergeTree(sequence)} order by collector;

create table if not exists signs as signs{local} engine = Distributed({cluster}, currentDatabase(), signs{local}, visitor);

create table if not exists duplicates as duplicates{local} engine = Distributed({cluster}, currentDatabase(), duplicates{local});

create table if not exists visitors_seen as visitors_seen{local} engine = Distributed({cluster}, currentDatabase(), visitors_seen{local});

create table if not exists quarantined as quarantined{local} engine = Distributed({cluster}, currentDatabase(), quarantined{local});

create view if not exists signs_kept as select * from signs where (collector, sequence) global not in (select collector, sequence from duplicates);

create view if not exists events as
select site, time, received, id, name, visitor, session, host, path, query, title, referrer, country, region, device, browser, os, language, screen, props,
    value, currency, consent, kind, bot, removed, matching
from ({stamped}) where name != 'Engagement';

create view if not exists engagement as
select site, time, id, visitor, session, page, host, path, engaged_ms, scroll from ({stamped}) where name = 'Engagement';

create view if not exists sessions as {sessions};

create view if not exists visitors as select site, key, id, min(first_seen) as first_seen from visitors_seen group by site, key, id;

create view if not exists quarantine as select collector, sequence, time, reason, line from quarantined final;
