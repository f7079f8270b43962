import { mayBeObject } from "#/lib/formats/is-kubernetes.ts";
import { decodeUtf8, encodeBase64, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { compareInt64, formatGrouped, subtractInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { foldersAbove, nameBelow } from "@etcd-explorer/shared/read/listing/child";
import {
  ClipboardCopy,
  Copy,
  Files,
  GitBranch,
  Radio,
  RefreshCw,
  Terminal,
  TextCursorInput,
  Trash2,
  Undo2,
} from "lucide-react";
import { Suspense } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { refuseAll } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { notify } from "#/stores/notices.ts";
import { addKeyToTxn } from "#/stores/txn-drafts.ts";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { isCoded } from "#/lib/formats/encodings.ts";
import { encodingName } from "#/lib/formats/value-text.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { Fact } from "#/features/value/key/fact.tsx";
import type { NowWords } from "#/features/value/past/now-words.ts";
import { LeaseFact } from "#/features/value/lease/lease-fact.tsx";

const ObjectFacts = lazyPart(async () => (await import("#/features/value/kubernetes/object-facts.tsx")).ObjectFacts);

interface KeyHeaderProps {
  readonly model: EditorModel;
  /** The key as it is now, as far as is known. */
  readonly stored: KeyValue;
  /** The revision of the keyspace when the key was read. */
  readonly revision: Revision | undefined;
  /** What became of it since, while a past revision is viewed. */
  readonly now: NowWords | undefined;
  readonly onOpen: (key: Key) => void;
}

/** The key's name, what one can do with it, and what etcd keeps about it. */
export function KeyHeader({ model, stored, revision, now, onOpen }: KeyHeaderProps) {
  const { base, format } = model;
  const { connection, at } = useConnected();
  const start = foldersAbove(base.key, useDelimiters(connection.id))
    .filter((folder) => folder.length < base.key.length)
    .at(-1)?.length;
  // A condition on what it was then would never hold.
  const past = at === "live" ? undefined : refuseAll(connection, at);
  useAct("key.add-to-txn", () => addToTxn(connection.id, stored), past);
  useAct("key.copy", () => void copy(formatKey(base.key), "key"));
  useAct("value.copy", () => void copy(copiedText(model), copiedWhat(model)));
  return (
    <header className="@container border-b border-line px-[18px] pt-3 pb-2">
      <div className="flex items-center gap-2 @max-xl:flex-wrap">
        {/* Where there is no room for all, the name has a line of its own. In it the folders give way first: the name at
            the end tells keys apart. */}
        <h2
          className="flex min-w-0 font-mono text-lg whitespace-pre @max-xl:basis-full"
          title={formatKey(base.key)}
          aria-label={formatKey(base.key)}
        >
          <span className="min-w-0 truncate text-muted">{formatKey(base.key.subarray(0, start ?? 0))}</span>
          <span
            className={`${(start ?? 0) > 1 ? "max-w-[calc(100%-2ch)]" : "max-w-full"} shrink-0 truncate font-semibold`}
          >
            {formatKey(nameBelow(base.key, start ?? 0))}
          </span>
        </h2>
        <ActButton act="key.copy" variant="ghost" label={null} icon={<Copy />} className="w-6 px-0" />
        <div className="flex-1" />
        {at !== "live" && (
          <ActButton act="restore.key" label={null} roomyLabel="Restore" icon={<Undo2 />} className={roomy} />
        )}
        <ActButton act="key.watch" label={null} roomyLabel="Watch" icon={<Radio />} className={roomy} />
        <ActButton act="value.copy" label={null} roomyLabel="Copy value" icon={<ClipboardCopy />} className={roomy} />
        <ActButton act="value.copy-as" label={null} roomyLabel="Copy as" icon={<Terminal />} className={roomy} />
        {at === "live" && (
          <>
            <ActButton
              act="key.add-to-txn"
              label={null}
              roomyLabel="Add to transaction"
              icon={<GitBranch />}
              className={roomy}
            />
            <ActButton act="key.duplicate" variant="ghost" label={null} icon={<Files />} className="w-7 px-0" />
            <ActButton act="key.rename" variant="ghost" label={null} icon={<TextCursorInput />} className="w-7 px-0" />
          </>
        )}
        <ActButton act="key.refresh" variant="ghost" label={null} icon={<RefreshCw />} className="w-7 px-0" />
        {at === "live" && (
          <ActButton act="key.delete" variant="danger" label={null} icon={<Trash2 />} className="w-9 px-0" />
        )}
      </div>
      <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-sm">
        <Suspense>{mayBeObject(base.value) && <ObjectFacts base={base} onOpen={onOpen} />}</Suspense>
        <Fact name="version">{formatGrouped(base.version)}</Fact>
        <Fact name="created">rev {formatGrouped(base.createRevision)}</Fact>
        <Fact name="modified" note={describeAge(revision, base.modRevision, at === "live")}>
          rev {formatGrouped(base.modRevision)}
        </Fact>
        <Fact name="lease">
          <LeaseFact lease={stored.lease} />
        </Fact>
        <Fact name="size">{formatBytes(base.value.length)}</Fact>
        <Fact name="format">{format}</Fact>
        {now !== undefined && (
          <Fact name="now" note={now.note}>
            {now.text}
          </Fact>
        )}
      </dl>
    </header>
  );
}

/** A button of the icon's width that grows with its words. */
const roomy = "@max-3xl:w-7 @max-3xl:border-transparent @max-3xl:bg-transparent @max-3xl:px-0";

/** The transaction then holds only while the key is as it is shown. */
function addToTxn(connectionId: string, stored: KeyValue): void {
  addKeyToTxn(connectionId, stored);
  const open = { label: "Open transaction", run: () => void runAct("txn.open") };
  notify(`Added condition: ${formatKey(stored.key)} unchanged`, "ok", open);
}

/** The value as a save would store it, not as the view lays it out; base64 on one line, as etcd's JSON has it. */
function copiedText({ encoding, text, value, secret }: EditorModel): string {
  if (secret === "masked" || value === undefined || encoding === "hex" || isCoded(encoding)) return text;
  return encoding === "base64" ? encodeBase64(value) : (decodeUtf8(value) ?? text);
}

function copiedWhat({ encoding, secret }: EditorModel): string {
  const what = encoding === "text" ? "value" : `value as ${encodingName(encoding)}`;
  return secret === "masked" ? `${what}, Secret data hidden` : what;
}

async function copy(text: string, what: string): Promise<void> {
  await copyAndSay(text, `Copied ${what}`);
}

/** How many writes the cluster has taken since. */
function describeAge(now: Revision | undefined, then: Revision, isLive: boolean): string | undefined {
  if (now === undefined || compareInt64(now, then) < 0) return undefined;
  const writes = subtractInt64(now, then);
  if (writes === 0n) return isLive ? "latest write" : "this revision";
  return `${writes.toLocaleString("en")} ${writes === 1n ? "write" : "writes"} ${isLive ? "ago" : "before"}`;
}
