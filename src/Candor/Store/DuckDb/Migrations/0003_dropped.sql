-- Events that Guard refused whole: how many, when, of which category, by which rule. Nothing else of them is kept anywhere.
create table dropped (
    site varchar not null,
    hour timestamp not null,          -- UTC, when it happened
    category varchar not null,
    rule varchar not null,            -- Guard's words, never the sender's
    events bigint not null,
    primary key (site, hour, category, rule)
);
