// Single keys press the links that are on the page, so a key never does what the pointer could not.
{
  const typing = target => target.closest?.('input, select, textarea, [contenteditable]');
  const press = selector => {
    const found = document.querySelector(selector);
    found?.click();
    return !!found;
  };
  const openMenu = inner => {
    const menu = document.querySelector(inner)?.closest('details');
    if (!menu) return false;
    menu.open = true;
    menu.querySelector('input:not([type=hidden]), select')?.focus();
    return true;
  };
  const escape = () => {
    const open = document.querySelector('details.menu[open]');
    if (open) { open.open = false; open.querySelector('summary').focus(); return true; }
    const chips = document.querySelectorAll('.chip > a');
    return press('[data-key-clear]') || chips.length === 1 && (chips[0].click(), true);
  };
  const keys = {
    '?': () => { const list = document.querySelector('#keys'); list?.showModal(); return !!list; },
    '/': () => { const search = document.querySelector('[data-key-search]'); search?.focus(); return !!search || openMenu('.filter-body'); },
    c: () => openMenu('[data-key-custom]'),
    x: () => press('[data-key-compare=x]'),
    Escape: escape,
  };
  const act = key => {
    // The links on the page still say what was: a quick second key waits for the page that the first one asked for.
    if (document.documentElement.classList.contains('loading')) return document.addEventListener('candor:page', () => act(key), { once: true }), true;
    return keys[key] ? keys[key]() : /^([a-z]|Arrow(Left|Right))$/.test(key) && press(`[data-key="${key}"]`);
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (typing(event.target) && event.key !== 'Escape') return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (act(key)) event.preventDefault();
  });
}
