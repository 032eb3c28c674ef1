namespace Candor.Store;

/// <summary>The store cannot be opened; the message says what is wrong and how to mend it.</summary>
sealed class StoreOpenException(StoreOpenProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreOpenProblem Problem { get; } = problem;
}
