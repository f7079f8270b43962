import { ObjectStatus } from "#/components/object-status.tsx";
import type { ObjectSummary } from "#/lib/formats/object-codec.ts";

/** An object of Kubernetes in a row: its kind, and how it is. */
export function ObjectWords({ object }: { readonly object: ObjectSummary }) {
  return (
    <span className="font-sans">
      {object.kind} <ObjectStatus object={object} />
    </span>
  );
}
