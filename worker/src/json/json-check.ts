/**
 * Whether bytes are JSON (RFC 8259), looked at while they come: what passes is what `JSON.parse` takes, so that a large
 * answer can be passed on without being made into text and objects. It also says what JSON may cost whoever parses it: a
 * few bytes can become a hundred in memory, and a few megabytes of brackets overflow the stack.
 */

// etcd's own answers nest three levels for each transaction within a transaction. They have a comma or a bracket every
// dozen bytes; only small ones, such as those to empty operations, have more.
const deepest = 400;
const freeTokens = 65_536;
const bytesPerToken = 6;

const quote = 0x22;
const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const smallU = 0x75;
const smallN = 0x6e;

/** What is due next. */
type State =
  | "value"
  | "value-or-end"
  | "key"
  | "key-or-end"
  | "colon"
  | "after"
  | "string"
  | "escape"
  | "hex"
  | "word"
  | "digit"
  | "zero"
  | "integer"
  | "first-decimal"
  | "decimals"
  | "exponent-sign"
  | "first-exponent"
  | "exponent";

const words = new Map(["true", "false", "null"].map((word) => [word.charCodeAt(0), word]));
const escapes = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)));

export class JsonCheck {
  /** The brackets that are open. */
  readonly #open = new Uint8Array(deepest + 1);
  #depth = 0;
  #tokens = 0;
  #length = 0;
  #state: State = "value";
  #isKey = false;
  /** Of a word or of an escape by number: what is still due. */
  #due = "";
  #hexDue = 0;
  #first = 0;
  #isBroken = false;
  #highBits = 0;
  #refusal: string | undefined;

  /** Why it is not to be parsed; undefined where it may be, whether or not it is JSON. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Whether all that has come is one JSON value. */
  get isWhole(): boolean {
    if (this.#isBroken || this.#refusal !== undefined || this.#depth > 0) return false;
    return this.#state === "after" || isEndOfNumber(this.#state);
  }

  /** Whether what is whole is `null`. */
  get isNull(): boolean {
    return this.#first === smallN;
  }

  /** Whether nothing but ASCII has come. What is not UTF-8 is no reason to call it no JSON. */
  get isAscii(): boolean {
    return this.#highBits < 0x80;
  }

  /** Looks at the next bytes. */
  push(bytes: Uint8Array): void {
    if (this.#isBroken || this.#refusal !== undefined) return;
    for (let at = 0; at < bytes.length; at++) {
      if (this.#state === "string") at = this.#skipText(bytes, at);
      const byte = bytes[at];
      if (byte === undefined) break;
      if (!this.#take(byte)) {
        this.#isBroken = true;
        return;
      }
      if (this.#depth > deepest) this.#refusal = `its JSON nests deeper than ${deepest} levels`;
      else if (this.#tokens > freeTokens + (this.#length + at) / bytesPerToken) {
        this.#refusal = "its JSON has too many parts for its size";
      }
      if (this.#refusal !== undefined) return;
    }
    this.#length += bytes.length;
  }

  /** Where what is special within a string comes next; nearly every byte of a large answer is passed here. */
  #skipText(bytes: Uint8Array, from: number): number {
    let high = this.#highBits;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === quote || byte === backslash || byte < 0x20) break;
      high |= byte;
    }
    this.#highBits = high;
    return at;
  }

  /** False where the byte cannot stand here. */
  #take(byte: number): boolean {
    switch (this.#state) {
      case "value":
      case "value-or-end":
        return this.#takeValue(byte);
      case "key":
      case "key-or-end":
        if (isSpace(byte)) return true;
        if (byte === closeBrace && this.#state === "key-or-end") return this.#close(openBrace);
        this.#isKey = true;
        return byte === quote && this.#go("string");
      case "colon":
        return isSpace(byte) || (byte === colon && this.#go("value"));
      case "after":
        return this.#takeAfter(byte);
      case "string":
        if (byte === backslash) return this.#go("escape");
        return byte === quote && this.#go(this.#isKey ? "colon" : "after");
      case "escape":
        this.#hexDue = 4;
        return byte === smallU ? this.#go("hex") : escapes.has(byte) && this.#go("string");
      case "hex":
        this.#hexDue--;
        return isHex(byte) && (this.#hexDue > 0 || this.#go("string"));
      case "word":
        if (byte !== this.#due.charCodeAt(0)) return false;
        this.#due = this.#due.slice(1);
        return this.#due !== "" || this.#go("after");
      case "digit":
      case "zero":
      case "integer":
      case "first-decimal":
      case "decimals":
      case "exponent-sign":
      case "first-exponent":
      case "exponent":
        return this.#takeInNumber(byte);
      default:
        return this.#state satisfies never;
    }
  }

  #takeValue(byte: number): boolean {
    if (isSpace(byte)) return true;
    if (byte === closeBracket && this.#state === "value-or-end") return this.#close(openBracket);
    if (this.#first === 0) this.#first = byte;
    this.#isKey = false;
    if (byte === quote) return this.#go("string");
    if (byte === openBrace || byte === openBracket) {
      this.#open[this.#depth++] = byte;
      this.#tokens++;
      return this.#go(byte === openBrace ? "key-or-end" : "value-or-end");
    }
    if (byte === minus) return this.#go("digit");
    if (isDigit(byte)) return this.#go(byte === zero ? "zero" : "integer");
    const word = words.get(byte);
    this.#due = word?.slice(1) ?? "";
    return word !== undefined && this.#go("word");
  }

  #takeAfter(byte: number): boolean {
    if (isSpace(byte)) return true;
    if (this.#depth === 0) return false;
    const within = this.#open[this.#depth - 1];
    if (byte === comma) {
      this.#tokens++;
      return this.#go(within === openBrace ? "key" : "value");
    }
    return (byte === closeBrace && this.#close(openBrace)) || (byte === closeBracket && this.#close(openBracket));
  }

  #takeInNumber(byte: number): boolean {
    const state = this.#state;
    const isDigitDue = state === "digit" || state === "first-decimal" || state === "first-exponent";
    if (state === "exponent-sign" && (byte === plus || byte === minus)) return this.#go("first-exponent");
    if (isDigitDue || state === "exponent-sign") return isDigit(byte) && this.#go(afterDigit(state, byte));
    if (isDigit(byte) && state !== "zero") return true;
    if (byte === dot && (state === "zero" || state === "integer")) return this.#go("first-decimal");
    // E or e.
    if ((byte | 0x20) === 0x65 && state !== "exponent") return this.#go("exponent-sign");
    return this.#go("after") && this.#takeAfter(byte);
  }

  #close(bracket: number): boolean {
    this.#tokens++;
    this.#depth--;
    return this.#open[this.#depth] === bracket && this.#go("after");
  }

  #go(state: State): true {
    this.#state = state;
    return true;
  }
}

/** What the first digit of a part of a number leads to. */
function afterDigit(state: "digit" | "first-decimal" | "exponent-sign" | "first-exponent", byte: number): State {
  if (state === "digit") return byte === zero ? "zero" : "integer";
  return state === "first-decimal" ? "decimals" : "exponent";
}

function isEndOfNumber(state: State): boolean {
  return state === "zero" || state === "integer" || state === "decimals" || state === "exponent";
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}

function isHex(byte: number): boolean {
  const small = byte | 0x20;
  return isDigit(byte) || (small >= 0x61 && small <= 0x66);
}
