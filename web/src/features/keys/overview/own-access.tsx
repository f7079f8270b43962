import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import { keyAfter } from "@etcd-explorer/shared/model/range";
import { describeRange } from "@etcd-explorer/shared/model/auth";
import { holdsAll, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { Lock } from "lucide-react";
import type { Access } from "#/api/access/access-query.ts";

/** Ranges that are named; the rest is counted. */
const named = 8;

/** What a limited user may do with keys. */
export function OwnAccess({ access }: { readonly access: Access }) {
  const { user, read, write } = access;
  const isSame = read.every((span) => holdsAll(write, span)) && write.every((span) => holdsAll(read, span));
  return (
    <section aria-labelledby="own-access" className="shrink-0 rounded-lg border border-line bg-panel px-3.5 py-2.5">
      <h3 id="own-access" className="flex items-center gap-1.5 text-sm text-muted">
        <Lock className="size-3.5" /> Permissions of {user}
      </h3>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {isSame ? (
          <Row label="Read and write" spans={read} />
        ) : (
          <>
            <Row label="Read" spans={read} />
            <Row label="Write" spans={write} />
          </>
        )}
      </dl>
    </section>
  );
}

/** A span that holds one key is that key. */
function describeSpan(span: KeySpan): string {
  const isOne = equalBytes(keyAfter(span.key), span.rangeEnd);
  return describeRange(isOne ? { key: span.key } : span);
}

function Row({ label, spans }: { readonly label: string; readonly spans: readonly KeySpan[] }) {
  const more = spans.length - named;
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 font-mono break-words">
        {spans.length === 0 && <span className="font-sans text-muted">nothing</span>}
        {spans.slice(0, named).map(describeSpan).join(", ")}
        {more > 0 && <span className="font-sans text-muted"> and {more} more</span>}
      </dd>
    </>
  );
}
