import { act, createElement, type ReactNode } from "react";
import { ConcurrentRoot } from "react-reconciler/constants.js";
import { noHost } from "./no-host.ts";

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined;
}

interface RenderedHook<Props, Result> {
  /** What the hook returned last. */
  readonly current: () => Result;
  /** Does something, and waits for what it renders and for its effects. */
  readonly does: (something: () => unknown) => Promise<void>;
  /** Waits until what it returns is so. */
  readonly until: (isSo: (result: Result) => boolean) => Promise<void>;
  readonly rerender: (props: Props) => Promise<void>;
  readonly unmount: () => Promise<void>;
}

/** Ends a wait for what never comes. */
const patienceMs = 20_000;

function fail(error: unknown): never {
  throw error;
}

async function does(something: () => unknown): Promise<void> {
  const before = globalThis.IS_REACT_ACT_ENVIRONMENT;
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  try {
    await act(async () => void (await something()));
  } finally {
    globalThis.IS_REACT_ACT_ENVIRONMENT = before;
  }
}

/**
 * Runs a hook in a component that draws nothing. `wrap` puts around it what gives it its context. A failure of the hook
 * is thrown by what caused it.
 *
 * @example
 * const counter = await renderHook(() => useState(0), undefined);
 * await counter.does(() => counter.current()[1](2));
 * expect(counter.current()[0]).toBe(2);
 */
export async function renderHook<Props, Result>(
  hook: (props: Props) => Result,
  first: Props,
  wrap: (children: ReactNode) => ReactNode = (children) => children,
): Promise<RenderedHook<Props, Result>> {
  let last: { readonly result: Result } | undefined;
  function Probe({ props }: { readonly props: Props }) {
    last = { result: hook(props) };
    return null;
  }
  const root = noHost.createContainer({}, ConcurrentRoot, null, false, null, "", fail, fail, fail, () => {}, null);
  const render = (element: ReactNode) => does(() => void noHost.updateContainer(element, root));
  const rerender = (props: Props) => render(wrap(createElement(Probe, { props })));
  const current = () => {
    if (last === undefined) throw new Error("The hook has not run");
    return last.result;
  };
  await rerender(first);
  return {
    current,
    does,
    until: async (isSo) => {
      const end = performance.now() + patienceMs;
      while (!isSo(current())) {
        if (performance.now() > end) throw new Error("What a hook under test returns is not so");
        // oxlint-disable-next-line no-await-in-loop -- one look after the other
        await does(() => new Promise((resolve) => setTimeout(resolve, 1)));
      }
    },
    rerender,
    unmount: () => render(null),
  };
}
