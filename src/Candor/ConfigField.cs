namespace Candor;

/// <summary>A field of a <see cref="ConfigNode"/>: where its name stands, and what follows it.</summary>
sealed record ConfigField(string Name, int Line, int Column, ConfigNode Value);
