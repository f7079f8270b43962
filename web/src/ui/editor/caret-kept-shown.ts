/** Keeps the caret in sight where the editor loses room below it. */
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

/** Between the caret and the lower edge, in pixels. */
const margin = 5;

/**
 * What appears below the editor at the first letter, such as what Save would send, hides the line that one types in. Who
 * has scrolled away from the caret is not taken back to it.
 */
class CaretKeeper {
  private height: number;

  constructor(view: EditorView) {
    this.height = view.scrollDOM.clientHeight;
  }

  update({ geometryChanged, view }: ViewUpdate): void {
    if (!geometryChanged) return;
    view.requestMeasure({
      key: this,
      read: () => this.readHidden(view),
      write: (hidden) => {
        if (hidden > 0) view.scrollDOM.scrollTop += hidden + margin;
      },
    });
  }

  /** How much of the caret has just been hidden, in pixels. */
  private readHidden(view: EditorView): number {
    const { scrollDOM, state } = view;
    const before = this.height;
    this.height = scrollDOM.clientHeight;
    const caret = view.hasFocus && this.height < before ? view.coordsAtPos(state.selection.main.head) : null;
    if (caret === null) return 0;
    const fromTop = caret.bottom - scrollDOM.getBoundingClientRect().top;
    return fromTop > before ? 0 : fromTop - this.height;
  }
}

export const caretKeptShown = ViewPlugin.fromClass(CaretKeeper);
