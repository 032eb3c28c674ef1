namespace Candor.Audit.Vendors;

/// <summary>One company that is told about visitors, as its file in this folder describes it.</summary>
sealed class Vendor
{
    public required string Name { get; init; }

    public string Owner { get; init; } = "";

    public required string Category { get; init; }

    public FieldDictionary Fields { get; } = new();

    public List<Product> Products { get; } = [];
}
