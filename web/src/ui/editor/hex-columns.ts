/** What stands beside bytes that are edited as hex: the offset of each line before it, its characters after it. */
import type { EditorState, Extension, Text } from "@codemirror/state";
import { Decoration, EditorView, lineNumbers, ViewPlugin, WidgetType, type DecorationSet } from "@codemirror/view";

/** Sixteen pairs with a blank between them. */
const fullLine = 47;

const offsets = new WeakMap<Text, readonly number[]>();

/** How many bytes stand before each line, whatever the lines' lengths are while one types. Counted once a text. */
export function lineOffsets(text: Text): readonly number[] {
  const known = offsets.get(text);
  if (known !== undefined) return known;
  const found: number[] = [];
  let digits = 0;
  for (const line of text.iterLines()) {
    found.push(digits >> 1);
    for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) > 0x20) digits++;
  }
  offsets.set(text, found);
  return found;
}

/** The bytes of a line as characters; a dot for what is not printable ASCII, nothing where the line is not whole. */
export function asCharacters(line: string): string {
  const pairs = line.replaceAll(/\s/g, "");
  if (!/^([0-9a-f]{2})+$/i.test(pairs)) return "";
  return pairs.replaceAll(/../g, (pair) => {
    const byte = Number.parseInt(pair, 16);
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
  });
}

/** The characters come from an attribute: so they are neither selected nor copied, and no text of the value. */
class Characters extends WidgetType {
  readonly #text: string;
  readonly #room: number;

  constructor(text: string, room: number) {
    super();
    this.#text = text;
    this.#room = room;
  }

  override eq(other: Characters): boolean {
    return other.#text === this.#text && other.#room === this.#room;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "cm-characters";
    element.dataset.characters = this.#text;
    element.style.marginLeft = `${this.#room}ch`;
    return element;
  }
}

function charactersInSight({ state, visibleRanges }: EditorView): DecorationSet {
  const marks = [];
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      const text = asCharacters(line.text);
      const room = Math.max(0, fullLine - line.length) + 3;
      if (text !== "") marks.push(Decoration.widget({ widget: new Characters(text, room), side: 1 }).range(line.to));
      at = line.to + 1;
    }
  }
  return Decoration.set(marks);
}

const characters = ViewPlugin.define(
  (view) => ({
    marks: charactersInSight(view),
    update({ docChanged, viewportChanged, view: now }) {
      if (docChanged || viewportChanged) this.marks = charactersInSight(now);
    },
  }),
  { decorations: ({ marks }) => marks },
);

const offsetOfLine = (number: number, { doc }: EditorState): string =>
  (lineOffsets(doc)[number - 1] ?? 0).toString(16).padStart(8, "0");

export const hexColumns: Extension = [lineNumbers({ formatNumber: offsetOfLine }), characters];
