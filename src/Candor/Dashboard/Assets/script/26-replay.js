// Runs the editor's text over what was recorded. The server answers a line of JSON whenever it is a good step further, and the result at the end.
{
  let running;
  const at = id => document.querySelector('#replay-' + id);
  const count = (n, one) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
  const el = (tag, text, ...inner) => {
    const made = document.createElement(tag);
    if (text != null) made.textContent = text;
    made.append(...inner);
    return made;
  };
  const words = { removed: 'newly redacted: all of it goes', redacted: 'newly redacted', kept: 'newly kept', lost: 'lost', returned: 'newly kept' };
  const table = (heads, rows) => {
    const head = el('tr'), body = el('tbody');
    heads.forEach((h, i) => { const cell = el('th', h); cell.scope = 'col'; if (i) cell.className = 'num'; head.append(cell); });
    for (const row of rows) {
      const line = el('tr');
      row.forEach((v, i) => { const cell = el(i ? 'td' : 'th', i ? v.toLocaleString('en') : v); if (i) cell.className = 'num'; else cell.scope = 'row'; line.append(cell); });
      body.append(line);
    }
    const made = el('table', null, el('thead', null, head), body), frame = el('div', null, made);
    made.className = 'grid';
    frame.className = 'replay-table';
    frame.tabIndex = 0;
    frame.role = 'region';
    frame.ariaLabel = heads[0] + ' by ' + heads[0].toLowerCase();
    return frame;
  };
  const fieldOf = (field, many) => {
    const line = el('summary', `${many ? field.site + ' ' : ''}${field.event} `);
    if (field.field) line.append(el('code', field.field), ' ');
    line.append(el('strong', words[field.change] ?? field.change), ` in ${count(field.events, 'event')}, ${field.category}`);
    const made = el('details', null, line, el('ul', null, ...field.examples.map(e => el('li', e))));
    made.dataset.change = field.change;
    return made;
  };
  const draw = result => {
    const parts = [], many = new Set(result.by_event.map(e => e.site)).size > 1;
    parts.push(el('p', `${count(result.events, 'event')}${result.in_force ? `, beside version ${result.in_force}` : ''}: ${result.unchanged.toLocaleString('en')} as now, ${result.changed.toLocaleString('en')} with other fields, ${result.lost.toLocaleString('en')} lost, ${result.returned.toLocaleString('en')} newly kept.`));
    const changed = result.by_event.filter(e => e.unchanged + e.dropped < e.events).slice(0, 50);
    if (changed.length) parts.push(table(['Event', 'As now', 'Less kept', 'More kept', 'Lost', 'Newly kept'], changed.map(e => [many ? `${e.site} ${e.event}` : e.event, e.unchanged, e.redacted, e.kept, e.lost, e.returned])));
    if (result.destinations?.length) parts.push(table(['Destination', 'Might leave now', 'With this text'], result.destinations.map(d => [`${many ? d.site + ' ' : ''}${d.destination}: ${d.event}${d.field && ' with ' + d.field}`, d.before, d.after])));
    parts.push(...result.fields.slice(0, 60).map(f => fieldOf(f, many)));
    if (result.formerly.length) parts.push(el('p', `Taken out before it was recorded: ${result.formerly.map(f => `${f.name} from ${count(f.events, 'event')}`).join(', ')}.`));
    parts.push(...result.notes.map(n => el('small', n)));
    at('result').replaceChildren(...parts);
    at('result').focus();
  };
  const say = text => { at('state').textContent = text; };
  const read = async answer => {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ;) {
      const { value, done } = await reader.read();
      if (done) return say('The server ended before the replay was done; its log says why.');
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const step of lines.filter(l => l).map(l => JSON.parse(l))) {
        [at('progress').max, at('progress').value] = [step.total || 1, step.done];
        say(`${step.done.toLocaleString('en')} of ${count(step.total, 'event')}`);
        if (step.result) return say('Done.'), draw(step.result);
      }
    }
  };
  const start = async () => {
    running = new AbortController();
    const show = on => { at('stop').hidden = at('progress').hidden = !on; at('start').disabled = on; };
    at('result').replaceChildren();
    at('progress').removeAttribute('value');
    show(true);
    say('Looking …');
    try {
      const site = at('site').value;
      const answer = await fetch(`/api/guard/replay?last=${at('last').value}${site && '&site=' + encodeURIComponent(site)}`, { method: 'POST', body: document.querySelector('#policy-text').value, headers: { 'content-type': 'application/yaml' }, signal: running.signal });
      if (answer.ok) await read(answer);
      else say((await answer.json().catch(() => ({}))).detail ?? `The server answered ${answer.status}.`);
    } catch (e) {
      say(e.name === 'AbortError' ? 'Stopped. Nothing was changed.' : 'The server does not answer.');
    }
    show(false);
  };
  document.addEventListener('click', event => {
    if (event.target.id === 'replay-start') start();
    if (event.target.id === 'replay-stop') running?.abort();
  });
  candorPage(() => { if (at('start')) at('start').hidden = false; });
}
