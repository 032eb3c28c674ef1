namespace Candor.Collect.Wire;

/// <summary>Why one event was refused and how to mend it. Never quotes a value: the answer may end up in somebody's log.</summary>
/// <param name="Index">Place of the event in the request, from 0.</param>
/// <param name="Field">Which field, as a path such as <c>props.value</c>. Empty for the event as a whole.</param>
readonly record struct EventProblem(int Index, string Field, RefusalReason Reason, string Detail);
