{
  const copied = async button => {
    await navigator.clipboard.writeText(button.parentElement.querySelector('[data-copy-source]').textContent);
    button.textContent = 'Copied';
    setTimeout(() => button.textContent = 'Copy', 2000);
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (button) copied(button);
    for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('submit', event => {
    const question = event.submitter?.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });
  candorPage(() => {
    for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;
    const zone = document.querySelector('select[data-guess-zone]');
    const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone && [...zone.options].some(o => o.value === mine)) zone.value = mine;
  });
}
