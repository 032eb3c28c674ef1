import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash } from '../src/hash.ts';
import { normalise } from '../src/normalise.ts';

test('HashesAreMetasPublishedOnes', async () => {
  assert.equal(await hash('em', '  John_Smith@gmail.com '), '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f');
  assert.equal(await hash('ph', '+1 (650) 555-1212'), 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176');
  assert.equal(await hash('ph', 16505551212), 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176');
  assert.equal(await hash('fn', 'Mary'), '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec');
  assert.equal(await hash('fn', '정'), '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14');
  assert.equal(await hash('ln', 'Valéry'), '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c');
  assert.equal(await hash('em', 'person@example.com'), '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345');
});

test('EachFieldHasItsRule', () => {
  const rules: [string, string, string][] = [
    ['ph', '0049 151 123', '49151123'], ['ge', 'Female', 'f'], ['db', '1990-05-17', '19900517'], ['ct', 'St. John\'s', 'stjohns'], ['st', 'CA', 'ca'],
    ['zp', '94025-1234', '94025'], ['zp', 'SW1A 1AA', 'sw1a1aa'], ['zp', '10115', '10115'], ['country', 'US', 'us'], ['external_id', 'User-7', 'User-7'], ['ln', 'O\'Neill-Smith', 'oneillsmith'],
  ];
  for (const [key, value, want] of rules) assert.equal(normalise(key, value), want, key);
});

test('OnlyTextAndNumbersAreHashed', async () => {
  for (const value of [undefined, null, true, {}, ['a'], () => 1, '', '  ']) assert.equal(await hash('em', value), '');
});

test('AHashIsNotHashedAgain', async () => {
  const hashed = '62A14E44F765419D10FEA99367361A727C12365E2520F32218D505ED9AA0F62F';
  for (const key of ['em', 'ph', 'fn', 'zp', 'external_id']) assert.equal(await hash(key, hashed), hashed.toLowerCase());
});
