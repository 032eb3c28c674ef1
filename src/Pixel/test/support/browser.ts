import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

/** Chromium refuses its sandbox to root, and everybody else should have it. */
const root = process.getuid?.() == 0 ? ['--no-sandbox'] : [];

/** The system's Chromium, with the back/forward cache that Playwright switches off. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CANDOR_CHROMIUM ?? find(),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...root],
  });
}

function find(): string {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // not this name
    }
  }
  throw new Error('No Chromium found: install one, or name it in CANDOR_CHROMIUM.');
}
