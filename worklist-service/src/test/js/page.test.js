// Rules that the page keeps as a whole: what it loads exists, and nothing breaks its strict policy.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { listHash, parse, runHash, studyHash } from '../../main/resources/META-INF/resources/js/route.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../main/resources/META-INF/resources');
const read = (path) => readFileSync(join(root, path), 'utf8');
const scripts = readdirSync(join(root, 'js'));

test('everything that the page names is there, and nothing comes from elsewhere', () => {
  const named = [...read('index.html').matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path]) => path).filter((path) => !path.startsWith('api/'));
  for (const script of scripts) {
    named.push(...[...read(`js/${script}`).matchAll(/(?:from|import) '\.\/([^']+)'/g)].map(([, path]) => `js/${path}`));
  }
  for (const path of named) {
    assert.ok(!/^[a-z]+:|^\/\//.test(path), `${path} is elsewhere`);
    assert.ok(existsSync(join(root, path)), `${path} is missing`);
  }
});

test('no script parses markup or runs text', () => {
  for (const script of scripts) {
    assert.doesNotMatch(read(`js/${script}`), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\('style'/, script);
  }
});

test('the document has no inline script or style', () => {
  const html = read('index.html');
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/i);
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/i);
});

test('addresses survive the way there and back', () => {
  assert.deepEqual(parse(studyHash('a/b?c')), { view: 'study', id: 'a/b?c', filter: {} });
  assert.deepEqual(parse(runHash('r1-0a')), { view: 'run', id: 'r1-0a', filter: {} });
  assert.deepEqual(parse('#/runs'), { view: 'runs', filter: {} });
  const filter = { state: 'read', kind: 'skin', urgency: 'urgent', site: 'st-marys' };
  assert.deepEqual(parse(listHash(filter, 'upload')), { view: 'upload', filter });
  assert.equal(listHash({ state: 'open', kind: '' }), '#/');
  assert.equal(parse('#/study/%E0%A4%A').view, 'list');
  assert.equal(parse('').view, 'list');
});
