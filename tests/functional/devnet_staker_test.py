"""From a staker's ether to a validator that earns, and back: the pool, its oracle and an ordinary
validator client act as they do unasked. The steps are one story, told in order; what is expected
comes from the balances of accounts and validators."""

import json
from collections.abc import Iterator

import pytest
from beacon_keys import GWEI, Key, to_hex, unhex
from devnets import ENGINES, Devnet
from eth_abi import decode
from keymanager import Keymanager
from staking import ETHER, MATCH, STAKING, Account, BeaconChain, Pool, Refused

SUPER = "stafiSuperNode"
VALIDATOR = Key("staker's")
STAKED, UNSTAKED = 64 * ETHER, 40 * ETHER  # 32 of it in a validator


class Story:
    """A validator of the pool that earns."""

    def __init__(self, devnet: Devnet) -> None:
        self.devnet = devnet
        self.chain = BeaconChain(devnet)
        self.pool = Pool(devnet, self.chain)
        self.keymanager = Keymanager(devnet)
        self.staker: Account = self.pool.free[0]
        self.staker.call("stafiUserDeposit", "deposit()", wei=STAKED)
        node = self.pool.super_nodes[0]
        self.pool.step(node, SUPER, "deposit", self.pool.sign(VALIDATOR, 1))
        self.chain.forward(lambda: self.pool.status(SUPER, VALIDATOR) == MATCH, "votes of the oracle")
        self.pool.step(node, SUPER, "stake", self.pool.sign(VALIDATOR, 31))
        assert self.pool.status(SUPER, VALIDATOR) == STAKING
        assert self.keymanager.add(VALIDATOR) == "imported"
        self.chain.await_status("active_ongoing", VALIDATOR)

    def rate(self) -> int:
        """Wei that an rETH is worth."""
        return self.pool.ask("rETHToken", "getExchangeRate()")

    def told(self) -> int:
        """Wei of all stakers, as the oracle says."""
        return self.pool.ask("stafiNetworkBalances", "getTotalETHBalance()")

    def earned(self) -> int:
        """Wei that the validator has made: what is above 32 ETH is paid to the pool at once."""
        vault = self.pool.wei_of(self.pool.vault) + self.pool.wei_of(
            self.devnet.contracts["stafiDistributor"]
        )
        return vault + self.chain.balance(VALIDATOR) * GWEI - 32 * ETHER

    def balance_after(self, epochs: int) -> int:
        """Gwei more or less of the validator and what it has paid."""
        before = self.earned()
        self.chain.pass_epochs(epochs)
        return (self.earned() - before) // GWEI


@pytest.fixture(scope="module", params=ENGINES)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    running = Devnet(tmp_path_factory.mktemp("devnet"), "--engine", request.param)
    try:
        yield Story(running)
    finally:
        running.down()


def test_the_oracle_moves_the_rate_by_what_validators_earn(story: Story) -> None:
    before, told = story.rate(), story.told()
    number = story.pool.ask("stafiNetworkBalances", "getBalancesBlock()")
    story.chain.forward(
        lambda: story.pool.ask("stafiNetworkBalances", "getBalancesBlock()") > number + 16,
        "two eras",
    )
    assert story.rate() > before
    assert story.told() > told >= STAKED * 999 // 1000
    assert story.rate() == story.told() * ETHER // story.pool.ask("rETHToken", "totalSupply()")


def test_a_deleted_key_signs_no_more_and_takes_its_history_along(story: Story) -> None:
    story.chain.pass_epochs(1)
    status, history = story.keymanager.delete(VALIDATOR)
    assert status == "deleted"
    assert story.keymanager.keys() == []
    told = json.loads(history)  # EIP-3076, format 5
    assert told["metadata"] == {
        "interchange_format_version": "5",
        "genesis_validators_root": to_hex(story.chain.validators_root),
    }
    (signed,) = told["data"]
    assert signed["pubkey"] == str(VALIDATOR)
    (vote,) = signed["signed_attestations"]
    assert story.chain.epoch() - 2 <= int(vote["target_epoch"]) <= story.chain.epoch()
    assert int(vote["source_epoch"]) < int(vote["target_epoch"])
    assert story.keymanager.delete(VALIDATOR) == ("not_active", history)
    assert story.keymanager.delete(Key("nobody's"))[0] == "not_found"
    story.chain.pass_epochs(2)
    assert story.balance_after(5) < 0
    assert story.keymanager.add(VALIDATOR, history) == "imported"
    story.chain.pass_epochs(2)
    assert story.balance_after(5) > 0

    # As if it had signed for epochs to come: until then any vote could get it slashed.
    vote.update(source_epoch="99999", target_epoch="100000")
    vote.pop("signing_root", None)
    assert story.keymanager.delete(VALIDATOR)[0] == "deleted"
    assert story.keymanager.add(VALIDATOR, json.dumps(told)) == "imported"
    story.chain.pass_epochs(2)
    assert story.balance_after(5) < 0


def test_who_unstakes_is_paid_by_a_validator_that_leaves(story: Story) -> None:
    pool, staker = story.pool, story.staker
    reth = UNSTAKED * ETHER // story.rate()
    staker.call("rETHToken", "approve(address,uint256)", pool.vault, reth)
    purse = pool.wei_of(staker.address)
    log = staker.call("stafiWithdraw", "unstake(uint256)", reth)["logs"][-1]
    _, owed, index, instantly = decode(["uint256"] * 3 + ["bool"], unhex(log["data"]))
    assert not instantly
    assert UNSTAKED <= owed + 2 < UNSTAKED * 1001 // 1000  # the rate may have risen since
    assert pool.wei_of(staker.address) < purse  # nothing yet, and gas
    with pytest.raises(Refused, match="not claimable"):
        staker.call("stafiWithdraw", "withdraw(uint256[])", [index])
    missing = pool.ask("stafiWithdraw", "totalMissingAmountForWithdraw()")
    assert 7 * ETHER < missing < 8 * ETHER  # 40 less the 32 that were in the pool, and rewards

    story.chain.exit(VALIDATOR)
    story.chain.await_status("withdrawal_done", VALIDATOR)
    story.chain.forward(
        lambda: pool.ask("stafiWithdraw", "totalMissingAmountForWithdraw()") == 0, "a distribution"
    )
    purse = pool.wei_of(staker.address)
    staker.call("stafiWithdraw", "withdraw(uint256[])", [index])
    paid = pool.wei_of(staker.address) - purse
    assert owed - ETHER // 100 < paid < owed  # what it was worth when asked for; gas
    assert pool.ask("stafiUserDeposit", "getBalance()") > 23 * ETHER  # the rest of the 32
    with pytest.raises(Refused, match="already claimed"):
        staker.call("stafiWithdraw", "withdraw(uint256[])", [index])
