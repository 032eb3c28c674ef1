-- Audits of many sources. 'report' is the JSON report (candor.audit/1, values redacted), gzip.
create table if not exists runs (id varchar primary key, list varchar not null, sha256 varchar not null, total integer not null, started timestamp not null, ended timestamp);
create table if not exists audits (id varchar primary key, run varchar not null, source varchar not null, finished timestamp not null, outcome varchar not null, message varchar not null, milliseconds bigint not null,
    requests integer not null, pages integer not null, high integer not null, medium integer not null, low integer not null, report blob);
create table if not exists findings (audit varchar not null, rule varchar not null, severity varchar not null, level varchar not null, known boolean not null, vendor varchar not null, host varchar not null, page varchar not null,
    summary varchar not null, times integer not null, fingerprint varchar not null);
create table if not exists schedules (source varchar primary key, hours integer not null, next timestamp not null);
