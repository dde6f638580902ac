/** Pairs the letters of two strings of one length. */
const paired = (from: string, to: string): ReadonlyMap<string, string> => {
  const twins = [...to];
  return new Map([...from].map((letter, index) => [letter, twins[index] ?? letter]));
};

/** Latin and Greek letters that are typed for Cyrillic ones. Lower-case `h` stands for һ, capital `H` for Н. */
export const TO_CYRILLIC = paired(
  'acehikmoptxyəǝABCEHIKMOPTXYƏαοκΑΒΕΗΚΜΟΡΤΧ',
  'асеһікмортхуәәАВСЕНІКМОРТХУӘаокАВЕНКМОРТХ',
);

/** Cyrillic and Greek letters that are typed for Latin ones. */
export const TO_LATIN = paired(
  'асеһікмортхуАВСЕНІКМОРТХУαοκΑΒΕΗΚΜΟΡΤΧ',
  'acehikmoptxyABCEHIKMOPTXYaokABEHKMOPTX',
);
