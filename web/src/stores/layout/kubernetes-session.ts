/** What was said and asked about Kubernetes objects in this tab, until it is reloaded. */
import { create } from "zustand";

interface KubernetesSession {
  /** The warning before the first save was read. */
  readonly isWarned: boolean;
  /** The Secrets whose data is shown, by draft id. */
  readonly revealed: ReadonlySet<string>;
}

export const useKubernetesSession = create<KubernetesSession>()(() => ({ isWarned: false, revealed: new Set() }));

export function noteWarned(): void {
  useKubernetesSession.setState({ isWarned: true });
}

/** Shows the data of a Secret, or hides it again. */
export function revealSecret(draftId: string, isShown: boolean): void {
  useKubernetesSession.setState(({ revealed }) => {
    const next = new Set(revealed);
    if (isShown) next.add(draftId);
    else next.delete(draftId);
    return { revealed: next };
  });
}
