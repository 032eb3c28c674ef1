namespace Candor.Guard.Policy;

/// <summary>The policy in force cannot be read, and there is none before it to go on with. Collecting under looser rules is no choice.</summary>
sealed class PolicyRefusedException(string message) : Exception(message);
