import assert from 'node:assert/strict';
import { test } from 'node:test';

import { accessWords, Session } from '../../main/resources/META-INF/resources/js/session.js';

const at = (millis) => new Date(millis).toISOString();

test('with sign-on off nothing is said to other services', async () => {
  const session = new Session(async () => ({ name: 'local' }));
  assert.deepEqual(await session.authorization(), {});
});

test('a token is asked for once and used until it is about to end', async () => {
  let asked = 0;
  let now = 0;
  const session = new Session(async () => ({ token: `t${++asked}`, until: at(now + 100_000) }), () => now);
  const both = await Promise.all([session.authorization(), session.authorization()]);
  assert.deepEqual(both, [{ Authorization: 'Bearer t1' }, { Authorization: 'Bearer t1' }]);
  now = 69_000;
  assert.deepEqual(await session.authorization(), { Authorization: 'Bearer t1' });
  now = 71_000;
  assert.deepEqual(await session.authorization(), { Authorization: 'Bearer t2' });
  assert.equal(asked, 2);
});

test('who cannot be asked is asked again, and the request goes without a name', async () => {
  let fails = true;
  const session = new Session(async () => {
    if (fails) {
      throw new Error('away');
    }
    return { token: 't' };
  });
  assert.deepEqual(await session.authorization(), {});
  fails = false;
  assert.deepEqual(await session.authorization(), { Authorization: 'Bearer t' });
});

test('the foot of the page says who looks, and whose studies', () => {
  assert.match(accessWords(false, { name: 'local' }), /^Sign-on is off/);
  assert.equal(accessWords(true, { name: 'ada', everySite: false, sites: ['a', 'b'] }), 'Signed on as ada, for a, b.');
  assert.equal(accessWords(true, { name: 'ada', everySite: false, sites: [] }), 'Signed on as ada, for no site.');
  assert.equal(accessWords(true, { name: 'ada', everySite: true, sites: [] }), 'Signed on as ada, for every site.');
});
