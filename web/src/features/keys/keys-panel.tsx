import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/failure";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { foldersAbove, slash } from "@etcd-explorer/shared/listing/child";
import { House, LogIn, Plus, RefreshCw, SearchX } from "lucide-react";
import { useRef } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { asksForSignIn } from "#/lib/failure-advice.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { notify } from "#/stores/notices.ts";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { GoToBox } from "./go-to-box.tsx";
import { resolvePlace } from "./go-to.ts";
import { KeyTree } from "./key-tree.tsx";
import { PrefixLine } from "./prefix-line.tsx";
import { useTree } from "./use-tree.ts";

interface KeysPanelProps {
  /** What the tree is narrowed to; empty: all keys. */
  readonly root: Key;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
  readonly onRoot: (prefix: Key) => void;
}

/** The left side of the keys screen: where one is, the tree, and what one can do with it. */
export function KeysPanel({ root, selected, onOpen, onRoot }: KeysPanelProps) {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();
  const tree = useTree(root);
  const box = useRef<HTMLInputElement>(null);

  const goTo = useMutation({
    mutationFn: (text: string) => resolvePlace(etcd, text),
    onError: (error) => notify(describeFailure(failureOf(error)), "bad"),
    onSuccess: (place, text) => {
      if (place === undefined) notify(`${text}: a backslash is written \\\\ and any byte \\xNN`, "bad");
      else if (place.kind === "prefix") onRoot(place.prefix);
      else {
        setExpanded(connection.id, foldersAbove(place.key, slash).map(encodeHex), true);
        onOpen(place.key);
      }
    },
  });
  useAct("keys.goto", (text) => {
    if (text !== undefined) goTo.mutate(text);
    else box.current?.select();
  });
  useAct("keys.refresh", () => {
    void queryClient.invalidateQueries({ queryKey: etcdCache.folders(connection.id) });
  });

  return (
    <section aria-label="Keys" className="flex h-full min-h-0 flex-col border-r border-line bg-panel">
      <div className="p-2.5 pb-1.5">
        <GoToBox ref={box} key={formatKey(root)} text={formatKey(root)} busy={goTo.isPending} onGo={goTo.mutate} />
        <PrefixLine root={root} count={tree.count} onRoot={onRoot} />
      </div>
      <TreeOrState tree={tree} root={root} selected={selected} onOpen={onOpen} />
      <div className="flex h-[34px] shrink-0 items-center justify-between border-t border-line px-1.5">
        <ActButton act="key.create" variant="ghost" icon={<Plus />} showShortcut />
        <ActButton
          act="keys.refresh"
          variant="ghost"
          label={null}
          icon={<RefreshCw className={tree.busy ? "animate-spin" : ""} />}
        />
      </div>
    </section>
  );
}

function TreeOrState({ tree, root, selected, onOpen }: Parameters<typeof KeyTree>[0]) {
  const [first] = tree.rows;
  if (first?.kind === "failed" && first.depth === 0) {
    return (
      <div className="min-h-0 flex-1">
        <FailurePanel
          failure={first.failure}
          actions={
            <>
              {asksForSignIn(first.failure) && <ActButton act="connections.open" label="Sign in" icon={<LogIn />} />}
              <ActButton act="keys.refresh" label="Try again" icon={<RefreshCw />} />
            </>
          }
        />
      </div>
    );
  }
  if (first?.kind === "empty" && first.depth === 0) {
    return (
      <div className="min-h-0 flex-1">
        <StatePanel
          icon={<SearchX />}
          title={root.length === 0 ? "This etcd holds no keys" : "No keys start like this"}
          actions={
            <>
              {root.length > 0 && <ActButton act="keys.all" icon={<House />} />}
              <ActButton act="key.create" variant="primary" icon={<Plus />} />
            </>
          }
        >
          {root.length === 0 ? "Create the first one." : "Create one, or show all keys again."}
        </StatePanel>
      </div>
    );
  }
  return <KeyTree tree={tree} root={root} selected={selected} onOpen={onOpen} />;
}
