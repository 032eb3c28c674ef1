-- What is kept of days that are over, so that reports need not count them again. All of it can be made again from the events.

-- A small number for each visitor that was rolled up: sorted numbers take about a byte each, hashes would take eight.
create table rollup_visitors (site varchar not null, visitor ubigint not null, number uinteger not null);

-- In which time zone a site's days were cut, and the next visitor's number. Numbers are never given twice.
create table rollup_sites (site varchar not null, zone varchar not null, next uinteger not null);

-- Days (number since 1970-01-01 in the site's zone) that changed since they were rolled up, or never were. Hours wait in stale until they are turned into days.
create table rollup_dirty (site varchar not null, day integer not null);

-- One day of one row of a report.
create table rollup_values (
    site varchar not null,
    day integer not null,
    report varchar not null,
    rank integer not null,            -- of the row in its day: 0 has the most visitors. Most questions need only the first few
    name varchar not null,
    visitors bigint not null,
    sessions bigint not null,
    bounces bigint not null,
    session_ms double not null,
    engaged_ms double not null,
    pageviews bigint not null,
    events bigint not null,
    value double not null,
    session_views bigint not null,    -- page views of the sessions that began on the day; only of the whole site
    members blob not null using compression 'uncompressed' -- VisitorSet of the visitors' numbers: dense already, and read at half the cost
);

-- The same for pages. They have a hundred times as many rows as all else together, which the others' reading would have to step over.
create table rollup_pages (
    site varchar not null,
    day integer not null,
    report varchar not null,
    rank integer not null,
    name varchar not null,
    visitors bigint not null,
    pageviews bigint not null,
    events bigint not null,
    members blob not null using compression 'uncompressed'
);
