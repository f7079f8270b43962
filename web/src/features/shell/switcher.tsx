import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import { runAct } from "#/acts/registry.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { healthQuery, type Health } from "#/api/connection/health-query.ts";
import { describeTally, tallyOf, type MemberTally } from "#/api/members/member-count.ts";
import { countEveryMs, useMemberCountQuery } from "#/api/members/member-count-query.ts";
import { colourClass, shownColour } from "#/lib/connection-colour.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { classNames } from "#/ui/class-names.ts";

const dots = { ok: "bg-ok", warn: "bg-warn", bad: "bg-bad", faint: "bg-faint" } as const;

/** Where one is connected: `prod-eu etcd 3.5.30 · 3/3`, with a dot for how it is. */
export function Switcher({ connection }: { readonly connection: Connection }) {
  const health = useQuery(healthQuery(connection));
  const lost = useRequestLog((log) => log.lost[connection.id] ?? false);
  const count = useQuery({ ...useMemberCountQuery(connection), enabled: health.isSuccess });
  const tally = count.data ? tallyOf(count.data) : undefined;

  // Whoever was not to be reached may be back, and the other way round.
  const countAgain = useEffectEvent(() => void count.refetch());
  const wasLost = useRef(lost);
  useEffect(() => {
    if (wasLost.current !== lost) countAgain();
    wasLost.current = lost;
  }, [lost]);

  // One request that took too long is no loss where members answer.
  const answers = count.isSuccess && !count.isFetching && (tally?.answered ?? 0) > 0;
  const { words, dot } = stateOf({
    health: health.data,
    failed: health.isError,
    lost: (lost && !answers) || count.isError,
    tally,
  });
  const told = tally === undefined ? [] : [`${describeTally(tally)}. Refreshed every ${countEveryMs / 1000} s`];
  const colour = shownColour(connection);
  return (
    <SwitcherButton
      title={["Switch connection", ...told].join(". ")}
      border={colour === undefined ? "border-line" : colourClass[colour].border}
    >
      <span data-tone={dot} className={classNames("size-2 shrink-0 rounded-full", dots[dot])} />
      <span className="max-w-56 min-w-0 truncate font-semibold">{connection.label}</span>
      {/* Where there is little room, what it is called matters most: the dot tells the state as well. */}
      <span className="min-w-0 shrink-[99] truncate text-muted">{words.join(" · ")}</span>
    </SwitcherButton>
  );
}

interface SwitcherButtonProps {
  readonly title: string;
  readonly border: string;
  readonly children: ReactNode;
}

/** Opens the menu of connections, also where none is open. */
export function SwitcherButton({ title, border, children }: SwitcherButtonProps) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => runAct("connections.switch")}
      title={title}
      className={classNames(
        "flex h-7 min-w-0 items-center gap-2 rounded-md border bg-raised px-2.5 hover:border-faint",
        border,
      )}
    >
      {children}
      <ChevronsUpDown className="size-3.5 shrink-0 text-muted" />
    </button>
  );
}

interface StateProps {
  readonly health: Health | undefined;
  /** It could not be reached to begin with. */
  readonly failed: boolean;
  /** Nobody answers any more. */
  readonly lost: boolean;
  readonly tally: MemberTally | undefined;
}

/** What the switcher says of a connection, and the colour of its dot. */
export function stateOf({ health, failed, lost, tally }: StateProps): {
  readonly words: readonly string[];
  readonly dot: keyof typeof dots;
} {
  if (failed) return { words: ["unreachable"], dot: "bad" };
  if (health === undefined) return { words: ["connecting"], dot: "faint" };
  const version = health.version === undefined ? [] : [`etcd ${health.version}`];
  const count = tally === undefined ? [] : [`${tally.answered}/${tally.total}`];
  if (lost) return { words: [...version, "not responding"], dot: "bad" };
  // What members say now counts for more than what was said when one came.
  const unhealthy = tally === undefined ? !health.healthy : tally.unhealthy > 0;
  if (unhealthy)
    return { words: [...version, ...count, "unhealthy"], dot: (tally?.unreachable ?? 0) > 0 ? "bad" : "warn" };
  if ((tally?.unreachable ?? 0) > 0) return { words: [...version, ...count], dot: "warn" };
  // Green says that all members are up: where some cannot be asked, that is not known.
  return { words: [...version, ...count], dot: (tally?.unknown ?? 0) > 0 ? "faint" : "ok" };
}
