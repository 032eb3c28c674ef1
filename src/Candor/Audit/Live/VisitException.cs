namespace Candor.Audit.Live;

/// <summary>A visit that could not be: what failed, and how to mend it.</summary>
sealed class VisitException(VisitOutcome outcome, string message) : Exception(message)
{
    public VisitOutcome Outcome => outcome;
}
