/** What was said and asked about Kubernetes objects in this tab, until it is reloaded. */
import { create } from "zustand";

interface KubernetesSession {
  /** The warning before the first save was read. */
  readonly isWarned: boolean;
  /** The Secrets whose data is shown, by draft id. */
  readonly revealed: ReadonlySet<string>;
  /** What the keys of each connection's cluster begin with, as far as objects told that were looked at. */
  readonly prefixes: Readonly<Record<string, readonly string[]>>;
}

export const useKubernetesSession = create<KubernetesSession>()(() => ({
  isWarned: false,
  revealed: new Set(),
  prefixes: {},
}));

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

/** What API servers are started with where nobody says otherwise, and OpenShift's. */
const usualPrefixes = ["/registry", "/kubernetes.io"];

/** What the keys of a cluster may begin with. */
export function kubernetesPrefixes(connectionId: string): readonly string[] {
  const told = useKubernetesSession.getState().prefixes[connectionId] ?? [];
  return [...told, ...usualPrefixes.filter((prefix) => !told.includes(prefix))];
}

/** Notes what an object's key told. */
export function notePrefix(connectionId: string, prefix: string): void {
  useKubernetesSession.setState(({ prefixes }) => {
    const told = prefixes[connectionId] ?? [];
    return told.includes(prefix) ? {} : { prefixes: { ...prefixes, [connectionId]: [prefix, ...told] } };
  });
}
