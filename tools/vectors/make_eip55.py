"""EIP-55: the printed addresses, seeded ones, and wrong checksums."""

from eth_utils import is_checksum_address, to_checksum_address

from common import Case, seeded, version, write

PRINTED = [
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
]


def case(address: str) -> Case:
    checksummed = to_checksum_address(address)
    return {"address": address.lower(), "checksummed": checksummed}


def wrong_cases() -> list[Case]:
    """Each with the case of one letter changed."""
    cases = []
    for address in PRINTED:
        at = next(i for i in range(2, 42) if address[i].isalpha())
        wrong = address[:at] + address[at].swapcase() + address[at + 1 :]
        assert not is_checksum_address(wrong)
        cases.append({"address": address.lower(), "wrong": wrong})
    return cases


def main() -> None:
    assert all(to_checksum_address(a) == a for a in PRINTED)
    rng = seeded("eip55")
    edges = ["0x" + "00" * 20, "0x" + "ff" * 20, "0x" + "ab" * 20]
    addresses = PRINTED + edges + ["0x" + rng.randbytes(20).hex() for _ in range(50)]
    source = f"first 8: EIP-55; others made with {version('eth-utils')}"
    write("eip55/addresses.json", source, [case(a) for a in addresses])
    write("eip55/wrong.json", "EIP-55's addresses, one letter's case changed", wrong_cases())


if __name__ == "__main__":
    main()
