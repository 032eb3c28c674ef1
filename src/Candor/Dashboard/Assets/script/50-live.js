// A page that names an event stream is told when something came in, and then renews the parts of itself that are marked live.
{
  let stream, address;
  const paused = () => document.querySelector('[data-pause][aria-pressed=true]');
  const renew = async () => {
    if (paused()) return;
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected || paused()) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = document.querySelectorAll('[data-live]'), then = fresh.querySelectorAll('[data-live]');
    now.forEach((part, i) => {
      const open = new Set([...part.querySelectorAll('details[open][data-number]')].map(d => d.dataset.number));
      // What someone reads or has the focus in stays as it is.
      if (!then[i] || part.contains(document.activeElement) && part.querySelector('details[open]')) return;
      part.replaceChildren(...then[i].childNodes);
      for (const d of part.querySelectorAll('details[data-number]')) if (open.has(d.dataset.number)) d.open = true;
    });
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-pause]');
    if (!button) return;
    const pause = !paused();
    button.setAttribute('aria-pressed', pause);
    if (!pause) renew();
  });
  candorPage(() => {
    for (const button of document.querySelectorAll('[data-pause]')) button.hidden = false;
    const wanted = document.querySelector('[data-refresh]')?.dataset.refresh;
    if (wanted === address) return;
    stream?.close();
    [stream, address] = [wanted && new EventSource(wanted), wanted];
    stream?.addEventListener('change', renew);
  });
}
