namespace Candor.Store.ClickHouse;

/// <summary>A batch as the journal's records that it is made of.</summary>
/// <param name="First">Sequence of the first record.</param>
/// <param name="Last">Sequence of the last record, in it.</param>
sealed record BatchCut(long First, long Last);
