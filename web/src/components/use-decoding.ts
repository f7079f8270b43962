import type { Key, Value } from "@etcd-explorer/shared/model/bytes";
import { useEffect, useState } from "react";
import { loadDecoding, loadedDecoding } from "#/lib/decoders/load-decoding.ts";
import type { Decoding } from "#/lib/formats/decoding.ts";
import { chainChoiceOf, useChosenChains } from "#/stores/layout/chosen-chains.ts";

interface Opened {
  readonly chain: string;
  /** Undefined: it could not be loaded. */
  readonly decoding: Decoding | undefined;
  readonly values: ReadonlySet<Value>;
}

const noValues: ReadonlySet<Value> = new Set();

/**
 * What decodes the values of a key, where a chain was chosen for it; the values are opened before it is given.
 * Undefined: none was chosen, or it cannot be loaded; then values are shown as they are stored.
 */
export function useDecoding(
  connectionId: string,
  key: Key,
  ...values: readonly (Value | undefined)[]
): Decoding | "loading" | undefined {
  const chain = useChosenChains((all) => chainChoiceOf(all, connectionId, key)?.chain.join(" ") ?? "");
  const [last, setOpened] = useState<Opened>(() => openedAtOnce(chain));
  // Whoever has just chosen it has loaded it.
  const opened = last.chain === chain ? last : openedAtOnce(chain);
  const { decoding } = opened;
  const present = values.filter((value) => value !== undefined);
  // What is written meanwhile is opened at once where it is small: nothing flashes.
  const isOpen = present.every((value) => opened.values.has(value) || decoding?.isOpened(value) === true);
  const isFailed = decoding === undefined && opened.values !== noValues;
  const isWaiting = chain !== "" && !isFailed && (decoding === undefined || !isOpen);
  useEffect(() => {
    if (!isWaiting) return undefined;
    let left = false;
    const open = async () => {
      const loaded = await loadDecoding(chain);
      await Promise.all(present.map(async (value) => loaded.prepare(value)));
      return loaded;
    };
    const show = (loaded: Decoding | undefined) => {
      if (!left) setOpened({ chain, decoding: loaded, values: new Set(present) });
    };
    open().then(show, () => show(undefined));
    return () => {
      left = true;
    };
  });
  return isWaiting ? "loading" : chain === "" ? undefined : decoding;
}

function openedAtOnce(chain: string): Opened {
  return { chain, decoding: loadedDecoding(chain), values: noValues };
}
