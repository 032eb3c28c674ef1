import type { Command } from './globals.ts';

// Inline in the page while candor.js loads: keeps the calls in order. An element with id="candor" is not a stub, so ask for a function.
const page = self as unknown as { candor: Command & { q?: unknown[] } };
page.candor?.call ||
  (page.candor = function () {
    // eslint-disable-next-line prefer-rest-params -- `arguments` is what minifies best
    (page.candor.q ||= []).push(arguments);
  });
