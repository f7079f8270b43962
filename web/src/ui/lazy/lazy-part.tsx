import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { MissingPart } from "./missing-part.tsx";

/**
 * A component that is loaded when it is first shown. Where it cannot be loaded (the server was updated, or is away)
 * it says so in its own place: the screen around it goes on. For a dialog, `lazyDialog`.
 *
 * @example const DiffView = lazyPart(async () => (await import("./diff-view.tsx")).DiffView);
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: MissingPart };
    }
  });
}
