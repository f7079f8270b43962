import { useRef, useState } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { clientOf } from "#/api/client/page-client.ts";
import { missingPart } from "#/lib/page-error.ts";
import { notify } from "#/stores/notices.ts";
import type { Step } from "./doctor.ts";

/** Runs the doctor and holds what it has found so far; a new run, or `clear`, gives up the one before. */
export function useDoctor() {
  const [steps, setSteps] = useState<readonly Step[]>();
  const run = useRef(0);
  return {
    steps,
    busy: steps?.some((step) => step.state === "running") ?? false,
    examine: async (connection: Connection): Promise<void> => {
      const mine = ++run.current;
      // Nobody needs it on the first screen.
      const doctor = await import("./doctor.ts").catch(() => undefined);
      if (doctor === undefined) return notify(`${missingPart.title}. ${missingPart.why}`, "bad");
      for await (const found of doctor.examine(clientOf(connection), connection)) {
        if (mine !== run.current) return;
        setSteps(found);
      }
    },
    clear: () => {
      run.current++;
      setSteps(undefined);
    },
  };
}
