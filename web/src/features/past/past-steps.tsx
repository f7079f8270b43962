import type { Revision } from "@etcd-explorer/shared/model/int64";
import { useSteps } from "./use-steps.tsx";
import type { Looked } from "./looked.ts";

interface PastStepsProps {
  readonly looked: Looked;
  readonly onView: (revision: Revision) => void;
}

/** Makes the steps from change to change possible on the keys screen, live too. */
export function PastSteps({ looked, onView }: PastStepsProps) {
  return useSteps(looked, onView);
}
