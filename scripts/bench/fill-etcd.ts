/** Fills an etcd with very many small keys, quickly: full transactions, several at a time. */
import { callGateway } from "../etcd/gateway.ts";

const putsPerTxn = 128;
const atATime = 12;

/** Puts every key, with a value of one byte. Keys must not repeat within 128 of each other. */
export async function fillEtcd(endpoint: string, keys: Iterable<Uint8Array>): Promise<void> {
  const source = keys[Symbol.iterator]();
  const nextTxn = (): object[] => {
    const puts: object[] = [];
    while (puts.length < putsPerTxn) {
      const { done, value } = source.next();
      if (done === true) break;
      puts.push({ request_put: { key: Buffer.from(value).toString("base64"), value: "MQ==" } });
    }
    return puts;
  };
  const fill = async () => {
    for (let puts = nextTxn(); puts.length > 0; puts = nextTxn()) {
      await callGateway(endpoint, "/v3/kv/txn", { success: puts });
    }
  };
  await Promise.all(Array.from({ length: atATime }, fill));
}
