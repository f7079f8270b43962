/** What Go's programs, etcd and etcdctl, are told of the machine by their environment. */

const name = "GOMAXPROCS";

/**
 * From now on each of them runs on one processor at a time. For tests that keep every core busy by themselves: there a
 * Go program that looks for work on the other core only takes it from them. One call costs etcd a fifth less so.
 */
export function keepGoOnOneCore(): void {
  process.env[name] ??= "1";
}

/** The variable that says so, for a program that is started with an environment of its own. */
export function goEnvironment(): NodeJS.ProcessEnv {
  const processors = process.env[name];
  return processors === undefined ? {} : { [name]: processors };
}
