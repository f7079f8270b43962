import type { Key, Value } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import { useState } from "react";
import { DiffView } from "#/components/diff/diff-view.tsx";
import { versionTexts } from "#/lib/diff/version-text.ts";
import { useDecoding } from "#/components/use-decoding.ts";
import type { Decoding } from "#/lib/formats/decoding.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { useObjectCodec } from "#/lib/kubernetes/use-object-codec.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { FieldsView } from "./fields-view.tsx";
import { structureDiff } from "./structure.ts";

interface ValueDiffProps {
  /** Undefined: that side does not have the key. */
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  /** The key on each side, for which decoders may have been chosen. */
  readonly keys: OfSides<Key>;
  readonly connectionIds: OfSides<string>;
}

/** Larger values are compared on request: the page waits for it. */
const largestAtOnce = 512 * 1024;

/** Two values: field by field where both have a structure, else line by line, or as bytes. */
export function ValueDiff(props: ValueDiffProps) {
  const { before, after } = props;
  const sizeBytes = (before?.length ?? 0) + (after?.length ?? 0);
  const [isAllowed, setAllowed] = useState(false);
  if (sizeBytes > largestAtOnce && !isAllowed) {
    return (
      <div className="flex flex-col items-start gap-2 p-4">
        <p className="text-muted">Large values: {formatBytes(sizeBytes)} together</p>
        <Button onClick={() => setAllowed(true)}>Compare values</Button>
      </div>
    );
  }
  return <Compared {...props} />;
}

function Compared({ before, after, keys, connectionIds }: ValueDiffProps) {
  const [view, setView] = useState<"fields" | "lines">("fields");
  const codec = useObjectCodec(before, after);
  // Where both sides have decoders, those of A decide: both must be spelled alike.
  const leftDecoding = useDecoding(connectionIds.left, keys.left, before, after);
  const rightDecoding = useDecoding(connectionIds.right, keys.right, before, after);
  // Without it the data of a Secret would be seen for a moment.
  if (codec === "loading" || leftDecoding === "loading" || rightDecoding === "loading")
    return <div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />;
  const decoding = leftDecoding ?? rightDecoding;
  const structure =
    before === undefined || after === undefined ? undefined : structureDiff(before, after, codec, decoding);
  const lines = <Lines before={before} after={after} codec={codec} decoding={decoding} />;
  if (structure === undefined) return lines;
  const { format, changes } = structure;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-3 py-1.5 text-sm text-muted">
        <Choice
          label="View of the differences"
          options={[
            { value: "fields", label: "Fields", title: `${format}, field by field` },
            { value: "lines", label: "Lines" },
          ]}
          value={view}
          onChange={setView}
        />
        <span>{format}</span>
      </div>
      <div className="flex min-h-0 flex-1 flex-col">{view === "fields" ? <FieldsView changes={changes} /> : lines}</div>
    </div>
  );
}

interface LinesProps {
  readonly before: Value | undefined;
  readonly after: Value | undefined;
  readonly codec: ObjectCodec | undefined;
  readonly decoding: Decoding | undefined;
}

/** Which sign is whose: the signs are those of a diff from A to B. */
const signs = "− is A, + is B";

function Lines({ before, after, codec, decoding }: LinesProps) {
  const { note, ...texts } = versionTexts(before, after, codec, decoding);
  return <DiffView {...texts} note={note === undefined ? signs : `${note} · ${signs}`} />;
}
