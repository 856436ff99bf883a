"""EIP-2333: the printed cases, children of seeded keys, and whole EIP-2334 paths."""

from ethstaker_deposit.key_handling.key_derivation import tree
from ethstaker_deposit.key_handling.key_derivation.path import path_to_nodes
from mnemonic import Mnemonic
from py_ecc.bls import G2ProofOfPossession as bls

from common import Case, seeded, version, write

PRINTED = [  # seed, master_SK, child_index, child_SK; as EIP-2333 prints them
    (
        "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2"
        "cf141630c7a3c4ab7c81b2f001698e7463b04",
        6083874454709270928345386274498605044986640685124978867557563392430687146096,
        0,
        20397789859736650942317412262472558107875392172444076792671091975210932703118,
    ),
    (
        "3141592653589793238462643383279502884197169399375105820974944592",
        29757020647961307431480504535336562678282505419141012933316116377660817309383,
        3141592653,
        25457201688850691947727629385191704516744796114925897962676248250929345014287,
    ),
    (
        "0099ff991111002299dd7744ee3355bbdd8844115566cc55663355668888cc00",
        27580842291869792442942448775674722299803720648445448686099262467207037398656,
        4294967295,
        29358610794459428860402234341874281240803786294062035874021252734817515685787,
    ),
    (
        "d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
        19022158461524446591288038168518313374041767046816487870552872741050760015818,
        42,
        31372231650479070279774297061823572166496564838472787488249775572789064611981,
    ),
]
PRINTED_LAMPORT_PK = (
    "dd635d27d1d52b9a49df9e5c0c622360a4dd17cba7db4e89bce3cb048fb721a5"  # of the first case
)

MNEMONICS = [
    "abandon " * 11 + "about",
    "zoo " * 23 + "vote",
    "legal winner thank year wave sausage worth useful " * 2 + "legal will",
]


def hex32(number: int) -> str:
    return number.to_bytes(32, "big").hex()


def child_case(seed: str, index: int) -> Case:
    """One derivation from seed to child, with the compressed Lamport key between them."""
    master = tree.derive_master_SK(bytes.fromhex(seed))
    return {
        "seed": seed,
        "master_sk": hex32(master),
        "child_index": index,
        "compressed_lamport_pk": tree._parent_SK_to_lamport_PK(parent_SK=master, index=index).hex(),
        "child_sk": hex32(tree.derive_child_SK(parent_SK=master, index=index)),
    }


def printed_cases() -> list[Case]:
    cases = []
    for seed, master, index, child in PRINTED:
        case = child_case(seed, index)
        assert case["master_sk"] == hex32(master) and case["child_sk"] == hex32(child)
        cases.append(case)
    assert cases[0]["compressed_lamport_pk"] == PRINTED_LAMPORT_PK
    return cases


def made_cases() -> list[Case]:
    """Seeds of 32 to 128 bytes, indices at the ends of the range."""
    rng = seeded("eip2333")
    lengths = [32, 33, 48, 63, 64, 65, 128]
    indices = [0, 1, 255, 256, 65536, 2**31 - 1, 2**31, 2**32 - 1]
    return [child_case(rng.randbytes(n).hex(), i) for n in lengths for i in rng.sample(indices, 2)]


def path_case(mnemonic: str, passphrase: str, path: str) -> Case:
    seed = Mnemonic.to_seed(mnemonic, passphrase)
    key = tree.derive_master_SK(seed)
    for index in path_to_nodes(path):
        key = tree.derive_child_SK(parent_SK=key, index=index)
    return {
        "mnemonic": mnemonic,
        "passphrase": passphrase,
        "seed": seed.hex(),
        "path": path,
        "sk": hex32(key),
        "pubkey": bls.SkToPk(key).hex(),
    }


def path_cases() -> list[Case]:
    paths = ["m", "m/12381/3600/0/0", "m/12381/3600/0/0/0", "m/12381/3600/1/0/0"]
    paths += ["m/12381/3600/4294967295/0/0", "m/0/1/2/3/4/5/6/7"]
    return [
        path_case(m, p, path) for m, p in zip(MNEMONICS, ["", "TREZOR", "pass"]) for path in paths
    ]


def main() -> None:
    write("eip2333/printed.json", "test cases of EIP-2333", printed_cases())
    source = f"made with {version('ethstaker-deposit')} and {version('py-ecc')}"
    write("eip2333/tree.json", source, made_cases())
    write("eip2333/paths.json", source, path_cases())


if __name__ == "__main__":
    main()
