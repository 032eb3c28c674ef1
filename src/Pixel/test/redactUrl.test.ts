import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { redactUrl } from '../src/redactUrl.ts';
import { scrub } from '../src/scrub.ts';
import { state } from '../src/state.ts';
import { at } from './support/location.ts';

const query = state._config.query!;
beforeEach(() => at('https://clinic.example/'));
afterEach(() => Object.assign(state._config, { query, hash: false }));

const becomes = (href: string, want: string) => assert.equal(redactUrl(href), 'https://clinic.example' + want);

test('UnknownParametersAndFragmentsGo', () => becomes('/a?q=pain&utm_source=x&tab=2#part', '/a?utm_source=x'));
test('TheAllowListIsTheSites', () => {
  state._config.query = ['tab'];
  becomes('/a?q=pain&utm_source=x&tab=2', '/a?tab=2');
});
test('ClickIdsGoEvenWhenAllowed', () => {
  state._config.query = ['gclid', 'fbclid', 'tab'];
  becomes('/a?gclid=1&tab=2&fbclid=3', '/a?tab=2');
});
test('AllowedValuesAreStillLookedAt', () => becomes('/?utm_content=jane%40x.org&utm_term=%2B49+151+12345678', '/?utm_content=[email]&utm_term=[phone]'));
test('SegmentsBecomeTypedMarks', () => becomes('/u/jane@x.org/t/d41d8cd98f00b204e9800998ecf8427e/c/+4915112345678/end', '/u/[email]/t/[token]/c/[phone]/end'));
test('EncodingHidesNothing', () => {
  becomes('/u/jane%40x.org', '/u/[email]');
  becomes('/u/jane%2540x.org', '/u/[email]');
  becomes('/u/%6a%61%6e%65%25%34%30x.org', '/u/[email]');
});
test('BrokenEncodingIsKeptAsItIs', () => becomes('/100%/a%zz', '/100%/a%zz'));
test('MatrixParametersAndUserInfoGo', () => becomes('https://joe:pw@clinic.example/a;jsessionid=8A3F/b', '/a/b'));
test('OtherPortsAndHostsStay', () => assert.equal(redactUrl('http://partner.example:8080/x?y=1'), 'http://partner.example:8080/x'));
test('AHashRouteIsRedactedLikeAPath', () => {
  state._config.hash = true;
  becomes('/app?x=1#/u/jane@x.org?token=1&utm_source=m', '/app#/u/[email]?utm_source=m');
  becomes('/app#!/list', '/app#!/list');
  becomes('/app#section', '/app');
});

test('WhatWasTakenOutIsTakenOutOfTheTextBesideIt', () => {
  const removed: string[] = [];
  redactUrl('/search/?q=knee+pain%21&c=(a.c)*&y=99', removed);
  assert.equal(scrub('Results for Knee Pain! in 99 places', removed), 'Results for [removed] in 99 places');
  assert.equal(scrub('knee+pain%21', removed), '[removed]');
  assert.equal(scrub('(a.c)* abc', removed), '[removed] abc');
});
