/** Suggestions in the editor while one types, or by Ctrl+Space: a listbox of the editor's own. Load it when needed. */
import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { Completion } from "#/lib/formats/object-codec.ts";

/** In longer texts the place of the caret would take too long to find, in UTF-16 units. */
const longest = 512 * 1024;

/** `complete` is asked while a word is typed, and where somebody asks for it. */
export function suggestions(complete: (text: string, at: number) => Completion | undefined): Extension {
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    if (state.doc.length > longest) return null;
    const found = complete(state.doc.toString(), pos);
    // An empty line offers everything only to whoever asks.
    if (found === undefined || (!explicit && found.from === pos)) return null;
    const options = found.options.map(({ label, detail, insert }) => ({ label, detail, apply: insert }));
    return { from: found.from, to: found.to, options, validFor: /^[\w./-]*$/ };
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 60 });
}
