import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { SideName } from "@etcd-explorer/shared/read/compare/side";
import type { ComponentType } from "react";
import type { SideAddress, SideProblem } from "#/features/compare/model/compare-address.ts";
import { sideLetters } from "#/features/compare/model/side-words.ts";
import type { PinnedSide } from "#/features/compare/run/pin-sides.ts";
import { useInferredTime } from "#/api/clock/use-revision-time.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { ConnectionBadges } from "#/components/connection-badges.tsx";
import { formatKeyCount } from "#/lib/format.ts";
import { classNames } from "#/ui/class-names.ts";
import { colourClass } from "#/lib/connection-colour.ts";
import { ConnectionSelect } from "./connection-select.tsx";
import { MomentField } from "./moment-field.tsx";
import type { SideConnection } from "./side-connection.ts";

/** A field for a prefix that completes it from the keys of the side's connection. */
export interface PrefixFieldProps {
  readonly label: string;
  /** As keys are spelled. */
  readonly text: string;
  readonly connection: SideConnection;
  readonly onChange: (prefix: Key) => void;
  /** What is left in the field is no prefix, or is one again. */
  readonly onProblem: (problem: string | undefined) => void;
}

interface SideCardProps {
  readonly name: SideName;
  readonly side: SideAddress;
  readonly prefixText: string;
  readonly connection: SideConnection | undefined;
  /** What is wrong with it, in words. */
  readonly problem: string | undefined;
  /** Once it is pinned. */
  readonly pinned: PinnedSide | undefined;
  readonly prefixField: ComponentType<PrefixFieldProps>;
  readonly onChange: (change: Partial<SideAddress>) => void;
  /** What is left in a field cannot be read, or can be read again. */
  readonly onProblem: (field: SideProblem["field"], problem: string | undefined) => void;
}

/** One side of a comparison: its connection, its prefix and its revision, each a field. */
export function SideCard(props: SideCardProps) {
  const { name, side, prefixText, connection, problem, pinned, onChange, onProblem } = props;
  const { prefixField: PrefixField } = props;
  const letter = sideLetters[name];
  const colour = connection?.connection.colour;
  return (
    <section
      aria-label={`Side ${letter}`}
      data-side={letter}
      className={classNames(
        "flex min-w-0 flex-1 flex-col gap-1.5 rounded-[10px] border bg-panel px-3 py-2.5",
        problem === undefined ? "border-line" : "border-bad",
      )}
    >
      <div className="flex min-w-0 items-center gap-2 max-xl:flex-wrap">
        <span
          aria-hidden
          className="flex size-6 shrink-0 items-center justify-center rounded-md border border-line bg-raised font-semibold text-text"
        >
          {letter}
        </span>
        {colour !== undefined && <span className={`size-2 shrink-0 rounded-full ${colourClass[colour].dot}`} />}
        <ConnectionSelect
          label={`Connection of side ${letter}`}
          chosen={side.connection}
          onChoose={(id) => onChange({ connection: id })}
          className="w-52! shrink-0 text-ellipsis max-xl:w-auto! max-xl:min-w-0 max-xl:flex-1"
        />
        <div className="min-w-0 flex-1 max-xl:order-last max-xl:basis-full max-xl:pl-8">
          {connection === undefined ? (
            <span className="font-mono text-muted">{prefixText}</span>
          ) : (
            <PrefixField
              key={side.connection}
              label={`Prefix of side ${letter}`}
              text={prefixText}
              connection={connection}
              onChange={(prefix) => onChange({ prefix })}
              onProblem={(found) => onProblem("prefix", found)}
            />
          )}
        </div>
        <MomentField
          label={`Revision of side ${letter}`}
          at={side.at}
          connectionId={side.connection}
          onChange={(at) => onChange({ at })}
          onProblem={(found) => onProblem("revision", found)}
        />
      </div>
      <div className="flex min-h-5 flex-wrap items-center gap-x-2 gap-y-1 pl-8 text-sm text-muted">
        {connection !== undefined && <ConnectionBadges connection={connection.connection} />}
        {problem !== undefined ? (
          <span role="alert" className="text-bad">
            {problem}
          </span>
        ) : pinned === undefined ? (
          <span>
            {side.at === "live" ? "Pinned to the newest revision on start" : `Revision ${formatGrouped(side.at)}`}
          </span>
        ) : (
          <span className="tabular-nums">
            {formatKeyCount(pinned.keys)} at revision {formatGrouped(pinned.revision)}
            {side.at === "live" && " (was newest)"}
            {connection !== undefined && <PinnedTime connection={connection.connection} revision={pinned.revision} />}
          </span>
        )}
      </div>
    </section>
  );
}

function PinnedTime({ connection, revision }: { readonly connection: Connection; readonly revision: Revision }) {
  return <RevisionTimeText time={useInferredTime(connection, revision)} before=" · " />;
}
