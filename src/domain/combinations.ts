/**
 * One, two or three of `order`, in this order, that begin with one that `opens`: those after another of the same
 * beginning, and none whose texts, with a space between them, are longer than `longest` together.
 */
export function* combinations<T extends { readonly text: string }>(
  order: readonly T[],
  longest: number,
  opens: (first: T) => boolean,
): Generator<readonly T[]> {
  for (const [i, first] of order.entries()) {
    if (first.text.length > longest || !opens(first)) continue;
    yield [first];
    for (let j = i + 1; j < order.length; j++) {
      const second = order[j];
      const left = longest - first.text.length - (second?.text.length ?? 0) - 1;
      if (second === undefined || left < 0) continue;
      yield [first, second];
      for (let k = j + 1; k < order.length; k++) {
        const third = order[k];
        if (third !== undefined && third.text.length < left) yield [first, second, third];
      }
    }
  }
}
