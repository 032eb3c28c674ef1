using System.Collections.Frozen;

namespace Candor.Guard;

/// <summary>Names of events that say nothing of what a page is about: Meta's standard ones, and those that scripts send by themselves.</summary>
static class StandardEvent
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "PageView", "ViewContent", "Search", "AddToCart", "AddToWishlist", "InitiateCheckout", "AddPaymentInfo", "Purchase", "Lead", "CompleteRegistration",
        "Contact", "CustomizeProduct", "Donate", "FindLocation", "Schedule", "StartTrial", "SubmitApplication", "Subscribe",
        "Engagement", "OutboundClick", "Download", "SubscribedButtonClick", "Microdata", "ButtonClick", "FormSubmit", "FormStart").GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(ReadOnlySpan<char> name) => Names.Contains(name);
}
