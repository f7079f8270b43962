/** Where a query matches in a text, up to a bound: for what the search panel says. */
import type { SearchQuery } from "@codemirror/search";
import type { EditorState, Text } from "@codemirror/state";

/** So many are counted; of more it is said that there are more. */
export const mostCounted = 1000;

export interface Match {
  readonly from: number;
  readonly to: number;
}

interface Counted {
  readonly query: SearchQuery;
  readonly text: Text;
  readonly matches: readonly Match[];
}

/** Lists the matches of a query; asked again of the same text, it does not search again. */
export function matchCounter(): (state: EditorState, query: SearchQuery) => readonly Match[] {
  let last: Counted | undefined;
  return (state, query) => {
    if (last?.query.eq(query) !== true || last.text !== state.doc) {
      last = { query, text: state.doc, matches: listMatches(state, query) };
    }
    return last.matches;
  };
}

function listMatches(state: EditorState, query: SearchQuery): Match[] {
  const matches: Match[] = [];
  if (!query.valid || query.search === "") return matches;
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); next.done !== true && matches.length <= mostCounted; next = cursor.next()) {
    matches.push({ from: next.value.from, to: next.value.to });
  }
  return matches;
}

/** `2 of 5`, `5 matches`, `1,000+ matches`, `No matches`; nothing while nothing is searched for. */
export function describeMatches(query: SearchQuery, matches: readonly Match[], selected: Match): string {
  if (query.search === "") return "";
  if (!query.valid) return "Invalid regular expression";
  if (matches.length === 0) return "No matches";
  const isMore = matches.length > mostCounted;
  const count = isMore ? `${mostCounted.toLocaleString("en")}+` : String(matches.length);
  const at = matches.findIndex(({ from, to }) => from === selected.from && to === selected.to);
  if (at !== -1 && at < mostCounted) return `${at + 1} of ${count}`;
  return matches.length === 1 ? "1 match" : `${count} matches`;
}
