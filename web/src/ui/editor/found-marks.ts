/** Marks in an editor wherever a text is found that is searched for beside it: apart from the editor's own search. */
import { compilePattern, everySpan, type Matcher, type Span } from "@etcd-explorer/shared/read/find/pattern";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

export interface FoundText {
  readonly text: string;
  readonly ignoreCase: boolean;
}

/** How many places there are, and which of them is shown; both 0 where there is none. */
export interface FoundPlaces {
  readonly shown: number;
  readonly count: number;
}

/** More are not marked. */
export const markedPlaces = 1000;
/** Beyond, looking through the text with every letter that is typed would be felt. */
const longestMarked = 2 * 1024 * 1024;

interface Found {
  readonly matcher: Matcher | undefined;
  readonly spans: readonly Span[];
  readonly shown: number;
  readonly marks: DecorationSet;
}

const nothing: Found = { matcher: undefined, spans: [], shown: 0, marks: Decoration.none };

const setMatcher = StateEffect.define<Matcher | undefined>();
const setShown = StateEffect.define<number>();

const place = Decoration.mark({ class: "cm-foundPlace" });
const shownPlace = Decoration.mark({ class: "cm-foundPlace cm-foundPlace-shown" });

function find(state: EditorState, matcher: Matcher | undefined, wanted: number): Found {
  if (matcher === undefined || state.doc.length > longestMarked) return nothing;
  const spans = everySpan(matcher, state.doc.toString(), markedPlaces);
  return mark(matcher, spans, Math.max(0, Math.min(wanted, spans.length - 1)));
}

function mark(matcher: Matcher | undefined, spans: readonly Span[], shown: number): Found {
  const ranges = spans.map(({ start, end }, at) => (at === shown ? shownPlace : place).range(start, end));
  return { matcher, spans, shown, marks: Decoration.set(ranges) };
}

const field = StateField.define<Found>({
  create: () => nothing,
  update: (found, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(setMatcher)) return find(transaction.state, effect.value, 0);
      if (effect.is(setShown)) return mark(found.matcher, found.spans, effect.value);
    }
    return transaction.docChanged && found.matcher !== undefined
      ? find(transaction.state, found.matcher, found.shown)
      : found;
  },
  provide: (from) => EditorView.decorations.from(from, ({ marks }) => marks),
});

/** What marks the places; `onPlaces` hears of them whenever they change. */
export function foundMarks(onPlaces: (places: FoundPlaces) => void): Extension {
  return [
    field,
    EditorView.updateListener.of(({ state, startState }) => {
      const now = state.field(field);
      if (now !== startState.field(field)) onPlaces(placesOf(now));
    }),
  ];
}

/** Marks another text, or none, and brings its first place into sight. */
export function markFound(view: EditorView, found: FoundText | undefined): void {
  const compiled = found && compilePattern({ kind: "text", ...found });
  const matcher = compiled === undefined || "problem" in compiled ? undefined : compiled.matcher;
  if (matcher === undefined && view.state.field(field).matcher === undefined) return;
  view.dispatch({ effects: setMatcher.of(matcher) });
  bringIntoSight(view);
}

/** Shows the next place, or the one before, and around at the ends. */
export function stepFound(view: EditorView, step: 1 | -1): void {
  const { spans, shown } = view.state.field(field);
  if (spans.length === 0) return;
  view.dispatch({ effects: setShown.of((shown + step + spans.length) % spans.length) });
  bringIntoSight(view);
}

function bringIntoSight(view: EditorView): void {
  const { spans, shown } = view.state.field(field);
  const span = spans[shown];
  if (span !== undefined) {
    view.dispatch({ effects: EditorView.scrollIntoView(span.start, { y: "center", x: "center" }) });
  }
}

function placesOf({ spans, shown }: Found): FoundPlaces {
  return { shown: spans.length === 0 ? 0 : shown + 1, count: spans.length };
}
