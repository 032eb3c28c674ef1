// The clinic's own script: what a site writes to use Candor. Nothing here belongs to the product.

// Candor's stub: calls made before the script has arrived wait for it.
self.candor&&self.candor.call||(self.candor=function(){(self.candor.q=self.candor.q||[]).push(arguments)});

(() => {
  const candor = (...args) => window.candor(...args);

  const bar = document.querySelector('.consent');
  const choice = localStorage.getItem('clinic-consent');
  if (choice) candor('consent', choice);
  else bar.hidden = false;
  for (const button of document.querySelectorAll('[data-consent]'))
    button.addEventListener('click', () => {
      localStorage.setItem('clinic-consent', button.dataset.consent);
      candor('consent', button.dataset.consent);
      bar.hidden = true;
    });

  const query = new URLSearchParams(location.search);
  const page = document.body.dataset;
  if (page.event) candor('track', page.event, page.props ? JSON.parse(page.props) : {});

  const results = document.querySelector('#results');
  if (results) {
    const q = query.get('q') ?? '';
    document.querySelector('#q').value = q;
    const hits = [...results.children].filter(li => q && li.textContent.toLowerCase().includes(q.toLowerCase()));
    for (const li of results.children) li.hidden = q !== '' && !hits.includes(li);
    document.querySelector('#count').textContent = q ? `${hits.length} results` : '';
    if (q) candor('track', 'Search', { results: hits.length });
  }

  for (const button of document.querySelectorAll('[data-add]'))
    button.addEventListener('click', () => {
      const item = JSON.parse(button.dataset.add);
      sessionStorage.setItem('basket', JSON.stringify([...JSON.parse(sessionStorage.getItem('basket') ?? '[]'), item]));
      candor('track', 'AddToCart', { content_ids: [item.id], value: item.price, currency: 'EUR' });
      button.textContent = 'In your basket';
    });

  const basket = document.querySelector('#basket');
  if (basket) {
    const items = JSON.parse(sessionStorage.getItem('basket') ?? '[]');
    const total = items.reduce((sum, item) => sum + item.price, 0);
    basket.replaceChildren(...items.map(item => Object.assign(document.createElement('li'), { textContent: `${item.name}, €${item.price}` })));
    document.querySelector('#total').textContent = `€${total}`;
    document.querySelector('#pay').addEventListener('submit', event => {
      event.preventDefault();
      candor('track', 'Purchase', { value: total, currency: 'EUR', content_ids: items.map(item => item.id), num_items: items.length });
      sessionStorage.removeItem('basket');
      location.href = '/shop/thanks';
    });
  }

  document.querySelector('#call')?.addEventListener('click', () => candor('track', 'Contact'));
})();
