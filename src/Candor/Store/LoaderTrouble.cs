namespace Candor.Store;

sealed record LoaderTrouble(string Reason, DateTimeOffset Since, int Attempts);
