namespace Candor.Store;

readonly record struct RetentionOutcome(long Events, long Engagements, long Sessions, long Visitors);
