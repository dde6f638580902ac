import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Package>>;
};
const direct = Object.keys(packages['']?.dependencies ?? {});
/** What the image installs: no development packages, no embedded PostgreSQL. */
const production = Object.entries(packages).filter(([path, one]) => path !== '' && !one.dev && !one.optional);
const security = readFileSync('SECURITY.md', 'utf8');

test('production takes at most 22 direct packages and 75 in all, as SECURITY.md counts them', () => {
  assert.ok(direct.length <= 22, String(direct.length));
  assert.ok(production.length <= 75, String(production.length));
  assert.match(
    security,
    new RegExp(`^${direct.length} direct dependencies, .* ${production.length} in all`, 'm'),
  );
});

test('no package of production runs code when it is installed, and each has its hash', () => {
  const named = (wrong: (one: Package) => boolean) =>
    production.filter(([, one]) => wrong(one)).map(([path]) => path);
  assert.deepEqual(
    named(({ hasInstallScript }) => hasInstallScript === true),
    [],
  );
  assert.deepEqual(
    named(({ integrity }) => !integrity?.startsWith('sha512-')),
    [],
  );
});

test('each direct package has its reason in CONTRIBUTING.md', () => {
  const section =
    readFileSync('CONTRIBUTING.md', 'utf8').split('## Dependencies, each with its reason')[1] ?? '';
  const rows = [...section.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)].flatMap(([, cell = '']) =>
    cell.split(', '),
  );
  assert.deepEqual(
    direct.filter((name) => !rows.includes(name)),
    [],
  );
});

test('the command of SECURITY.md prints a bill of materials of exactly these packages', () => {
  const [command = '', ...words] = /^npm sbom .*$/m.exec(security)?.[0].split(' ') ?? [];
  const { bomFormat, components } = JSON.parse(
    execFileSync(command, words, { encoding: 'utf8', stdio: 'pipe' }),
  ) as {
    bomFormat: string;
    components: readonly { readonly hashes: unknown; readonly licenses: unknown }[];
  };
  assert.equal(bomFormat, 'CycloneDX');
  assert.equal(components.length, production.length);
  assert.ok(components.every(({ hashes, licenses }) => hashes !== undefined && licenses !== undefined));
});
