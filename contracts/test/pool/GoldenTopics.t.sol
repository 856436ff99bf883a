// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IDepositContract } from "../../src/beacon/DepositContract.sol";
import { StafiNodeDeposit } from "../../src/pool/LegacyViews.sol";
import { OracleVoting } from "../../src/pool/OracleVoting.sol";
import { StafiUpgrade } from "../../src/pool/StafiUpgrade.sol";
import { IRETHToken } from "../../src/pool/interfaces/IRETHToken.sol";
import { IStafiDistributor } from "../../src/pool/interfaces/IStafiDistributor.sol";
import { IStafiEther } from "../../src/pool/interfaces/IStafiEther.sol";
import { IStafiFeePool } from "../../src/pool/interfaces/IStafiFeePool.sol";
import { IStafiLightNode } from "../../src/pool/interfaces/IStafiLightNode.sol";
import { IStafiNetworkBalances } from "../../src/pool/interfaces/IStafiNetworkBalances.sol";
import { IStafiNodeManager } from "../../src/pool/interfaces/IStafiNodeManager.sol";
import { IStafiSuperNode } from "../../src/pool/interfaces/IStafiSuperNode.sol";
import { IStafiUserDeposit } from "../../src/pool/interfaces/IStafiUserDeposit.sol";
import { IStafiWithdraw } from "../../src/pool/interfaces/IStafiWithdraw.sol";
import { IValidatorKeys } from "../../src/pool/interfaces/IValidatorKeys.sol";
import { Base } from "../Base.sol";

/// @title The events of the predecessor that are kept, by the topics that
/// pool-contracts.md section 14.4 prints.
contract GoldenTopicsTest is Base {
    function test_the_topics_of_the_registry_and_the_vault() public pure {
        vm.assertEq(
            StafiUpgrade.ContractAdded.selector,
            0xf772ad32ea2f1852e01c8a9c958ec14ed6ddd8fc254a4950e1cd6370d9669169
        );
        vm.assertEq(
            StafiUpgrade.ContractUpgraded.selector,
            0x253b2d54327cbf31d51951c6b05d82c4065c7d8e937b67b78aeeb84f0851526b
        );
        vm.assertEq(
            IStafiEther.EtherDeposited.selector,
            0x2c7d80ba9bc6395644b4ff4a878353ac20adeed6e23cead48c8cec7a58b6e719
        );
        vm.assertEq(
            IStafiEther.EtherWithdrawn.selector,
            0x73bee9f217b293842a2fbe73ad32a4c1175e05bb940c97d6e7b8da25b6865828
        );
        vm.assertEq(
            IStafiFeePool.EtherWithdrawn.selector,
            0xff381a086696de98df05e634263390296dd1d097ef34a1be9a91daead07fb01d
        );
        vm.assertEq(
            IStafiNodeManager.NodeSuperSet.selector,
            0x4e254d8fe04424f1b37e26b86bded3b00bb5d712b323242e413c84b25115b4f8
        );
        vm.assertEq(
            IStafiNodeManager.NodeTrustedSet.selector,
            0xc1308995890d10efade1f87f0bdb6020a8e7b6d3c3cfb6a1d9813d4ecf200aca
        );
    }

    function test_the_topics_of_the_pool_and_its_rate() public pure {
        vm.assertEq(
            IStafiUserDeposit.DepositReceived.selector,
            0x7aa1a8eb998c779420645fc14513bf058edb347d95c2fc2e6845bdc22f888631
        );
        vm.assertEq(
            IStafiUserDeposit.DepositRecycled.selector,
            0x3a6614e80d02b57255cbb1f8305fbeca53d7e05a4b779d406279196608512925
        );
        vm.assertEq(
            IStafiUserDeposit.ExcessWithdrawn.selector,
            0x992f462cfb62e164bd03bf07baf2cffce83fbd9370cae10635842b2020012120
        );
        vm.assertEq(
            IStafiNetworkBalances.BalancesSubmitted.selector,
            0xe657a6d6957f4fabb37b86d4d6571e82df061bd2d8a3ede5d197b0b98a5a1bdf
        );
        vm.assertEq(
            IStafiNetworkBalances.BalancesUpdated.selector,
            0x7bbbb137fdad433d6168b1c75c714c72b8abe8d07460f0c0b433063e7bf1f394
        );
        vm.assertEq(
            IRETHToken.TokensMinted.selector,
            0x6155cfd0fd028b0ca77e8495a60cbe563e8bce8611f0aad6fedbdaafc05d44a2
        );
    }

    function test_the_topics_of_validators() public pure {
        vm.assertEq(
            IStafiLightNode.Deposited.selector,
            0x1fc33daf7f37b2e02f49dbee7b9707bddd7c8cef1f08deff23bff3d105e5aa72
        );
        vm.assertEq(
            IStafiLightNode.OffBoarded.selector,
            0x9d5023d85497e8c264e3b053f8da9415f4db76eb5af3ecef3fe953fe9f981470
        );
        vm.assertEq(
            IValidatorKeys.SetPubkeyStatus.selector,
            0xc581330a67ddadcf62d06e14db41c85bb45910369cedad649390e6dd2a9373c8
        );
        vm.assertEq(
            IValidatorKeys.EtherDeposited.selector,
            0xef51b4c870b8b0100eae2072e91db01222a303072af3728e58c9d4d2da33127f
        );
        vm.assertEq(
            IValidatorKeys.Staked.selector,
            0xb384b282308c431ac3ea7756646550752d3f0dbfb418ef60bfeaf4edc9494815
        );
        vm.assertEq(
            IStafiSuperNode.Deposited.selector,
            0xe1ad1f084336d5e44bd6540296e05704680f98d0e6770895a3c796c79ca6d138
        );
        vm.assertEq(
            StafiNodeDeposit.Deposited.selector,
            0x2c4863664bc90d75b80d943cf7e8cc0974d20e97b949374d963637af4b80dce6
        );
        vm.assertEq(
            StafiNodeDeposit.Staked.selector,
            0xb384b282308c431ac3ea7756646550752d3f0dbfb418ef60bfeaf4edc9494815
        );
        vm.assertEq(
            IDepositContract.DepositEvent.selector,
            0x649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5
        );
    }

    function test_the_topics_of_withdrawals() public pure {
        vm.assertEq(
            IStafiWithdraw.DistributeWithdrawals.selector,
            0x41b0770618706102fd31f4bf9005eedc0e4ae28508fe0b04c16f3b169cb64e41
        );
        vm.assertEq(
            IStafiWithdraw.NotifyValidatorExit.selector,
            0xb83477449e27b4bab4f28c938d033b953557d6a1b9b4469a43d229f78ed6e55c
        );
        vm.assertEq(
            IStafiWithdraw.ReserveEthForWithdraw.selector,
            0xf36b25fb756b0cacb5dd5bf887cfe76ddea3ae59df012b7bb318da9b41616b36
        );
        vm.assertEq(
            IStafiWithdraw.SetUserWithdrawLimitPerCycle.selector,
            0x208ed057768c8997dde633000b59d3a1c2f498337c95bf9ecccc810f698d9194
        );
        vm.assertEq(
            IStafiWithdraw.SetWithdrawLimitPerCycle.selector,
            0x8425a2e73ee4ea13649867c99971ddd01b64049295025867a4737f69c671358c
        );
        vm.assertEq(
            IStafiWithdraw.Unstake.selector,
            0xc7ccdcb2d25f572c6814e377dbb34ea4318a4b7d3cd890f5cfad699d75327c7c
        );
        vm.assertEq(
            IStafiWithdraw.Withdraw.selector,
            0x67e9df8b3c7743c9f1b625ba4f2b4e601206dbd46ed5c33c85a1242e4d23a2d1
        );
        vm.assertEq(
            IStafiWithdraw.EtherDeposited.selector,
            0xef51b4c870b8b0100eae2072e91db01222a303072af3728e58c9d4d2da33127f
        );
        vm.assertEq(
            OracleVoting.ProposalExecuted.selector,
            0x7b1bcf1ccf901a11589afff5504d59fd0a53780eed2a952adade0348985139e0
        );
        vm.assertEq(
            OracleVoting.VoteProposal.selector,
            0x3b58f01618556cdc5e9f7b0f1f6dccbac40024bc1043f589bd4a324e3414cfad
        );
    }

    function test_the_topics_of_rewards_and_claims() public pure {
        vm.assertEq(
            IStafiDistributor.Claimed.selector,
            0x805593669516ad95e9aa092bd501707436d9563eac1ef7c017cd6639eb29f8ee
        );
        vm.assertEq(
            IStafiDistributor.DistributeFee.selector,
            0x21c58bec2fee2b8fa31ce6802a99242adf6226b7ca63d69966c2036047374382
        );
        vm.assertEq(
            IStafiDistributor.DistributeSlash.selector,
            0x92cfd04ead0f32488c7f490c6afce1b145630dfcc9c3ed06b2ab0d0696a4bcef
        );
        vm.assertEq(
            IStafiDistributor.DistributeSuperNodeFee.selector,
            0x4b6a75e8741caebe2695484108d8f5df71d33d430e453b66f68aa802f172edf7
        );
        vm.assertEq(
            IStafiDistributor.SetMerkleRoot.selector,
            0x06300242dd77c603f351a5b575426a902d850335fbeb7c1aa2aaa83e64df395b
        );
        vm.assertEq(
            IStafiDistributor.SetPlatformTotalAmount.selector,
            0x80e6f836d38a6e36038f84a2fd7959cf8b24a756c66ef47152a131a5cd6178c7
        );
    }
}
