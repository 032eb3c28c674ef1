// A line at the top while Blazor fetches the next page; nothing is shown for a page that comes at once.
{
  const bar = document.createElement('div');
  bar.className = 'loading-bar';
  document.body.append(bar);
  const root = document.documentElement;
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (link && !link.target && !link.hasAttribute('download') && link.origin === location.origin && link.dataset.enhanceNav !== 'false' && !event.ctrlKey && !event.metaKey) root.classList.add('loading');
  });
  candorPage(() => root.classList.remove('loading'));
  addEventListener('pageshow', () => root.classList.remove('loading'));
}
