const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s«»"<>]+|(?<![\p{L}\p{N}@._-])[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.(?:kz|com|ru|org|net|gov|info|io|uk|us|eu|news|media|press|қаз|рф)(?![\p{L}\p{N}])/giu;
/** «газета „Казахстанская правда“», «Kazakhstan Today агенттігі»: the noun tells that the name is an outlet's. */
const NAMED =
  /(?:агентств\p{L}*|издани\p{L}*|газет\p{L}*|портал\p{L}*|телеканал\p{L}*|журнал\p{L}*|телеарна\p{L}*|басылым\p{L}*)\s+["«“„]([^"»”“„]{2,40})["»”“]|["«“„]([^"»”“„]{2,40})["»”“]\s+(?:агенттіг|газет|портал|телеарна|журнал|басылым|телеканал|newspaper|magazine|news agency)/giu;
/** Without one of these there is no address, and without a quotation mark no outlet in quotes. */
const HINT_OF_ADDRESS = /\.\S|:\/\//;
const HINT_OF_NAMED = /["«“„]/;
const SPACES = ' '.repeat(4096);

/**
 * Returns `text` with outlet names, their domains and all web addresses blanked out by spaces, so that «Kazakhstan
 * Today» or «Егемен Қазақстан» is not taken for the country. Length and offsets stay. For matching names only, never
 * for display.
 *
 * @param outletNames as editors write them, any case; a name of under three letters is ignored
 */
export function maskOutlets(text: string, outletNames: readonly string[]): string {
  let masked = HINT_OF_ADDRESS.test(text) ? text.replace(ADDRESS, blank) : text;
  if (HINT_OF_NAMED.test(masked))
    masked = masked.replace(NAMED, (all: string, quoted?: string, before?: string) => {
      const name = quoted ?? before ?? '';
      return all.replace(name, blank);
    });
  const names = outletPattern(outletNames);
  return names ? masked.replace(names, blank) : masked;
}

function blank(text: string): string {
  return text.length <= SPACES.length ? SPACES.slice(0, text.length) : ' '.repeat(text.length);
}

const PATTERNS = new Map<string, RegExp | null>();

/**
 * One global pattern for all names, longest first, with any Russian or Kazakh ending; null when there is no name.
 * Use it with `replace` or `search`, which ignore where an earlier match ended.
 */
export function outletPattern(outletNames: readonly string[]): RegExp | null {
  const key = outletNames.join('\n');
  const known = PATTERNS.get(key);
  if (known !== undefined) return known;
  const names = outletNames
    .map((name) => name.trim())
    .filter((name) => name.length >= 3)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+'));
  const pattern =
    names.length === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?:-?\\p{Script=Cyrillic}{1,6})?(?![\\p{L}\\p{N}])`,
          'giu',
        );
  if (PATTERNS.size > 500) PATTERNS.clear();
  PATTERNS.set(key, pattern);
  return pattern;
}
