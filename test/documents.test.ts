import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { RETENTION_DAYS } from '../src/app/prune.ts';
import { kk } from '../src/locales/kk.ts';
import { ru } from '../src/locales/ru.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const DOCUMENTS = globSync(['*.md', 'docs/*.md']).filter((name) => name !== 'CHANGELOG.md');

test('ARCHITECTURE.md has a row for each folder of src, and names no file that is not there', () => {
  const page = read('ARCHITECTURE.md');
  const rows = [...page.matchAll(/^\| `src\/(\w+)` \|/gm)].map(([, folder]) => folder);
  const folders = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory());
  assert.deepEqual(rows.toSorted(), folders.map(({ name }) => name).toSorted());
  const paths = [...page.matchAll(/`((?:src|test|docs|digests)\/[\w./*-]+)`/g)].map(([, path = '']) => path);
  assert.ok(paths.length > 15);
  assert.deepEqual(
    paths.filter((path) => globSync(path).length === 0),
    [],
  );
});

test('links between the documents lead somewhere', () => {
  const broken: string[] = [];
  for (const document of DOCUMENTS) {
    for (const [, target = ''] of read(document).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      const headings = existsSync(file) && file.endsWith('.md') ? read(file).matchAll(/^#+ (.*)$/gm) : [];
      const anchors = [...headings].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      );
      if (!existsSync(file) || (anchor !== undefined && !anchors.includes(anchor)))
        broken.push(`${document}: ${target}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('README names every script of the project that an operator needs, and no other', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = new Set(
    [...read('README.md').matchAll(/npm (?:run )?(?:-s )?(?:run )?(?:-s )?([a-z]+)/g)].map(
      ([, name = '']) => name,
    ),
  );
  const known = new Set([...Object.keys(scripts), 'ci', 'install', 'audit', 'sbom']);
  assert.deepEqual(
    [...named].filter((name) => !known.has(name)),
    [],
  );
  for (const name of [
    'start',
    'test',
    'ingest',
    'sources',
    'preview',
    'analyze',
    'read',
    'migrate',
    'backup',
    'restore',
  ])
    assert.ok(named.has(name), name);
});

test('README has a row for each variable of the configuration, and none for another', () => {
  const config = read('src/config.ts');
  const rows = [...read('README.md').matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
  );
  assert.ok(rows.length >= 20, String(rows.length));
  assert.deepEqual(
    rows.filter((name) => !config.includes(name)),
    [],
  );
});

test('README says of everything that is deleted after a time after how many days', () => {
  const rows = read('README.md').matchAll(/^\| \*\*(\w+)\*\*.* \| (.+) \|$/gm);
  const said = [...rows].flatMap(([, what = '', times = '']) =>
    [...times.matchAll(/(\d+) days?/g)].map(([, days]) => `${what} ${days}`),
  );
  const { idleChats, articleTexts, modelAnswers, onDemandEditions, ...others } = RETENTION_DAYS;
  const kept = { ...others, chats: idleChats, texts: articleTexts, answers: modelAnswers };
  assert.deepEqual(
    said.toSorted(),
    [
      ...Object.entries(kept).map(([what, days]) => `${what} ${days}`),
      `editions ${onDemandEditions}`,
    ].toSorted(),
  );
});

test('CHANGELOG.md has a heading for the version of package.json, the newest first, with its date once released', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const headings = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
  const [newest, ...older] = headings;
  assert.match(
    newest ?? '',
    new RegExp(`^${version.replaceAll('.', '\\.')} · (unreleased|\\d{4}-\\d\\d-\\d\\d)$`),
  );
  for (const heading of older) assert.match(heading, /^\d+\.\d+\.\d+ · \d{4}-\d\d-\d\d$/);
  const byNumber = new Intl.Collator('en', { numeric: true });
  assert.deepEqual(
    headings,
    headings.toSorted((a, b) => byNumber.compare(b, a)),
  );
});

for (const file of ['docs/alerts.yml', 'docs/grafana.json'])
  test(`${file} asks only for metrics that there are`, () => {
    const metrics = read('src/web/metrics.ts');
    const asked = [...read(file).matchAll(/\bkopir_\w+/g)].map(([name]) => name.replace(/_bucket$/, ''));
    assert.ok(asked.length >= 8);
    assert.deepEqual(
      asked.filter((name) => !metrics.includes(`'${name}'`)),
      [],
    );
  });

test("README's table and the dashboard name every metric that there is", () => {
  const metrics = [...read('src/web/metrics.ts').matchAll(/'(kopir_\w+)'/g)].map(([, name = '']) => name);
  assert.ok(metrics.length >= 20, String(metrics.length));
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .join('\n');
  const panels = read('docs/grafana.json');
  const isNamed = (text: string, name: string) => new RegExp(`\\b${name}(_bucket)?\\b`).test(text);
  assert.deepEqual(
    metrics.filter((name) => !isNamed(rows, name) || !isNamed(panels, name)),
    [],
  );
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes'])
    assert.ok(isNamed(rows, name) && isNamed(panels, name), name);
});

test('the unit, the image and npm start run the program in the same way', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
  const words = scripts.start.split(' ').slice(1);
  assert.ok(read('docs/kopir.service').includes(`/usr/bin/node ${words.join(' ')}\n`));
  const image = /^CMD (\[.*\])$/m.exec(read('Dockerfile'))?.[1] ?? '[]';
  assert.deepEqual(JSON.parse(image), ['node', ...words]);
});

test('the image and Compose take from the program what SECURITY.md says they do', () => {
  const image = read('Dockerfile');
  assert.match(image, /--ignore-scripts/);
  assert.match(image.slice(image.lastIndexOf('\nFROM ')), /^USER node$/m);
  const [, bot = ''] = /^ {2}bot:\n((?: {4}.*\n)+)/m.exec(read('compose.yaml')) ?? [];
  for (const line of [
    'read_only: true',
    'cap_drop: [ALL]',
    'security_opt: [no-new-privileges:true]',
    'tmpfs: [/tmp]',
  ])
    assert.ok(bot.includes(`    ${line}\n`), line);
  for (const line of ['restart: unless-stopped', 'stop_grace_period: 30s'])
    assert.ok(bot.includes(`    ${line}\n`), line);
});

for (const [file, { profile }] of [
  ['README.md', ru],
  ['README.ru.md', ru],
  ['README.kk.md', kk],
] as const)
  test(`${file} names every command of the bot's menu, and no other of readers`, () => {
    const named = new Set([...read(file).matchAll(/`\/([a-z]+)/g)].map(([, name = '']) => name));
    const commands = Object.keys(profile.commands);
    assert.deepEqual(
      commands.filter((name) => name !== 'start' && !named.has(name)),
      [],
    );
    const others = [
      'unfollow',
      'start',
      'admin',
      'announce',
      'remove',
      'healthz',
      'readyz',
      'metrics',
      'newbot',
      'setinline',
      'amp',
      'proc',
    ];
    assert.deepEqual(
      [...named].filter((name) => !commands.includes(name) && !others.includes(name)),
      [],
    );
  });

test('the Russian and the Kazakh README have the same sections, commands and steps', () => {
  const shape = (file: string) =>
    read(file)
      .split('\n')
      .map((line) => /^(#+ |\| `[^`]+`|\d\. |```\w*|- )/.exec(line)?.[1]?.replace(/ (?:kk|ru)`.*$/, '') ?? '')
      .filter((line) => line !== '');
  assert.deepEqual(shape('README.kk.md'), shape('README.ru.md'));
});
