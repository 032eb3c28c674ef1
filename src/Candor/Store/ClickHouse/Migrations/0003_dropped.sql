-- Events that Guard refused whole: how many, when, of which category, by which rule. Nothing else of them is kept anywhere.
create table if not exists dropped{local} (
    site LowCardinality(String),
    hour DateTime64(3, 'UTC'),
    category LowCardinality(String),
    rule LowCardinality(String),             -- Guard's words, never the sender's
    collector LowCardinality(String),
    sequence Int64,                          -- first of the batch's records that are counted here, so that a batch sent again counts once
    events Int64
) engine = {ReplacingMergeTree} order by (site, hour, category, rule, collector, sequence);

create table if not exists dropped as dropped{local} engine = Distributed({cluster}, currentDatabase(), dropped{local});
