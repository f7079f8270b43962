import { House, LogIn, Plus, RefreshCw, SearchX, ShieldOff } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { asksForSignIn } from "#/lib/failure-advice.ts";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { KeyTree } from "./key-tree.tsx";

/** The tree, or in its place why there is none: a failure, nothing there, nothing permitted. */
export function TreeOrState(props: Parameters<typeof KeyTree>[0]) {
  const { tree } = props;
  const isAll = tree.root.length === 0;
  const first = tree.rows.at(0);
  if (first?.kind === "failed" && first.depth === 0) {
    return (
      <div className="min-h-0 flex-1">
        <FailurePanel
          failure={first.failure}
          actions={
            <>
              {asksForSignIn(first.failure) && <ActButton act="connections.open" label="Sign in" icon={<LogIn />} />}
              {!isAll && <ActButton act="keys.all" icon={<House />} />}
              <ActButton act="keys.refresh" label="Try again" icon={<RefreshCw />} />
            </>
          }
        />
      </div>
    );
  }
  if (first?.kind === "empty" && first.depth === 0 && isAll && tree.access !== undefined) {
    return (
      <div className="min-h-0 flex-1">
        <StatePanel
          icon={<ShieldOff />}
          title="You may read no key"
          actions={<ActButton act="connections.open" label="Change the connection" />}
        >
          No role of {tree.access.user} grants reading anything that is there.
        </StatePanel>
      </div>
    );
  }
  if (first?.kind === "empty" && first.depth === 0) {
    return (
      <div className="min-h-0 flex-1">
        <StatePanel
          icon={<SearchX />}
          title={isAll ? "This etcd holds no keys" : "No keys start like this"}
          actions={
            <>
              {!isAll && <ActButton act="keys.all" icon={<House />} />}
              <ActButton act="key.create" variant="primary" icon={<Plus />} />
            </>
          }
        >
          {isAll ? "Create the first one." : "Create one, or show all keys again."}
        </StatePanel>
      </div>
    );
  }
  return <KeyTree {...props} />;
}
