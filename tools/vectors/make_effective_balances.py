"""Trees of effective balances, as the oracles of SSV Network v2 commit to them.

OpenZeppelin's merkle-tree (npm) builds them; random balances of random clusters go in.
"""

import json
import subprocess

from common import node_package, seeded, write

COUNTS = [1, 2, 3, 4, 5, 6, 7, 12]
PROGRAM = """
const { StandardMerkleTree } = require(process.argv[1]);
const trees = JSON.parse(require("fs").readFileSync(0)).map((leaves) => {
    const values = leaves.map((one) => [one.cluster, one.effective_balance]);
    const tree = StandardMerkleTree.of(values, ["bytes32", "uint32"]);
    const proven = (one, i) => ({ ...one, leaf: tree.leafHash(values[i]), proof: tree.getProof(i) });
    return { root: tree.root, leaves: leaves.map(proven) };
});
console.log(JSON.stringify(trees));
"""


def main() -> None:
    random = seeded("effective_balances")
    inputs = [
        [
            {"cluster": "0x" + random.randbytes(32).hex(), "effective_balance": random.randrange(32, 2**32)}
            for _ in range(count)
        ]
        for count in COUNTS
    ]  # fmt: skip
    package = node_package("@openzeppelin/merkle-tree")
    made = subprocess.run(
        ["node", "-e", PROGRAM, str(package)],
        input=json.dumps(inputs), check=True, capture_output=True, text=True,
    )  # fmt: skip
    version = json.loads((package / "package.json").read_text())["version"]
    source = f"made with npm @openzeppelin/merkle-tree {version}"
    write("effective_balances/trees.json", source, json.loads(made.stdout))


if __name__ == "__main__":
    main()
