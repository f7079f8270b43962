/** The colours of etcdctl's transaction text: conditions, and commands with their flags. */
import type { StreamParser, StringStream } from "@codemirror/language";

interface LineState {
  /** Whether the next word is the one that the line is about. */
  readonly first: boolean;
}

const condition = /^(?:version|ver|create|c|mod|m|value|val|lease)(?=\()/;
const command = /^(?:put|get|del|delete)(?!\S)/;
const quoted = /^"(?:[^"\\]|\\.)*"?|^'[^']*'?/;
const numeral = /^-?\d+(?!\S)/;

/** Reads one token; gives CodeMirror's name for what it is. */
function readToken(stream: StringStream, first: boolean): string | null {
  if (first && (stream.match(condition) || stream.match(command))) return "propertyName";
  if (stream.match(quoted)) return "string";
  if (stream.match(/^--?[\w-]+/)) return "attributeName";
  if (stream.match(/^(?:!=|[=<>])/)) return "operator";
  if (stream.match(numeral)) return "number";
  // A bare word goes on through quotes within it, as a shell reads it; what closes a condition is none.
  if (!stream.match(/^[^\s()=<>!"']+/)) stream.next();
  return null;
}

export const txnTextMode: StreamParser<{ line: LineState }> = {
  name: "etcdctl-txn",
  startState: () => ({ line: { first: true } }),
  copyState: ({ line }) => ({ line }),
  token: (stream, state) => {
    if (stream.sol()) state.line = { first: true };
    if (stream.eatSpace()) return null;
    const { first } = state.line;
    state.line = { first: false };
    return readToken(stream, first);
  },
};
