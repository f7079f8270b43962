import { sinceOf, type ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import { formatSince } from "@etcd-explorer/shared/cluster/record/since-text";
import type { Finding, FindingGroup } from "@etcd-explorer/shared/cluster/verdict/finding-groups";
import { withoutFullStop } from "@etcd-explorer/shared/model/failure";
import { CircleX, ExternalLink, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { actFor } from "./finding-act.ts";

const looks: Readonly<Record<FindingGroup["level"], { readonly icon: ReactNode; readonly colour: string }>> = {
  notice: { icon: <Info aria-label="Notice:" />, colour: "text-accent" },
  degraded: { icon: <TriangleAlert aria-label="Degraded:" />, colour: "text-warn" },
  failing: { icon: <CircleX aria-label="Failing:" />, colour: "text-bad" },
};

interface FindingRowProps {
  readonly group: FindingGroup;
  readonly record: ClusterRecord | undefined;
}

/** One root cause: what is so and since when, what follows from it, and the next step. */
export function FindingRow({ group, record }: FindingRowProps) {
  const { icon, colour } = looks[group.level];
  const act = actFor(group);
  return (
    <li data-rule={group.root.rule.id} className="flex items-start gap-3 border-t border-line px-4 py-2.5">
      <span className={classNames("mt-0.5 [&_svg]:size-4", colour)}>{icon}</span>
      <div className="min-w-0 flex-1">
        <p>
          <b className="font-semibold">{group.title}</b>
          {group.level !== "notice" && <Since record={record} finding={group.root} />}
        </p>
        <p className="break-words">
          <span className="text-muted">{group.detail}</span>
          {group.next !== undefined && (
            <>
              {" "}
              <span className="text-muted">Next:</span> {group.next}
            </>
          )}
        </p>
        {group.effects.length > 0 && (
          <ul aria-label={`Effects: ${group.title}`} className="mt-0.5 text-sm text-muted">
            {group.effects.map((effect) => (
              <li key={effect.rule.id} className="flex gap-1.5">
                <span aria-hidden>↳</span>
                <span>
                  {withoutFullStop(effect.sentence)}
                  <Since record={record} finding={effect} before=" · " />
                </span>
              </li>
            ))}
          </ul>
        )}
        {group.links.length > 0 && (
          <ul className="mt-0.5 flex flex-wrap gap-x-4 text-sm">
            {group.links.map(({ text, url }) => (
              <li key={url}>
                <a
                  href={url}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex items-center gap-1 text-accent underline-offset-2 hover:underline"
                >
                  {text} <ExternalLink aria-label="(opens a new tab)" className="size-3" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      {act !== undefined && <ActButton act={act.act} label={act.label} />}
    </li>
  );
}

interface SinceProps {
  readonly record: ClusterRecord | undefined;
  readonly finding: Finding;
  readonly before?: string;
}

function Since({ record, finding, before = " " }: SinceProps) {
  const text = formatSince(sinceOf(record, finding), record?.summary.atMs ?? 0);
  return (
    text !== "" && (
      <span className="text-muted">
        {before}
        {text}
      </span>
    )
  );
}
