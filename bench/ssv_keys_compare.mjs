// How many keys per second npm's ssv-keys splits on this machine, for four operators on its one
// thread: shares, encryption and owner-nonce signature, without keystores and without files.
//
// usage: node ssv_keys_compare.mjs [KEYS]    prints one number

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../tools/vectors/package.json", import.meta.url));
const { KeySharesItem, SSVKeys } = require("ssv-keys");

const vectors = new URL("../tests/vectors/keyshares/operators.json", import.meta.url);
const operators = JSON.parse(readFileSync(vectors))
    .cases.slice(0, 4)
    .map(({ operator_key }, i) => ({ id: i + 1, operatorKey: operator_key }));
const ownerAddress = "0x81592c3DE184A3E2c0DCB5a261BC107Bfa91f494";

async function split(i) {
    const privateKey = "0x" + (i + 1).toString(16).padStart(64, "0");
    const ssvKeys = new SSVKeys();
    const { publicKey } = await ssvKeys.createThreshold(privateKey, operators);
    const encryptedShares = await ssvKeys.encryptShares(operators, ssvKeys.getThreshold().shares);
    const item = new KeySharesItem();
    const payload = await item.buildPayload(
        { publicKey, operators, encryptedShares },
        { ownerAddress, ownerNonce: i, privateKey },
    );
    if (payload.sharesData.length !== 2 + 2 * 1312) throw new Error("not the shares of four");
}

const keys = Number(process.argv[2] ?? 40);
await split(0); // loads and compiles
const start = process.hrtime.bigint();
for (let i = 0; i < keys; ++i) await split(i);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
console.log((keys / seconds).toFixed(1));
