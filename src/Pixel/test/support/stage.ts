import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { openSite, page, pause } from './site.ts';

// A real Chromium against a real server. What must not happen is waited for a quarter of a second.

export let site: Awaited<ReturnType<typeof openSite>>;
export let browser: Browser;
export let context: BrowserContext;
export let tab: Page;

export const open = (path = '/') => tab.goto(site.origin + path);
export const run = (code: string) => tab.evaluate(code);
export const quiet = () => pause(250);

/** A fresh profile for every test of the file that calls it, and no error in any page. */
export function useStage(): void {
  let errors: string[];
  before(async () => {
    site = await openSite();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(async () => {
    site.reset();
    site.pages['*'] = page(site);
    context = await browser.newContext();
    tab = await context.newPage();
    errors = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('console', (message) => message.type() == 'error' && errors.push(message.text()));
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(errors.filter((text) => !/Failed to load resource|net::ERR/.test(text)), [], 'the page saw an error');
  });
}
