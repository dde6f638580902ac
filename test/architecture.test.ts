import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';

/** What each folder of src may import: folders or files of src, and packages. All else is a mistake. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: ['luxon', 'fasttext.wasm.js', '@orama/stemmers', 'normalize-url'],
  locales: ['luxon'],
  store: ['domain', 'drizzle-orm', 'postgres'],
  app: ['domain', 'store', 'luxon'],
  sources: [
    'domain',
    'app/ports.ts',
    'undici',
    'feedsmith',
    'fast-xml-parser',
    'linkedom',
    '@mozilla/readability',
    'robots-parser',
    'normalize-url',
    'ipaddr.js',
    'iconv-lite',
    'luxon',
  ],
  summarizer: ['domain', 'locales', 'app/ports.ts', 'openai', 'zod'],
  telegram: [
    'app',
    'domain',
    'locales',
    'grammy',
    '@grammyjs/parse-mode',
    '@photostructure/tz-lookup',
    'undici',
  ],
  jobs: ['app', 'node-cron'],
  web: ['app', 'locales', 'prom-client'],
  demo: ['domain', 'zod'],
};
/** Wires things together: may import anything of ours. */
const WIRING = new Set(['cli']);
/** Files directly in src, with what they may import besides other such files and `domain`. */
const TOP: Record<string, readonly string[]> = {
  'main.ts': ['*'],
  'serve.ts': ['*'],
  'receive.ts': ['*'],
  'ending.ts': [],
  'model.ts': ['*'],
  'readersNews.ts': ['*'],
  'adminDesk.ts': ['*'],
  'sayReady.ts': ['*'],
  'words.ts': ['*'],
  'deliveryLog.ts': ['*'],
  'config.ts': ['zod', 'luxon'],
  'log.ts': ['pino'],
  'digests.ts': ['zod', 'luxon'],
  'digestsSchema.ts': ['zod', 'luxon'],
  'version.ts': [],
  'watch.ts': ['*'],
};
/** Most lines of a file; a longer one holds two things. The schema is exempt: tables are read side by side. */
const LONGEST_FILE = 300;
const LONG_BY_NATURE = new Set(['src/store/schema.ts']);

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g;
const PACKAGE = /^(@[^/]+\/)?[^/]+/;

function importsOf(file: string): string[] {
  const targets: string[] = [];
  for (const [, named, bare, called] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const name = named ?? bare ?? called ?? '';
    if (name.startsWith('node:')) continue;
    if (name.startsWith('.')) targets.push(relative('src', join(dirname(file), name)));
    else targets.push(PACKAGE.exec(name)?.[0] ?? name);
  }
  return targets;
}

/** The dependency rule, as a function so that it can be shown to fail. */
function isAllowed(file: string, target: string): boolean {
  const path = relative('src', file);
  const folder = path.split(sep)[0] ?? '';
  if (path === folder) {
    const allowed = TOP[folder] ?? [];
    return (
      allowed.includes('*') || allowed.includes(target) || target.startsWith(`domain${sep}`) || target in TOP
    );
  }
  if (WIRING.has(folder)) return true;
  return [folder, ...(MAY_IMPORT[folder] ?? [])].some((a) => target === a || target.startsWith(a + sep));
}

test('src imports follow the dependency rule', () => {
  const files = globSync('src/**/*.ts');
  assert.ok(files.length > 20, 'it saw the sources');
  const broken: string[] = [];
  for (const file of files) {
    const folder = relative('src', file).split(sep)[0] ?? '';
    const known = folder in MAY_IMPORT || folder in TOP || WIRING.has(folder);
    assert.ok(known, `${file} has no rule: add one to MAY_IMPORT or TOP`);
    for (const target of importsOf(file)) if (!isAllowed(file, target)) broken.push(`${file} -> ${target}`);
  }
  assert.deepEqual(broken, []);
});

const VIOLATIONS: [file: string, target: string][] = [
  ['src/domain/edition.ts', join('store', 'client.ts')],
  ['src/domain/edition.ts', 'zod'],
  ['src/sources/feed.ts', join('app', 'ingest.ts')],
  ['src/telegram/bot.ts', join('store', 'chats.ts')],
  ['src/app/plan.ts', 'grammy'],
  ['src/web/health.ts', join('telegram', 'bot.ts')],
  ['src/demo/page/page.ts', join('telegram', 'render.ts')],
  ['src/locales/ru.ts', join('domain', 'edition.ts')],
  ['src/log.ts', 'zod'],
];
for (const [file, target] of VIOLATIONS) {
  test(`the rule refuses ${file} -> ${target}`, () => assert.equal(isAllowed(file, target), false));
}

test('imports of every form are seen', () => {
  assert.deepEqual(importsOf('src/store/drizzle.ts').includes('postgres'), true);
  assert.ok(importsOf('src/main.ts').includes('config.ts'));
  assert.ok(importsOf('src/serve.ts').includes(join('demo', 'demo.ts')), 'a dynamic one');
  assert.ok(importsOf('src/store/client.ts').includes('drizzle-orm'), 'a type');
});

test('process.env is read in config.ts only', () => {
  const readers = globSync('src/**/*.ts').filter((file) =>
    /\bprocess\.env\b/.test(readFileSync(file, 'utf8')),
  );
  assert.deepEqual(readers, [join('src', 'config.ts')]);
});

test('no file of src or test is longer than it should be', () => {
  const files = globSync(['src/**/*.{ts,js,css}', 'test/**/*.ts']);
  assert.ok(files.length > 600, 'it saw both');
  const long = files
    .filter((file) => !LONG_BY_NATURE.has(file))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONGEST_FILE);
  assert.deepEqual(long, []);
});

const EXPORT = /^export (?:async )?(?:function|const|let|class|interface|type) (\w+)/;

test('every export of src says what it is', () => {
  let seen = 0;
  const silent = globSync('src/**/*.ts').flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line, n) => {
      const name = EXPORT.exec(line)?.[1];
      if (name === undefined) return [];
      seen += 1;
      return lines[n - 1]?.trimEnd().endsWith('*/') ? [] : [`${file}: ${name}`];
    });
  });
  assert.ok(seen > 1000, 'it saw them');
  assert.deepEqual(silent, []);
});

test('no function and no value of src is exported to nobody', () => {
  const VALUE = /^export (?:async )?(?:function|const|let|class) (\w+)/gm;
  const files = globSync(['src/**/*.ts', 'test/**/*.ts']).map((file) => {
    const text = readFileSync(file, 'utf8');
    return { file, text, words: new Set(text.match(/\w+/g)) };
  });
  const own = files.filter(({ file }) => file.startsWith(`src${sep}`));
  const unused = own.flatMap(({ file, text }) =>
    [...text.matchAll(VALUE)]
      .map(([, name = '']) => name)
      .filter((name) => !files.some((other) => other.file !== file && other.words.has(name)))
      .map((name) => `${file}: ${name}`),
  );
  assert.deepEqual(unused, []);
});

test('no file is named after nothing', () => {
  const named = globSync(['src/**/*', 'test/**/*']).filter((file) =>
    /(^|[/\\])(utils?|common|helpers?|manager|service)(\.[a-z]+)?$/i.test(file),
  );
  assert.deepEqual(named, []);
});

/** Where SQL is no template with parameters, how often, and of what it is made. */
const BUILT_SQL = {
  // What Drizzle wrote; its parameters come beside it.
  'src/store/client.ts': 1,
  // A constant.
  'src/store/embedded.ts': 1,
  // A column of ours, by its name in the code.
  'src/store/quietWeek.ts': 2,
  // Names of tables, as PostgreSQL quoted them.
  'src/store/restore.ts': 2,
};

test('SQL is templates with parameters, but in the places that were looked at', () => {
  const built = globSync('src/**/*.ts').map((file): [string, number] => [
    file.replaceAll('\\', '/'),
    readFileSync(file, 'utf8').match(/\.unsafe\(|\bsql\.raw\(|\bidentifier\(/g)?.length ?? 0,
  ]);
  assert.deepEqual(Object.fromEntries(built.filter(([, times]) => times > 0)), BUILT_SQL);
});
