import { useEffect, useEffectEvent, useRef, useState, type ComponentType, type ReactNode } from "react";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { MissingPart } from "./missing-part.tsx";
import { typeEarly, typeIntoFocused } from "./typed-early.ts";

interface Closable {
  readonly onClose: () => void;
}

interface LazyDialog<Props> {
  (props: Props): ReactNode;
  /** Loads it before it is shown, so that it opens at once. */
  readonly preload: () => void;
}

/**
 * A dialog that is loaded when it is first shown. It owns the keyboard from the key press on that opens it: what is
 * typed while it loads does nothing to the page behind and stands in its first field then, and Escape takes it back. No `lazy`: React shows a fallback for
 * a third of a second at least.
 *
 * @example const Palette = lazyDialog(async () => (await import("./palette.tsx")).Palette);
 */
export function lazyDialog<Props extends Closable>(load: () => Promise<ComponentType<Props>>): LazyDialog<Props> {
  let loaded: ComponentType<Props> | undefined;
  const keep = async () => {
    loaded ??= await load();
    return loaded;
  };
  function Shown(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);
    const typed = useRef("");
    // Its own effects, which give the focus to a field, have run before.
    useEffect(() => {
      if (Part === undefined) return;
      typeIntoFocused(typed.current);
      typed.current = "";
    }, [Part]);
    useEffect(() => {
      let isShown = true;
      const show = (part: ComponentType<Props>) => {
        if (isShown) setPart(() => part);
      };
      void keep().then(show, () => show(MissingPart));
      return () => {
        isShown = false;
      };
    }, []);
    return Part === undefined ? (
      <LoadingDialog
        onClose={props.onClose}
        onType={(event) => {
          typed.current = typeEarly(typed.current, event);
        }}
      />
    ) : (
      <Part {...props} />
    );
  }
  const preload = () => void keep().catch(() => undefined);
  return Object.assign(Shown, { preload });
}

/** Stands for a dialog until it is loaded, seen only where that takes a while. */
function LoadingDialog({ onClose, onType }: Closable & { readonly onType: (event: KeyboardEvent) => void }) {
  const type = useEffectEvent(onType);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => type(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <Dialog label="Loading…" onClose={onClose} className="loading-dialog w-auto!">
      <p className="px-5 py-4 text-muted">Loading…</p>
    </Dialog>
  );
}
