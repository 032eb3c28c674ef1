namespace Candor.Audit.Vendors;

/// <summary>What a vendor's dictionary says of a key.</summary>
sealed record FieldMeaning(FieldClass Class, string Words);
