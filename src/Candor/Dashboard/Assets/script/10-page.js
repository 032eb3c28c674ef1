// Runs `setUp` now and after each of Blazor's page changes, which keep the document and replace its content.
window.candorPage = setUp => {
  setUp();
  document.addEventListener('candor:page', setUp);
};
addEventListener('DOMContentLoaded', () => window.Blazor?.addEventListener('enhancedload', () => document.dispatchEvent(new Event('candor:page'))));
