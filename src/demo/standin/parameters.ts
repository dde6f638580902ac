import { badRequest } from './refusal.ts';
import type { Json } from './world.ts';

/** A file that came in a multipart body. */
export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The parameters of one call. Every value is text, as on the real server: objects are their JSON. */
export interface Parameters {
  readonly values: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Upload>;
}

/** Stands for bytes that are not UTF-8: a lone surrogate, which no correct text holds. */
const SPOILED = '\ud800';
const REPLACEMENT = '\ufffd';

/**
 * Marks text that was made from bytes which are not UTF-8. The decoders put U+FFFD there; one that the
 * sender really wrote is found in the raw body.
 */
function marker(raw: Buffer): (value: string) => string {
  const latin = raw.toString('latin1');
  const meant = raw.includes(Buffer.from(REPLACEMENT)) || /%EF%BF%BD|\\ufffd/i.test(latin);
  return (value) => (meant ? value : value.replaceAll(REPLACEMENT, SPOILED));
}

function fromJson(body: string): Map<string, string> {
  let value: unknown;
  try {
    value = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('object expected as the request body');
  }
  return new Map(
    Object.entries(value).map(([name, field]) => [
      name.toLowerCase(),
      typeof field === 'string' ? field : JSON.stringify(field),
    ]),
  );
}

async function fromMultipart(contentType: string, raw: Buffer, mark: (value: string) => string) {
  const values = new Map<string, string>();
  const files = new Map<string, Upload>();
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw badRequest("can't parse multipart body");
  }
  for (const [name, field] of form) {
    if (typeof field === 'string') values.set(name.toLowerCase(), mark(field));
    else files.set(name, { fileName: field.name, bytes: new Uint8Array(await field.arrayBuffer()) });
  }
  return { values, files };
}

/**
 * Reads the parameters of a call from its query string and body: JSON, urlencoded or multipart.
 *
 * @throws {Refusal} 400 when the body is not what its content type says
 */
export async function readParameters(
  query: URLSearchParams,
  contentType: string,
  body: Buffer,
): Promise<Parameters> {
  const mark = marker(Buffer.concat([Buffer.from(query.toString()), body]));
  const values = new Map([...query].map(([name, value]) => [name.toLowerCase(), mark(value)]));
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') {
    const form = await fromMultipart(contentType, body, mark);
    return { values: new Map([...values, ...form.values]), files: form.files };
  }
  const fields =
    type === 'application/json'
      ? fromJson(mark(body.toString('utf8')))
      : type === 'application/x-www-form-urlencoded'
        ? [...new URLSearchParams(body.toString('utf8'))].map(([name, value]): [string, string] => [
            name.toLowerCase(),
            mark(value),
          ])
        : [];
  return { values: new Map([...values, ...fields]), files: new Map() };
}

/** The text of a parameter; '' when it is missing. */
export function textOf({ values }: Parameters, name: string): string {
  return values.get(name) ?? '';
}

/** A whole number, clamped into `min`…`max`; text that is no number counts as 0, a missing one as `missing`. */
export function integerOf(
  parameters: Parameters,
  name: string,
  { missing = 0, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = {},
): number {
  const text = textOf(parameters, name).trim();
  if (text === '') return missing;
  const number = Number.parseInt(text, 10);
  return Math.min(max, Math.max(min, Number.isNaN(number) ? 0 : number));
}

/** `true`, `yes` and `1` are true. */
export function booleanOf(parameters: Parameters, name: string): boolean {
  return ['true', 'yes', '1'].includes(textOf(parameters, name).trim().toLowerCase());
}

/**
 * An object parameter.
 *
 * @returns null when it is missing
 * @throws {Refusal} `can't parse <what> JSON object` or `object expected as <what>`
 */
export function objectOf(parameters: Parameters, name: string, what: string): Json | null {
  const text = textOf(parameters, name);
  if (text === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
  if (value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) throw badRequest(`object expected as ${what}`);
  return value as Json;
}
