namespace Candor.Audit.Findings;

/// <summary>What a rules file makes of a finding.</summary>
enum RuleLevel : byte
{
    /// <summary>Not looked for.</summary>
    Off,

    /// <summary>Reported.</summary>
    Warn,

    /// <summary>Reported, and the command fails.</summary>
    Error,
}
