// Replaces Chromium's Intl.v8BreakIterator, which the engine uses to break lines. That iterator
// is deprecated, and without it the engine would download a larger file.

// The rules of the standard for languages such as French and English: a line may break after
// spaces, except inside quotes and brackets, and after a dash that a letter follows.
const SPACES = /^[\t \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+$/;
const NEWLINE = /^(\r\n|[\n\r\v\f\u0085\u2028\u2029])$/;
const DASH = /^[-\u2010\u2012-\u2014]$/;
const CLOSES = /^[!?:;,.)\]}/\p{Pf}]/u;
const OPENS = /^[([{\p{Pi}]$/u;
const LETTER = /^\p{L}/u;

// The indexes at which a line of `text` may break, and the end of `text`.
function findBreaks(text, segmenter) {
  const breaks = [];
  let beforeLast = null;
  let last = null;
  for (const part of segmenter.segment(text)) {
    if (last && mayBreak(beforeLast, last, part)) breaks.push(part.index);
    [beforeLast, last] = [last, part];
  }
  return [...breaks, text.length];
}

function mayBreak(beforeLast, last, { segment, isWordLike }) {
  if (NEWLINE.test(last.segment)) return true;
  if (SPACES.test(last.segment)) return isApart(beforeLast?.segment ?? "", segment);
  if (DASH.test(last.segment)) return beforeLast?.isWordLike && LETTER.test(segment);
  // Two words with nothing between them: a language that writes no spaces.
  return last.isWordLike && isWordLike;
}

function isApart(before, after) {
  return !SPACES.test(after) && !CLOSES.test(after) && !OPENS.test(before);
}

class LineBreaks {
  #segmenter;
  #breaks = [];
  #index = 0;

  constructor(locales) {
    this.#segmenter = new Intl.Segmenter(locales, { granularity: "word" });
  }

  adoptText(text) {
    this.#breaks = text ? findBreaks(text, this.#segmenter) : [];
    this.#index = 0;
  }

  first() {
    this.#index = 0;
    return 0;
  }

  next() {
    return this.#index < this.#breaks.length ? this.#breaks[this.#index++] : -1;
  }

  current() {
    return this.#index ? this.#breaks[this.#index - 1] : 0;
  }
}

// Other browsers have no such iterator: there the engine uses the larger file.
if ("v8BreakIterator" in Intl)
  Object.defineProperty(Intl, "v8BreakIterator", { value: LineBreaks });
