import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { healthQuery } from "#/api/connection/health-query.ts";
import { Choice } from "#/ui/choice.tsx";
import { EtcdctlPane } from "#/features/console/etcdctl/etcdctl-pane.tsx";
import { RawPane } from "#/features/console/raw/raw-pane.tsx";

const modes = [
  { value: "etcdctl", label: "etcdctl" },
  { value: "raw", label: "Raw request" },
] as const;

/** The console: etcdctl's commands, or any request of the gateway. */
export function ConsoleScreen() {
  const { connection } = useConnected();
  const health = useQuery(healthQuery(connection));
  const version = health.data?.version ?? "";
  const [mode, setMode] = useState<(typeof modes)[number]["value"]>("etcdctl");
  useAct("console.mode", () => setMode(mode === "raw" ? "etcdctl" : "raw"));
  return (
    <div className="flex h-full flex-col gap-3 overflow-hidden px-[22px] py-4">
      <header className="flex items-center gap-3">
        <h1 className="text-xl font-semibold">Console</h1>
        <span className="min-w-0 flex-1 truncate text-muted">
          {mode === "raw" ? "Send any request to etcd's gateway" : "Run etcdctl commands on this connection"}
        </span>
        <Choice label="Input mode" options={modes} value={mode} onChange={setMode} />
      </header>
      {mode === "raw" ? <RawPane version={version} /> : <EtcdctlPane version={version} />}
    </div>
  );
}
