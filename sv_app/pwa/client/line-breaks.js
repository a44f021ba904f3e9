// Defines Intl.v8BreakIterator, which the engine uses to break lines. Only Chromium has it, and it
// is deprecated there. Without it, the engine would download larger files.

// The Unicode rules, as far as languages such as French and English need them. A line may break
// after spaces, but not directly after an opening mark or before a closing mark. It may also break
// after a dash between a word and a letter.
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
  if (SPACES.test(last.segment)) return mayBreakAtSpaces(beforeLast?.segment ?? "", segment);
  if (DASH.test(last.segment)) return beforeLast?.isWordLike && LETTER.test(segment);
  // Two words without a space between them are in a language that writes none.
  return last.isWordLike && isWordLike;
}

function mayBreakAtSpaces(before, after) {
  return !SPACES.test(after) && !CLOSES.test(after) && !OPENS.test(before);
}

class LineBreakIterator {
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

// Browsers without a segmenter download the larger file.
if ("Segmenter" in Intl)
  Object.defineProperty(Intl, "v8BreakIterator", { value: LineBreakIterator });
