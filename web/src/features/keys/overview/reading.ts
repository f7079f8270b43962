import type { UseQueryResult } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";

/** Something that is read at once where it is cheap, and else when it is asked for. */
export interface Reading<Data> {
  readonly data: Data | undefined;
  readonly busy: boolean;
  /** Why it could not be read, in words. */
  readonly failure: string | undefined;
  readonly read: () => void;
}

/** A query as a reading. `waiting`: it will be read as soon as something else is. */
export function readingOf<Data>(
  { data, isFetching, error, refetch }: UseQueryResult<Data>,
  waiting: boolean,
): Reading<Data> {
  return {
    data,
    busy: isFetching || waiting,
    failure: error === null || isFetching ? undefined : describeFailure(failureOf(error)),
    read: () => void refetch(),
  };
}
