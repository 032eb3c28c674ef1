// Decides with @ghostery/adblocker: reads a list (first argument) and lines "kind, source, address" (tabs) from stdin, writes 1 or 0 a line.
// With a second argument "time": microseconds a decision, after a first round over all lines.
import { readFileSync } from 'node:fs';
import { FiltersEngine, Request } from '@ghostery/adblocker';

const started = performance.now();
const engine = FiltersEngine.parse(readFileSync(process.argv[2], 'utf8'), { enableMutationObserver: false, loadCosmeticFilters: false });
const parsed = performance.now() - started;
const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean).map(line => line.split('\t'));
const decide = ([type, sourceUrl, url]) => engine.match(Request.fromRawDetails({ type, url, sourceUrl })).match;

if (process.argv[3] === 'time') {
  let matched = 0;
  for (const line of lines) matched += decide(line) ? 1 : 0;
  const times = [];
  for (let round = 0; round < 5; round++) {
    const from = performance.now();
    for (const line of lines) decide(line);
    times.push((performance.now() - from) * 1000 / lines.length);
  }
  console.log(JSON.stringify({ parse_ms: parsed, us: times.sort((a, b) => a - b)[2], matched }));
} else {
  console.log(lines.map(line => decide(line) ? '1' : '0').join('\n'));
}
