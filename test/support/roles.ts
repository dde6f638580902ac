import { readFileSync } from 'node:fs';
import { connect } from '../../src/store/client.ts';

/** What the roles and the database of SECURITY.md are called in a test. Roles are the server's, not a database's. */
export interface RoleNames {
  readonly owner: string;
  readonly bot: string;
  readonly database: string;
}

/** Password of both roles in tests. */
const ROLE_PASSWORD = 'of-a-test';

/**
 * The statements of SECURITY.md for two database roles, word for word but for names and passwords: `make` for an
 * administrator, `grant` for the owner of the migrated database.
 */
export function documentedRoles({ owner, bot, database }: RoleNames) {
  const blocks = [
    ...readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8').matchAll(/^```sql\n(.*?)^```$/gms),
  ];
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

/** The role with which tests connect, as the program should. */
export const TESTING_ROLE = 'kopir_bot';

/**
 * Makes the role and gives it what SECURITY.md gives to the program, in a database that others are copied from. One
 * right more: tests empty tables between cases, which the program never does.
 */
export async function grantToTests(url: string): Promise<void> {
  const { sql, close } = connect(url, { max: 1 });
  try {
    await sql.unsafe(`create role ${TESTING_ROLE} login password '${ROLE_PASSWORD}'`);
    const { grant } = documentedRoles({ owner: 'none', bot: TESTING_ROLE, database: 'none' });
    for (const statement of grant) await sql.unsafe(statement);
    await sql.unsafe(`grant truncate on all tables in schema public to ${TESTING_ROLE}`);
  } finally {
    await close();
  }
}
