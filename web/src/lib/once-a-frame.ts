/** Hands on at most one value a frame, the newest. */
export function onceAFrame<Value>(use: (value: Value) => void): { call: (value: Value) => void; cancel: () => void } {
  let frame: number | undefined;
  let newest: { readonly value: Value } | undefined;
  return {
    call: (value) => {
      newest = { value };
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        if (newest !== undefined) use(newest.value);
      });
    },
    /** What has not been handed on is dropped. */
    cancel: () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      newest = undefined;
    },
  };
}
