/** Works an agenda off: a few requests at a time, until everything is known or the budget is used. */
import type { AskRanges } from "./ask-ranges.ts";
import { requestsAtATime, type Agenda } from "./agenda.ts";
import type { Task } from "./task-queue.ts";

/** Asks until the agenda is empty. Rejects with the first failure; what is under way then is left to end by itself. */
export function explore(agenda: Agenda, ask: AskRanges, onChange: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let underWay = 0;
  let isOver = false;

  const fail = (error: unknown) => {
    isOver = true;
    reject(error);
  };
  const send = async (tasks: readonly Task[]) => {
    const answers = await ask(tasks.map(({ question }) => question));
    underWay--;
    if (isOver) return;
    for (const [at, task] of tasks.entries()) {
      const answer = answers[at];
      if (answer !== undefined) task.answer(answer);
    }
    onChange();
    goOn();
  };
  const goOn = () => {
    while (underWay < requestsAtATime) {
      const tasks = agenda.take(underWay);
      if (tasks.length === 0) break;
      underWay++;
      send(tasks).catch(fail);
    }
    if (underWay === 0) resolve();
  };
  goOn();
  return promise;
}
