import { useEffect, useState, type RefObject } from "react";

/** The name by which key fields take these options. */
export const keyOptionsId = "txn-keys";

/** Every step asks etcd: so long nothing more must be typed before. */
const pauseMs = 180;

export type SuggestKeys = (text: string, signal: AbortSignal) => Promise<readonly string[]>;

interface KeyOptionsProps {
  /** Where the fields are. */
  readonly within: RefObject<HTMLElement | null>;
  readonly suggest: SuggestKeys;
}

/** What the cluster has of the beginning of a key that is being typed, for the browser to offer. */
export function KeyOptions({ within, suggest }: KeyOptionsProps) {
  const [options, setOptions] = useState<readonly string[]>([]);
  useEffect(() => {
    const fields = within.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = new AbortController();
    const onType = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.getAttribute("list") !== keyOptionsId) return;
      clearTimeout(timer);
      asking.abort();
      const mine = new AbortController();
      asking = mine;
      timer = setTimeout(() => {
        suggest(target.value, mine.signal).then(
          (found) => {
            if (!mine.signal.aborted) setOptions(found);
          },
          // Completions that cannot be had are no failure of what one wants to do.
          () => setOptions([]),
        );
      }, pauseMs);
    };
    fields?.addEventListener("input", onType);
    fields?.addEventListener("focusin", onType);
    return () => {
      clearTimeout(timer);
      asking.abort();
      fields?.removeEventListener("input", onType);
      fields?.removeEventListener("focusin", onType);
    };
  }, [within, suggest]);
  return (
    <datalist id={keyOptionsId}>
      {options.map((key) => (
        <option key={key} value={key}>
          {key}
        </option>
      ))}
    </datalist>
  );
}
