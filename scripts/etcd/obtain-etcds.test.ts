import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { removeDir } from "../process/temp-dir.ts";
import { obtainEtcdVersion } from "./obtain-etcds.ts";

it("names the folder that holds no etcd of the version that it was named for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "obtain-etcds-"));
  await expect(obtainEtcdVersion("3.6.9", { ETCD_BINS: `3.6.9=${folder}` })).rejects.toThrow(
    `ETCD_BINS names ${folder} for etcd 3.6.9, but it has no etcd and etcdctl that run here.`,
  );
  await removeDir(folder);
});

it("says what to do about a version that nobody packages", async () => {
  await expect(obtainEtcdVersion("9.9.9", {})).rejects.toThrow(
    'etcd 9.9.9 is not in Debian: put its etcd and etcdctl into a folder and run ETCD_BINS="9.9.9=FOLDER" npm test',
  );
});
