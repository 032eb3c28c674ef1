namespace Candor.Audit.Vendors;

/// <param name="IsLoad">Only its code was fetched.</param>
/// <param name="ByShape">Known by the message alone; the host is somebody else's.</param>
sealed record VendorMatch(Product Product, bool IsLoad, bool ByShape);
