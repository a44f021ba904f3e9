// Where a line may break. Chromium's own iterator, which the engine asks for, is deprecated,
// and without one the engine would fetch a larger file: this takes its place.

// As the standard has it for languages such as ours: after spaces, but for those inside
// quotes and brackets; and after a dash, before a letter.
const SPACES = /^[\t \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+$/;
const NEWLINE = /^(\r\n|[\n\r\v\f\u0085\u2028\u2029])$/;
const DASH = /^[-\u2010\u2012-\u2014]$/;
const CLOSES = /^[!?:;,.)\]}/\p{Pf}]/u;
const OPENS = /^[([{\p{Pi}]$/u;
const LETTER = /^\p{L}/u;

export function breaks(text, words) {
  const found = [];
  let before = null;
  let last = null;
  for (const part of words.segment(text)) {
    if (last && mayBreak(before, last, part)) found.push(part.index);
    [before, last] = [last, part];
  }
  return [...found, text.length];
}

function mayBreak(before, last, { segment, isWordLike }) {
  if (NEWLINE.test(last.segment)) return true;
  if (SPACES.test(last.segment)) return isApart(before?.segment ?? "", segment);
  if (DASH.test(last.segment)) return before?.isWordLike && LETTER.test(segment);
  // Two words with nothing between them: a language that writes no spaces.
  return last.isWordLike && isWordLike;
}

function isApart(before, after) {
  return !SPACES.test(after) && !CLOSES.test(after) && !OPENS.test(before);
}

class LineBreaks {
  #words;
  #ends = [];
  #at = 0;

  constructor(locales) {
    this.#words = new Intl.Segmenter(locales, { granularity: "word" });
  }

  adoptText(text) {
    this.#ends = text ? breaks(text, this.#words) : [];
    this.#at = 0;
  }

  first() {
    this.#at = 0;
    return 0;
  }

  next() {
    return this.#at < this.#ends.length ? this.#ends[this.#at++] : -1;
  }

  current() {
    return this.#at ? this.#ends[this.#at - 1] : 0;
  }
}

// Only where there is one: elsewhere the engine has taken the file that needs none.
if ("v8BreakIterator" in Intl)
  Object.defineProperty(Intl, "v8BreakIterator", { value: LineBreaks });
