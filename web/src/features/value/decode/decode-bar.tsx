import type { Value } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { ScanText } from "lucide-react";
import type { ReactNode } from "react";
import { useAct } from "#/acts/use-act.ts";
import { ActButton } from "#/acts/act-button.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { describeChain, openChain, suggestChain, type Chain } from "#/lib/decoders/chain.ts";
import { loadDecoding } from "#/lib/decoders/load-decoding.ts";
import { openedBytes } from "#/lib/decoders/decoding.ts";
import { chainChoiceOf, chooseChain, useChosenChains, type ChainChoice } from "#/stores/layout/chosen-chains.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { Button } from "#/ui/button.tsx";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { ChainSelects } from "./chain-selects.tsx";
import { SchemaPicker } from "./schema-picker.tsx";
import { ScopeSelect } from "./scope-select.tsx";

interface DecodeBarProps {
  readonly model: EditorModel;
  /** Somebody asked to choose decoders. */
  readonly isAsked: boolean;
  /** Shows the value as it is decoded. */
  readonly onDecoded: () => void;
  readonly onDone: () => void;
}

/** Above a value that is encoded: by what it is decoded, what is known of it, and the choice of other decoders. */
export function DecodeBar({ model, isAsked, onDecoded, onDone }: DecodeBarProps) {
  const { connection } = useConnected();
  const { base, object, secret, dirty, decoded, encoding } = model;
  const folders = foldersAbove(base.key, useDelimiters(connection.id));
  const choice = chainChoiceOf(useChosenChains(), connection.id, base.key);
  const chain = choice?.chain ?? [];
  const fitting = choice === undefined ? suggestChain(base.value, openedBytes) : [];
  // An object of Kubernetes is decoded already; what it carries is another matter.
  const suggested = object === undefined || fitting[0] === "helm" ? fitting : [];
  const choose = async (next: readonly string[]) => {
    // Opened before it is chosen: the editor stays where it is.
    if (next.length > 0) await (await loadDecoding(next.join(" "))).prepare(base.value);
    chooseChain(connection.id, choice ?? { start: base.key, isPrefix: false }, next);
    if (next.length > 0) onDecoded();
  };
  const moveTo = (to: Pick<ChainChoice, "start" | "isPrefix">) => {
    if (choice !== undefined) chooseChain(connection.id, choice, undefined);
    chooseChain(connection.id, to, chain);
  };
  const stop = () => {
    // A key below a decoded prefix is left out of it.
    const isInherited = choice?.isPrefix === true;
    chooseChain(connection.id, { start: base.key, isPrefix: false }, isInherited ? [] : undefined);
    onDone();
  };
  const unsaved = dirty ? "Save or discard the edit first" : undefined;
  useAct("value.decode-stop", stop, chain.length === 0 ? "Not decoded" : unsaved);

  if (secret === "masked") return null;
  if (chain.length === 0 && !isAsked) {
    if (suggested.length === 0) return null;
    return (
      <Bar>
        <span className="min-w-0 flex-1 basis-64">
          Looks like <span className="font-semibold text-text">{describeSuggested(base.value, suggested)}</span>
        </span>
        <Button className="h-6" disabled={unsaved !== undefined} title={unsaved} onClick={() => void choose(suggested)}>
          Decode
        </Button>
        <Button
          variant="ghost"
          className="h-6"
          onClick={() => chooseChain(connection.id, { start: base.key, isPrefix: false }, [])}
        >
          Dismiss
        </Button>
      </Bar>
    );
  }
  const last = chain.at(-1) ?? "";
  const isShown = encoding === "decoded" && decoded !== undefined;
  const notes = isShown && decoded.closed === undefined ? decoded.notes : [];
  return (
    <Bar>
      <ChainSelects
        chain={chain}
        isWhole={isShown && decoded.format !== undefined && !decoded.isHex}
        disabled={unsaved}
        takesFocus={isAsked}
        onChange={(next) => void choose(next)}
      />
      {/^protobuf(?::|$)/.test(last) && (
        <SchemaPicker value={base.value} chain={chain} disabled={unsaved} onChange={(next) => void choose(next)} />
      )}
      {decoded?.closed !== undefined && <span className="text-warn">Cannot be decoded: {decoded.closed}</span>}
      {chain.length > 0 && (
        <span className="ml-auto flex min-w-0 items-center gap-2.5">
          <ScopeSelect
            selected={base.key}
            folders={folders.map((start) => ({ start, label: formatKey(start) }))}
            choice={choice}
            onMove={moveTo}
          />
          <ActButton act="value.decode-stop" className="h-6" />
        </span>
      )}
      {notes.length > 0 && <p className="basis-full text-sm">{notes.join(" · ")}</p>}
      {chain.length === 0 && (
        <Button variant="ghost" className="h-6" onClick={onDone}>
          Cancel
        </Button>
      )}
    </Bar>
  );
}

function describeSuggested(value: Value, chain: Chain): string {
  const opened = openChain(value, chain, openedBytes);
  return describeChain(chain, opened.kind === "opened" ? opened : undefined);
}

function Bar({ children }: { readonly children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label="Decoding"
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line bg-panel px-3.5 py-1 text-muted [&>svg]:size-4 [&>svg]:shrink-0"
    >
      <ScanText />
      {children}
    </div>
  );
}
