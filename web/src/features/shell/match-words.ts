/** How well a query fits the words of something that is looked for. Pure. */

/** From best to worst; undefined: it does not fit. */
export type Fit = 0 | 1 | 2 | 3;

const wordsOf = (text: string) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/** Whether the letters of a query occur in a text in their order, the first at the start of a word: `frmt` in `format`. */
function fitsLetters(text: string, letters: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(text).some((word) => {
    if (letters === "" || !word.startsWith(letters.charAt(0))) return false;
    let at = lower.indexOf(word);
    for (const letter of letters) {
      at = lower.indexOf(letter, at);
      if (at === -1) return false;
      at++;
    }
    return true;
  });
}

/**
 * How a query fits a title and other words for it, word by word, in any order and case: 0 each begins a word of the title,
 * 1 each occurs in it, 2 each begins a word of either, 3 its letters occur in the title in their order.
 */
export function fitOf(title: string, query: string, others = ""): Fit | undefined {
  const parts = query
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "");
  const lower = title.toLowerCase();
  const begin = (words: readonly string[]) => parts.every((part) => words.some((word) => word.startsWith(part)));
  if (begin(wordsOf(title))) return 0;
  if (parts.every((part) => lower.includes(part))) return 1;
  if (begin([...wordsOf(title), ...wordsOf(others)])) return 2;
  // Two letters fit nearly anything.
  const letters = parts.join("");
  return letters.length > 2 && fitsLetters(title, letters) ? 3 : undefined;
}
