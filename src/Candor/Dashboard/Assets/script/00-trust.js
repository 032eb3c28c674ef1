// The page allows no string to become script. Blazor's navigation parses the next page from a string, so strings may become
// HTML (parsed that way, scripts in it stay inert, and the content policy stops inline handlers); everything else is refused.
if (window.trustedTypes?.createPolicy) trustedTypes.createPolicy('default', { createHTML: html => html });
