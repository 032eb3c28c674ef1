-- Visits of days that are over, cut where the site's day begins and ends: a row for each visit and day. So a day's rows follow from its own
-- signs alone, and a visit over midnight is put together when it is asked for.
create table if not exists visit_parts{local} (
    site LowCardinality(String),
    day Int32,                               -- of the site's calendar, since 1970
    version UInt64,                          -- of the fold that wrote it; visit_days says which one counts
    edge UInt8,                              -- 1: it may have begun the day before; 2: it may go on the day after; 3: both
    visitor UInt64,                          -- 0: one row for all that is nobody's, which is no visit
    first DateTime64(3, 'UTC') codec(ZSTD(1)),
    last DateTime64(3, 'UTC') codec(ZSTD(1)),
    pageviews Int64 codec(T64, LZ4),
    events Int64 codec(T64, LZ4),
    engaged_ms Int64 codec(T64, LZ4),
    value Float64 codec(ZSTD(1)),
    people_pageviews Int64 codec(T64, LZ4),  -- as above without a bot's
    people_events Int64 codec(T64, LZ4),
    people_value Float64 codec(ZSTD(1)),
    bot LowCardinality(String),
    entry_rank UInt64 codec(ZSTD(1)),        -- 0 unless another day's row may describe the visit better
    exit_rank UInt64 codec(ZSTD(1)),
    entry_host LowCardinality(String),
    entry_path String codec(ZSTD(1)),
    referrer LowCardinality(String),
    source LowCardinality(String),
    channel LowCardinality(String),
    utm_source LowCardinality(String),
    utm_medium LowCardinality(String),
    utm_campaign LowCardinality(String),
    utm_term LowCardinality(String),
    utm_content LowCardinality(String),
    country LowCardinality(String),
    region LowCardinality(String),
    device LowCardinality(String),
    browser LowCardinality(String),
    os LowCardinality(String),
    language LowCardinality(String),
    exit_path String codec(ZSTD(1))
) engine = {MergeTree}
partition by toYYYYMM(toDate32(day))
order by (site, day, version, edge, visitor, first)
settings fsync_after_insert = 1, fsync_part_directory = 1;

create table if not exists visit_parts as visit_parts{local} engine = Distributed({cluster}, currentDatabase(), visit_parts{local});

-- Folds that are complete. Whole on every node, as stale is: a day counts as folded while its hours have as many marks as the fold had seen.
create table if not exists visit_days (
    site LowCardinality(String),
    zone LowCardinality(String),
    day Int32,
    version UInt64,
    marks UInt64,
    through UInt64                           -- rows of visits that may go on at both ends
) engine = {MergeTree} order by (site, day, version)
settings fsync_after_insert = 1, fsync_part_directory = 1;

-- Hours of days that were over when something of them was stored or marked as a duplicate: before, and once more after. Each mark is another number.
create table if not exists stale (
    site LowCardinality(String),
    hour Int64,                              -- since 1970
    mark UInt64
) engine = {ReplacingMergeTree} order by (site, hour, mark);
