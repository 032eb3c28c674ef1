namespace Candor.Sites;

/// <summary>What someone typed cannot be kept; one sentence for each field, all of them at once.</summary>
sealed class InputRefusedException(IReadOnlyDictionary<string, string> errors) : Exception(string.Join(' ', errors.Values))
{
    public InputRefusedException(string field, string error) : this(new Dictionary<string, string> { [field] = error }) { }

    public IReadOnlyDictionary<string, string> Errors { get; } = errors;
}
