/** Runs `run` when the result is called, but not again within `ms`: what is wanted meanwhile runs once, after that. */
export function atMostEvery(ms: number, run: () => void): () => void {
  let isWaiting = false;
  let isWanted = false;
  function ask(): void {
    if (isWaiting) {
      isWanted = true;
      return;
    }
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      if (isWanted) ask();
    }, ms);
    isWanted = false;
    run();
  }
  return ask;
}
