// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DepositContract, IDepositContract } from "../../src/beacon/DepositContract.sol";
import { Base } from "../Base.sol";

contract DepositContractTest is Base {
    struct Deposit {
        bytes pubkey;
        bytes credentials;
        bytes signature;
        bytes32 root;
        uint256 value;
    }

    /// 40 deposits, the tree's root after each: made with hashlib and remerkleable.
    string private tree = vm.readFile("../tests/vectors/deposit_tree/tree.json");
    /// Files of the official deposit tool, version 1.3.1.
    string private files = vm.readFile("../tests/vectors/deposit/files.json");
    DepositContract private beacon = new DepositContract();
    Deposit private given = _ofTree(0);

    function setUp() public {
        vm.deal(address(this), type(uint128).max);
    }

    function test_has_the_roots_of_the_vectors() public {
        for (uint256 i = 0; i < 40; ++i) {
            _deposit(_ofTree(i));
            string memory row = string.concat(".cases[", vm.toString(i), "]");
            vm.assertEq(beacon.get_deposit_root(), vm.parseJsonBytes32(tree, _at(row, "root")));
            vm.assertEq(beacon.get_deposit_count(), abi.encodePacked(uint8(i + 1), uint56(0)));
        }
    }

    function test_begins_with_the_root_that_eip_4881_prints() public view {
        vm.assertEq(
            beacon.get_deposit_root(),
            0xd70a234731285c6804c2a4f56711ddb8c82c99740f207854891028af34e27e5e
        );
        vm.assertEq(beacon.get_deposit_count(), hex"0000000000000000");
    }

    function test_accepts_what_the_official_tool_writes() public {
        for (uint256 i = 0; i < 8; ++i) {
            string memory row = string.concat(".cases[", vm.toString(i), "].deposits[0]");
            _deposit(_read(files, row, "deposit_data_root"));
        }
        vm.assertEq(beacon.get_deposit_count(), hex"0800000000000000");
    }

    function test_announces_amount_and_index_little_endian() public {
        _deposit(given);
        given = _ofTree(1);
        vm.expectEmit(address(beacon));
        emit IDepositContract.DepositEvent(
            given.pubkey,
            given.credentials,
            hex"00ca9a3b00000000",
            given.signature,
            hex"0100000000000000"
        );
        _deposit(given);
    }

    function test_supports_its_interface_and_erc165() public view {
        vm.assertTrue(beacon.supportsInterface(0x01ffc9a7));
        vm.assertTrue(beacon.supportsInterface(0x85640907), "as mainnet answers");
        vm.assertFalse(beacon.supportsInterface(0xffffffff));
    }

    function test_refuses_a_pubkey_of_wrong_length() public {
        given.pubkey = hex"aabb";
        _expectRefusal("DepositContract: invalid pubkey length");
    }

    function test_refuses_credentials_of_wrong_length() public {
        given.credentials = new bytes(33);
        _expectRefusal("DepositContract: invalid withdrawal_credentials length");
    }

    function test_refuses_a_signature_of_wrong_length() public {
        given.signature = new bytes(95);
        _expectRefusal("DepositContract: invalid signature length");
    }

    function test_refuses_less_than_an_ether() public {
        given.value = 1 ether - 1 gwei;
        _expectRefusal("DepositContract: deposit value too low");
    }

    function test_refuses_parts_of_a_gwei() public {
        given.value += 1;
        _expectRefusal("DepositContract: deposit value not multiple of gwei");
    }

    function test_refuses_more_gwei_than_eight_bytes_hold() public {
        given.value = (uint256(type(uint64).max) + 1) * 1 gwei;
        _expectRefusal("DepositContract: deposit value too high");
    }

    function test_refuses_a_root_of_other_data() public {
        string memory why =
            "DepositContract: reconstructed DepositData does not match supplied deposit_data_root";
        given.value += 1 gwei;
        _expectRefusal(why);
        given.value -= 1 gwei;
        given.signature[95] ^= 0x01;
        _expectRefusal(why);
        given.signature[95] ^= 0x01;
        given.pubkey[47] ^= 0x01;
        _expectRefusal(why);
        given.pubkey[47] ^= 0x01;
        given.credentials[31] ^= 0x01;
        _expectRefusal(why);
    }

    function test_refuses_a_deposit_into_a_full_tree() public {
        vm.store(address(beacon), bytes32(uint256(32)), bytes32(uint256(2 ** 32 - 1)));
        _expectRefusal("DepositContract: merkle tree full");
    }

    function _deposit(Deposit memory what) private {
        beacon.deposit{ value: what.value }(
            what.pubkey, what.credentials, what.signature, what.root
        );
    }

    function _expectRefusal(string memory why) private {
        vm.expectRevert(reason(why));
        _deposit(given);
    }

    function _ofTree(uint256 index) private view returns (Deposit memory) {
        return _read(tree, string.concat(".cases[", vm.toString(index), "]"), "leaf");
    }

    function _read(string memory json, string memory row, string memory root)
        private
        pure
        returns (Deposit memory)
    {
        return Deposit({
            pubkey: vm.parseJsonBytes(json, _at(row, "pubkey")),
            credentials: vm.parseJsonBytes(json, _at(row, "withdrawal_credentials")),
            signature: vm.parseJsonBytes(json, _at(row, "signature")),
            root: vm.parseJsonBytes32(json, _at(row, root)),
            value: vm.parseJsonUint(json, _at(row, "amount")) * 1 gwei
        });
    }

    function _at(string memory row, string memory field) private pure returns (string memory) {
        return string.concat(row, ".", field);
    }
}
