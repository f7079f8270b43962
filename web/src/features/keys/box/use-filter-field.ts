import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { badEscape } from "#/lib/key-text-problem.ts";
import type { BoxField } from "./box-field.ts";

interface FilterFieldOptions {
  /** How many keys are shown; undefined while that is not known. */
  readonly count: number | undefined;
  /** They cannot be shown. */
  readonly isFailed: boolean;
  /** What the names are narrowed to, as it stands in the address. */
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly onFind: (text: string) => void;
  /** Leads on into the keys. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Each change asks etcd: so long nothing more must be typed before. */
const pauseMs = 250;

/** Narrows the keys to names that start so: a range read of its own, so that it finds all of them and no others. */
export function useFilterField(options: FilterFieldOptions): BoxField {
  const { filter, onFind, onDone } = options;
  const [typed, setTyped] = useState(filter);
  const [sent, setSent] = useState(filter);
  const [address, setAddress] = useState(filter);
  // Enter was pressed before it was known whether anything starts so.
  const isEntered = useRef(false);
  if (address !== filter) {
    setAddress(filter);
    // Another address, not one that was typed here.
    if (filter !== sent) {
      setTyped(filter);
      setSent(filter);
    }
  }
  const count = filter === typed ? options.count : undefined;

  const send = (text: string) => {
    if (text === sent || parseKeyText(text) === undefined) return;
    setSent(text);
    options.onFilter(text);
  };
  const sendLater = useEffectEvent(send);
  useEffect(() => {
    const timer = setTimeout(() => sendLater(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const isKnown = count !== undefined || (filter === typed && options.isFailed);
  const arrive = useEffectEvent(() => {
    if (isEntered.current && count !== 0) onDone();
    isEntered.current = false;
  });
  useEffect(() => {
    if (isKnown) arrive();
  }, [isKnown]);
  const enter = () => {
    send(typed);
    if (!isKnown) isEntered.current = true;
    else if (count !== 0) onDone();
  };
  const empty = count === 0 && typed !== "";
  return {
    label: "Filter by prefix",
    placeholder: "Names that start with…",
    text: typed,
    problem: parseKeyText(typed) === undefined ? badEscape : undefined,
    onText: (text) => {
      setTyped(text);
      isEntered.current = false;
    },
    onSubmit: () => (empty ? onFind(typed) : enter()),
    onKeyDown: (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        enter();
      } else if (event.key === "Escape") {
        isEntered.current = false;
        if (typed === "") options.onClose();
        else {
          setTyped("");
          send("");
        }
      }
    },
  };
}
