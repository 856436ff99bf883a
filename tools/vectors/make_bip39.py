"""BIP-39: the official vectors of ten languages, normalisation, invalid phrases, word lists."""

import json
import tarfile
import unicodedata
from pathlib import Path

import mnemonic
from mnemonic import Mnemonic

from common import DOWNLOADS, ROOT, Case, version, write

WORDS = ROOT / "src" / "crypto" / "bip39_words"
PHRASE_11 = "abandon " * 11
JAPANESE_PASSPHRASE = "㍍ガバヴァぱばぐゞちぢ十人十色"  # the one that BIP-39's Japanese vectors use


def official() -> dict[str, list[list[str]]]:
    """vectors.json of the reference implementation, from its source archive."""
    archive = next(DOWNLOADS.glob("mnemonic-*.tar.gz"))
    with tarfile.open(archive) as tar:
        name = next(n for n in tar.getnames() if n.count("/") == 1 and n.endswith("/vectors.json"))
        file = tar.extractfile(name)
        assert file
        return json.load(file)


def language_cases(language: str, rows: list[list[str]]) -> list[Case]:
    """The rows as objects, each checked against the package itself."""
    words = Mnemonic(language)
    for entropy, phrase, seed, _ in rows:
        assert words.to_mnemonic(bytes.fromhex(entropy)) == phrase
        assert Mnemonic.to_seed(phrase, "TREZOR").hex() == seed
    return [
        {"entropy": entropy, "mnemonic": phrase, "passphrase": "TREZOR", "seed": seed}
        for entropy, phrase, seed, _ in rows
    ]


def normalisation_cases(rows: dict[str, list[list[str]]]) -> list[Case]:
    """Phrases and passphrases in every Unicode form; all forms of one text give one seed."""
    passphrases = ["", "TREZOR", JAPANESE_PASSPHRASE, "Ångström ﬁ ① ½", "пароль", "🔑𝔱𝔢𝔰𝔱"]
    cases: list[Case] = []
    for language in ("english", "japanese", "french", "spanish", "korean", "chinese_simplified"):
        for i, passphrase in enumerate(passphrases[: 6 if language == "japanese" else 3]):
            phrase = rows[language][3 * i + 1][1]
            seed = Mnemonic.to_seed(phrase, passphrase).hex()
            for form in ("NFC", "NFD", "NFKC", "NFKD"):
                cases.append(
                    {
                        "language": language,
                        "form": form,
                        "mnemonic": unicodedata.normalize(form, phrase),
                        "passphrase": unicodedata.normalize(form, passphrase),
                        "seed": seed,
                    }
                )
                assert (
                    Mnemonic.to_seed(cases[-1]["mnemonic"], cases[-1]["passphrase"]).hex() == seed
                )
    return cases


def japanese_cases(rows: list[list[str]]) -> list[Case]:
    """The Japanese phrases with the heavily composed passphrase of BIP-39's Japanese vectors."""
    return [
        {
            "entropy": entropy,
            "mnemonic": phrase,
            "passphrase": JAPANESE_PASSPHRASE,
            "seed": Mnemonic.to_seed(phrase, JAPANESE_PASSPHRASE).hex(),
        }
        for entropy, phrase, _, _ in rows
    ]


def invalid_cases() -> list[Case]:
    """Phrases that no implementation may accept."""
    texts = [
        ("checksum", PHRASE_11 + "abandon"),
        ("checksum", "abandon " * 23 + "abandon"),
        ("checksum", "zoo " * 11 + "zoo"),
        ("checksum", "about " + "abandon " * 10 + "abandon"),
        ("checksum", "legal winner thank year wave sausage worth useful legal winner yellow thank"),
        ("unknown word", PHRASE_11 + "aboutx"),
        ("unknown word", PHRASE_11 + "zzz"),
        ("unknown word", "abandom " + "abandon " * 10 + "about"),
        ("length", ""),
        ("length", "abandon"),
        ("length", "abandon " * 10 + "about"),
        ("length", "abandon " * 12 + "about"),
        ("length", "bless cloud wheel regular tiny venue bird web grief security dignity zoo zoo"),
        ("length", "abandon " * 26 + "art"),
        ("language", PHRASE_11 + "abeille"),
        ("language", "abaisser " * 11 + "about"),
    ]
    for _, text in texts:
        assert not Mnemonic("english").check(text) and not Mnemonic("french").check(text)
    return [{"reason": reason, "mnemonic": text.strip()} for reason, text in texts]


def write_word_lists(languages: list[str]) -> None:
    """Copies the lists byte for byte: NFKD, one word a line."""
    WORDS.mkdir(parents=True, exist_ok=True)
    for language in languages:
        text = (Path(mnemonic.__file__).parent / "wordlist" / f"{language}.txt").read_bytes()
        words = text.decode().split("\n")
        assert len(words) == 2049 and unicodedata.is_normalized("NFKD", text.decode())
        (WORDS / f"{language}.txt").write_bytes(text)


def main() -> None:
    rows = official()
    source = f"vectors.json of {version('mnemonic')}"
    for language, vectors in rows.items():
        write(f"bip39/{language}.json", source, language_cases(language, vectors))
    made = f"made with {version('mnemonic')}"
    write("bip39/japanese_passphrase.json", made, japanese_cases(rows["japanese"]))
    write("bip39/normalisation.json", made, normalisation_cases(rows))
    write("bip39/invalid.json", f"{made}; its check() refuses each", invalid_cases())
    write_word_lists(list(rows))


if __name__ == "__main__":
    main()
