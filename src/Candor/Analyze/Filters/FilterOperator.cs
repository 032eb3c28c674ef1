namespace Candor.Analyze.Filters;

enum FilterOperator
{
    Is,
    IsNot,
    Contains,
    DoesNotContain,
}
