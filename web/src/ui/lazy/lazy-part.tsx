import { lazy, useState, type ComponentType, type ReactNode } from "react";
import { MissingPart } from "./missing-part.tsx";

interface LazyPart<Props> {
  (props: Props): ReactNode;
  /** Loads it before it is shown, so that it is there at once: React shows a fallback for 0.3 s at least. */
  readonly preload: () => void;
}

/**
 * A component that is loaded when it is first shown. Where it cannot be loaded (the server was updated, or is away)
 * it says so in its own place: the screen around it goes on. For a dialog, `lazyDialog`.
 *
 * @example const DiffView = lazyPart(async () => (await import("./diff-view.tsx")).DiffView);
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  const keep = async () => (loaded ??= await load());
  const Loading = lazy(async () => ({ default: await keep().catch((): ComponentType<Props> => MissingPart) }));
  function Part(props: Props) {
    // The one that it began with: another one would lose what it holds.
    const [Shown] = useState<ComponentType<Props>>(() => loaded ?? Loading);
    return <Shown {...props} />;
  }
  return Object.assign(Part, { preload: () => void keep().catch(() => undefined) });
}
