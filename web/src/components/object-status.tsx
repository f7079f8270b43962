import type { ObjectSummary } from "#/lib/formats/object-codec.ts";
import { statusText } from "#/lib/kubernetes/summary-text.ts";
import { useNow } from "#/lib/use-now.ts";

const tones = { ok: "text-ok", warn: "text-warn", bad: "text-bad", plain: "text-text" } as const;

/** How an object of Kubernetes is, in a row; an age goes on. */
export function ObjectStatus({ object }: { readonly object: ObjectSummary }) {
  return object.at === undefined ? <Status object={object} nowMs={0} /> : <Aging object={object} />;
}

function Aging({ object }: { readonly object: ObjectSummary }) {
  return <Status object={object} nowMs={performance.timeOrigin + useNow()} />;
}

function Status({ object, nowMs }: { readonly object: ObjectSummary; readonly nowMs: number }) {
  const text = statusText(object, nowMs);
  return (
    <span title={text} className={tones[object.tone]}>
      {text}
    </span>
  );
}
