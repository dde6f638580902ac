import { readFileSync } from 'node:fs';

/** What the roles and the database of SECURITY.md are called in a test. Roles are the server's, not a database's. */
export interface RoleNames {
  readonly owner: string;
  readonly bot: string;
  readonly database: string;
}

/** Password of both roles in tests. */
export const ROLE_PASSWORD = 'of-a-test';

/**
 * The statements of SECURITY.md for two database roles, word for word but for names and passwords: `make` for an
 * administrator, `grant` for the owner of the migrated database.
 */
export function documentedRoles({ owner, bot, database }: RoleNames) {
  const blocks = [...readFileSync('SECURITY.md', 'utf8').matchAll(/^```sql\n(.*?)^```$/gms)];
  const statements = blocks.map(([, block = '']) =>
    block
      .replaceAll('kopir_owner', owner)
      .replaceAll('kopir_bot', bot)
      .replace(/\bDATABASE kopir\b/g, `DATABASE ${database}`)
      .replace(/PASSWORD '[^']+'/g, `PASSWORD '${ROLE_PASSWORD}'`)
      .split(';\n')
      .filter((statement) => statement !== ''),
  );
  const [make, grant, ...others] = statements;
  if (!make || !grant || others.length > 0) throw new Error('SECURITY.md has other than two blocks of SQL');
  return { make, grant };
}

/** The address of the same database for that role. */
export function asRole(url: string, role: string): string {
  return Object.assign(new URL(url), { username: role, password: ROLE_PASSWORD }).href;
}
