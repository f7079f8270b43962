/** What no text of the product says, and what it says instead: the rules of its voice that a program can hold. */
import { filled } from "./texts-of.ts";

/** Longer sentences are not understood at a glance. */
const mostWords = 15;

interface Banned {
  readonly pattern: RegExp;
  readonly instead: string;
}

const verbs =
  "can|cannot|could|may|must|should|has|have|had|is|was|reads?|looks?|does|do|wants?|needs?|types?|chooses?|sees?|knows?|opens?|writes?|asks?";

const banned: readonly Banned[] = [
  { pattern: /\banew\b/i, instead: "“again” or “new”" },
  { pattern: /\b(?:is|are|was|were|falls?) due\b|\bdue to end\b/i, instead: "“expected” or “expired”" },
  { pattern: /\bstands?\b|\bstood\b|\bstanding\b/i, instead: "“is”, “appears” or “applies”" },
  { pattern: new RegExp(`\\b(?:no)?one (?:${verbs})\\b`, "i"), instead: "“you”, or the name of the thing" },
  { pattern: /\bwhoever\b|\bwhom\b|\bnobody in particular\b/i, instead: "“anyone who”, “clients” or “users”" },
  { pattern: /\bnobody\b|\beverybody\b/i, instead: "“no client”, “no user”, “all users”" },
  { pattern: /\bsomebody\b/i, instead: "“another client”, or “was changed since”" },
  { pattern: /\bunder way\b|\b\w+ing already\b/i, instead: "“… in progress”" },
  { pattern: /\bvery same\b|\bonce more\b/i, instead: "“same”, “equal” or “again”" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: "“fix”" },
  { pattern: /\b(?:took|takes?|taking|taken|gives?|giving) back\b/i, instead: "“undo”, “restore” or “revoke”" },
  { pattern: /\b(?:is|are|be) well\b/i, instead: "“OK”" },
  { pattern: /(?<!\bthere )\b(?:is|are) no (?!longer\b|more\b|match)(?=[a-z])/i, instead: "“is not a …”" },
  { pattern: /\bno more(?=[.,;:]|$)/i, instead: "“no longer”" },
  { pattern: /\b(?:look|looks|looked|looking) (?:into|through|at|for|after)\b/i, instead: "“search” or “read”" },
  { pattern: /\bgoes? on\b|\bgo on\b|\band on\b/i, instead: "“continue” or “from … on”" },
  {
    pattern: /\bwhat (?:is|was|were|are|has|had|have) (?:there|here|typed|read|found|left|lost)\b/i,
    instead: "the thing's name",
  },
  {
    pattern: /\bfor (?:the )?(?:want|lack) of\b|\blest\b|\bthereof\b|\bhence\b|\bshall\b|\bupon\b|\bwherever\b/i,
    instead: "today's words",
  },
  { pattern: /\bwants? (?:its|your|an?|to)\b/i, instead: "“requires”" },
  { pattern: /\bspeaks? (?:no|TLS|plain)\b|\bspoken to\b/i, instead: "“uses”" },
  { pattern: /\btakes? no\b/i, instead: "“does not accept”" },
  { pattern: /\b(?:broke|broken|breaks?) off\b/i, instead: "“ended early” or “aborted”" },
  {
    pattern: /\bexclude each other\b|\bsince now\b|\bwithin reach\b|\bto be had\b|\bcleared away\b|\bfalls? free\b/i,
    instead: "a plain phrase",
  },
  {
    pattern: /\bso that none\b|\ball the same\b|\bjust now\b|\bby itself\b|\bbeside\b|\bto nobody\b/i,
    instead: "a plain phrase",
  },
  {
    pattern: /\bin the words of\b|\bin (?:the )?place of\b|\bin order to\b/i,
    instead: "“Format”, “instead of” or “to”",
  },
  { pattern: /\bit prints nothing\b|\bprinted nothing\b/i, instead: "“(no output)”" },
  {
    pattern: /\bis told\b|\bare told\b|\btells? (?:no|its|the|of|nothing|with|you|that)\b/i,
    instead: "“reports” or “shows”",
  },
  { pattern: /\bsince this page is open\b/i, instead: "“since 12:41”" },
  { pattern: /\ball 1\b|\b1 (?:steps|keys|members|leases|locks|bytes|edits|lines)\b/i, instead: "the singular" },
  { pattern: /\bat its end\b|\bat the present\b|\bto end a\b/i, instead: "“Done” or “current”" },
  { pattern: /[…\d] ?\S* a second\b/i, instead: "“/s”" },
];

/** Why a text does not follow the voice, one line each; empty where it does. */
export function faultsOf(text: string): readonly string[] {
  const faults = banned.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`“${found}”: write ${instead}`];
  });
  for (const sentence of text.split(/(?<=[.!?:;])\s/)) {
    const words = sentence.split(/\s+/).filter((word) => /[A-Za-z]/.test(word) || word.includes(filled)).length;
    if (words > mostWords) faults.push(`${words} words in a sentence: at most ${mostWords}`);
  }
  return faults;
}
