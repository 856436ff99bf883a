// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC1967Proxy } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import { ERC1967Utils } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";

import { StafiStorage } from "../src/pool/StafiStorage.sol";
import { StafiUpgrade } from "../src/pool/StafiUpgrade.sol";
import { VM as vm } from "../test/Vm.sol";
import { say } from "./Console.sol";

/// @title The contracts of a pool: creates and registers what is missing, and looks whether what is
/// registered is what this build makes, wherever it stands.
abstract contract PoolContracts {
    /// The deterministic deployment proxy, at the same address on every chain.
    /// Source: https://github.com/Arachnid/deterministic-deployment-proxy
    address internal constant FACTORY = 0x4e59b44847b379578588920cA78FbF26c0B4956C;

    StafiStorage internal registry;
    StafiUpgrade internal upgrade;
    string[] internal names;
    bytes32 internal salt;

    /// Who creates the pool, and who runs the script: any account, if there is nothing to do.
    address internal deployer;
    address internal caller;
    /// Things done in this pass.
    uint256 internal changes;

    /// " name address" of each contract that is not of this build.
    string private foreign;
    /// A line for each thing that is not as described, and that whoever runs this cannot set.
    string private differences;

    /// Ample for a constructor; one that writes where it may not uses up all it is given.
    uint256 private constant CONSTRUCTOR_GAS = 1_000_000;

    function _startContracts() internal {
        delete names;
        delete upgrade;
        delete foreign;
        delete differences;
        registry =
            StafiStorage(_create(_initCode(type(StafiStorage).creationCode, abi.encode(deployer))));
        _registerPlain("stafiUpgrade", type(StafiUpgrade).creationCode);
        upgrade = StafiUpgrade(_find("stafiUpgrade"));
    }

    function _endContracts() internal view {
        string memory text = string.concat(
            "pool: neither this build nor the description gives what runs as",
            foreign,
            "; upgrade it, or verify with the build and the description that gave it"
        );
        require(bytes(foreign).length == 0, text);
    }

    /// A contract that only wants the registry.
    function _registerPlain(string memory name, bytes memory code) internal {
        _registerCode(name, _initCode(code, abi.encode(registry)));
    }

    function _registerCode(string memory name, bytes memory initCode) internal {
        address found = _find(name);
        if (found == address(0)) return _register(name, _create(initCode));
        names.push(name);
        if (!_isMadeBy(found, initCode)) _addForeign(name, found);
    }

    /// What is none of this build.
    function _registerGiven(string memory name, address given) internal {
        address found = _find(name);
        if (found == address(0)) return _register(name, given);
        names.push(name);
        if (found != given) _addForeign(name, found);
    }

    function _registerProxy(string memory name, bytes memory code) internal {
        _registerProxy(name, code, abi.encodeWithSignature("initialize()"));
    }

    /// A contract behind a proxy, initialised in the same transaction. What stands may have been
    /// upgraded since, and the proxy's address follows from what ran behind it first.
    function _registerProxy(string memory name, bytes memory code, bytes memory initialize)
        internal
    {
        bytes memory initCode = _initCode(code, abi.encode(registry));
        address proxy = _find(name);
        if (proxy == address(0)) {
            proxy = _create(
                _initCode(
                    type(ERC1967Proxy).creationCode, abi.encode(_create(initCode), initialize)
                )
            );
            _register(name, proxy);
        } else {
            names.push(name);
        }
        if (keccak256(proxy.code) != keccak256(type(ERC1967Proxy).runtimeCode)) {
            return _addForeign(name, proxy);
        }
        address implementation =
            address(uint160(uint256(vm.load(proxy, ERC1967Utils.IMPLEMENTATION_SLOT))));
        if (!_isMadeBy(implementation, initCode)) _addForeign(name, implementation);
    }

    function _initCode(bytes memory code, bytes memory arguments)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(code, arguments);
    }

    function _create(bytes memory initCode) internal returns (address created) {
        created = _addressOf(initCode);
        if (created.code.length > 0) return created;
        require(caller == deployer, _unfinished());
        (bool done,) = FACTORY.call(abi.encodePacked(salt, initCode));
        require(done && created.code.length > 0, "pool: a contract could not be created");
        ++changes;
    }

    function _find(string memory name) internal view returns (address) {
        return registry.getAddress(keccak256(abi.encodePacked("contract.address", name)));
    }

    /// Whether the caller is to set what `field` describes. If another has to, it is noted.
    function _mayChange(string memory field, string memory found, string memory wanted)
        internal
        returns (bool)
    {
        if (registry.owner() != caller) {
            _note(field, found, wanted);
            return false;
        }
        ++changes;
        say(string.concat(field, ": ", found, " -> ", wanted));
        return true;
    }

    function _note(string memory field, string memory found, string memory wanted) internal {
        differences =
            string.concat(differences, "\n  ", field, ": found ", found, ", wanted ", wanted);
    }

    /// All differences at once.
    function _refuseDifferences() internal view {
        string memory text = string.concat(
            "pool: it is not what the description says, and of what follows its owner ",
            vm.toString(registry.owner()),
            " alone can set what a description sets:",
            differences
        );
        require(bytes(differences).length == 0, text);
    }

    function _unfinished() private view returns (string memory) {
        return string.concat(
            "deployer: the pool is not finished: a contract is missing, and ",
            vm.toString(deployer),
            " alone creates it: run the same as that account, with --broadcast"
        );
    }

    function _register(string memory name, address contractAddress) private {
        names.push(name);
        require(registry.owner() == caller, _unfinished());
        ++changes;
        say(string.concat(name, ": none -> ", vm.toString(contractAddress)));
        if (address(upgrade) == address(0)) {
            registry.setContract(name, contractAddress);
        } else {
            upgrade.addContract(name, contractAddress);
        }
    }

    function _addForeign(string memory name, address account) private {
        foreign = string.concat(foreign, " ", name, " ", vm.toString(account));
    }

    /// By CREATE2, from this script.
    function _addressOf(bytes memory initCode) private view returns (address) {
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), FACTORY, salt, keccak256(initCode)));
        return address(uint160(uint256(hash)));
    }

    /// Whether this script created the contract, or its code is what `initCode` gives at that very
    /// address. Nothing may be written: the constructor of an implementation writes only that it can
    /// never be initialised, and only where that is not so yet. Unlocked ones are refused by this.
    function _isMadeBy(address account, bytes memory initCode) private returns (bool) {
        if (account == _addressOf(initCode)) return true;
        bytes memory found = account.code;
        vm.etch(account, initCode);
        (bool done, bytes memory made) = account.staticcall{ gas: CONSTRUCTOR_GAS }("");
        vm.etch(account, found);
        return done && keccak256(made) == keccak256(found);
    }
}
