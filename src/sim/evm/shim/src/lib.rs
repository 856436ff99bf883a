//! revm behind a C ABI: states of a chain as values, and transactions run on them.
//! Every entry point catches panics. A state is used by one thread at a time.
use revm::{
    Context, ExecuteCommitEvm, ExecuteEvm, MainBuilder, MainContext,
    bytecode::Bytecode,
    context::{TxEnv, result::{ExecutionResult, Output}},
    database::{CacheDB, DatabaseRef, EmptyDB},
    primitives::{Address, B256, Bytes, Log, TxKind, U256, hardfork::SpecId},
    state::AccountInfo,
};
use std::{panic::{AssertUnwindSafe, catch_unwind}, ptr, slice, sync::Arc};

/// What no block of a chain changes any more is shared between its states.
type Base = CacheDB<EmptyDB>;
type Db = CacheDB<Arc<Base>>;
#[derive(Clone)]
pub struct State { db: Db }

#[repr(C)]
pub struct Block { chain_id: u64, number: u64, timestamp: u64, gas_limit: u64, base_fee: u64, beneficiary: [u8; 20], randomness: [u8; 32] }

/// `is_call`: as eth_call, for which neither balance, nonce nor price matter, and nothing is kept.
#[repr(C)]
pub struct Message { from: [u8; 20], to: [u8; 20], creates: bool, is_call: bool, value: [u8; 32], data: *const u8, size: usize, gas_limit: u64, max_fee: u64, max_tip: u64, nonce: u64 }

#[repr(C)]
pub struct LogView { address: [u8; 20], topic_count: u8, topics: [[u8; 32]; 4], data: *const u8, size: usize }

/// 1 success, 0 revert, 2 halt, -1 refused before it ran, -2 a panic. The pointers live until the
/// outcome is freed.
#[repr(C)]
pub struct Outcome { status: i32, gas_used: u64, created: [u8; 20], output: *const u8, size: usize, logs: *const LogView, log_count: usize, owner: *mut Kept }
pub struct Kept { output: Vec<u8>, views: Vec<LogView>, _logs: Vec<Log> }

unsafe fn bytes<'a>(at: *const u8, size: usize) -> &'a [u8] { if size == 0 { &[] } else { unsafe { slice::from_raw_parts(at, size) } } }
unsafe fn address(at: *const u8) -> Address { Address::from_slice(unsafe { bytes(at, 20) }) }
unsafe fn word(at: *const u8) -> U256 { U256::from_be_slice(unsafe { bytes(at, 32) }) }

#[unsafe(no_mangle)]
pub extern "C" fn stafi_evm_new() -> *mut State {
    Box::into_raw(Box::new(State { db: CacheDB::new(Arc::new(CacheDB::new(EmptyDB::new()))) }))
}
/// # Safety
/// `state` is a live state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_copy(state: *const State) -> *mut State { Box::into_raw(Box::new(unsafe { &*state }.clone())) }
/// # Safety
/// `state` is a live state, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_free(state: *mut State) { drop(unsafe { Box::from_raw(state) }) }

/// Puts an account there as it is.
/// # Safety
/// `state` is a live state, `at` 20 bytes, `balance` 32, `code` of `size`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_put(state: *mut State, at: *const u8, balance: *const u8, nonce: u64, code: *const u8, size: usize) {
    let (state, at, balance, code) = unsafe { (&mut *state, address(at), word(balance), bytes(code, size)) };
    let code = Bytecode::new_raw(Bytes::copy_from_slice(code));
    let info = AccountInfo { balance, nonce, code_hash: code.hash_slow(), code: Some(code), ..Default::default() };
    state.db.insert_account_info(at, info);
}
/// # Safety
/// As stafi_evm_put; `key` and `value` are 32 bytes, big endian.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_store(state: *mut State, at: *const u8, key: *const u8, value: *const u8) {
    let (state, at, key, value) = unsafe { (&mut *state, address(at), word(key), word(value)) };
    let _ = state.db.insert_account_storage(at, key, value);
}
/// All of it is shared by the copies that are made from now on.
/// # Safety
/// `state` is a live state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_share(state: *mut State) {
    let state = unsafe { &mut *state };
    let mut base: Base = (*state.db.db).clone();
    for (at, account) in std::mem::take(&mut state.db.cache.accounts) {
        // Of an account that was only read or changed, the cache has but some words.
        let is_whole = account.account_state.is_storage_cleared();
        match base.cache.accounts.get_mut(&at) {
            Some(known) if !is_whole => {
                known.info = account.info;
                known.storage.extend(account.storage);
            }
            _ => { base.cache.accounts.insert(at, account); }
        }
    }
    base.cache.contracts.extend(std::mem::take(&mut state.db.cache.contracts));
    state.db = CacheDB::new(Arc::new(base));
}
/// # Safety
/// As stafi_evm_put; `nonce` is writable, and 32 bytes at `balance`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_account(state: *const State, at: *const u8, nonce: *mut u64, balance: *mut u8) {
    let (state, at) = unsafe { (&*state, address(at)) };
    let info = state.db.basic_ref(at).ok().flatten().unwrap_or_default();
    unsafe { *nonce = info.nonce; slice::from_raw_parts_mut(balance, 32).copy_from_slice(&info.balance.to_be_bytes::<32>()) }
}
/// # Safety
/// As stafi_evm_store; `value` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_load(state: *const State, at: *const u8, key: *const u8, value: *mut u8) {
    let (state, at, key) = unsafe { (&*state, address(at), word(key)) };
    let found = state.db.storage_ref(at, key).unwrap_or_default();
    unsafe { slice::from_raw_parts_mut(value, 32).copy_from_slice(&found.to_be_bytes::<32>()) }
}

fn transaction(message: &Message, chain_id: u64) -> TxEnv {
    let mut tx = TxEnv::default();
    tx.tx_type = 2;
    tx.caller = Address::from(message.from);
    tx.kind = if message.creates { TxKind::Create } else { TxKind::Call(Address::from(message.to)) };
    tx.value = U256::from_be_bytes(message.value);
    tx.data = Bytes::copy_from_slice(unsafe { bytes(message.data, message.size) });
    tx.gas_limit = message.gas_limit;
    tx.gas_price = message.max_fee.into();
    tx.gas_priority_fee = Some(message.max_tip.into());
    tx.nonce = message.nonce;
    tx.chain_id = Some(chain_id);
    tx
}

fn finished(status: i32, gas_used: u64, created: Address, output: Vec<u8>, logs: Vec<Log>) -> Outcome {
    let views = logs.iter().map(|log| {
        let mut topics = [[0; 32]; 4];
        for (to, from) in topics.iter_mut().zip(log.topics()) { *to = from.0 }
        LogView { address: log.address.into_array(), topic_count: log.topics().len() as u8, topics, data: log.data.data.as_ptr(), size: log.data.data.len() }
    }).collect();
    let kept = Box::new(Kept { output, views, _logs: logs });
    Outcome { status, gas_used, created: created.into_array(), output: kept.output.as_ptr(), size: kept.output.len(), logs: kept.views.as_ptr(), log_count: kept.views.len(), owner: Box::into_raw(kept) }
}

fn run(state: &mut State, block: &Block, message: &Message) -> Outcome {
    let free = message.is_call;
    let context = Context::mainnet().with_db(&mut state.db)
        .modify_cfg_chained(|c| {
            c.set_spec_and_mainnet_gas_params(SpecId::OSAKA);
            c.chain_id = block.chain_id;
            c.disable_nonce_check = free;
            c.disable_balance_check = free;
            c.disable_eip3607 = free;
            c.disable_base_fee = free;
            if free { c.tx_gas_limit_cap = Some(u64::MAX); }
        })
        .modify_block_chained(|b| {
            b.number = U256::from(block.number);
            b.timestamp = U256::from(block.timestamp);
            b.gas_limit = block.gas_limit;
            b.basefee = block.base_fee;
            b.beneficiary = Address::from(block.beneficiary);
            b.prevrandao = Some(B256::from(block.randomness));
        });
    let mut evm = context.build_mainnet();
    let tx = transaction(message, block.chain_id);
    let result = if free { let r = evm.transact_one(tx); let _ = evm.finalize(); r } else { evm.transact_commit(tx) };
    let nowhere = Address::ZERO;
    match result {
        Err(refusal) => finished(-1, 0, nowhere, refusal.to_string().into_bytes(), vec![]),
        Ok(result) => {
            let used = result.gas().tx_gas_used();
            match result {
                ExecutionResult::Success { logs, output, .. } => {
                    let created = match &output { Output::Create(_, Some(at)) => *at, _ => nowhere };
                    finished(1, used, created, output.data().to_vec(), logs)
                }
                ExecutionResult::Revert { output, .. } => finished(0, used, nowhere, output.to_vec(), vec![]),
                ExecutionResult::Halt { reason, .. } => finished(2, used, nowhere, format!("{reason:?}").into_bytes(), vec![]),
            }
        }
    }
}

/// Runs a message in a block on the state, which it changes unless it is a call.
/// # Safety
/// All are live; `outcome` is writable and freed with stafi_evm_done.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_run(state: *mut State, block: *const Block, message: *const Message, outcome: *mut Outcome) {
    let (state, block, message) = unsafe { (&mut *state, &*block, &*message) };
    let made = catch_unwind(AssertUnwindSafe(|| run(state, block, message)))
        .unwrap_or_else(|_| finished(-2, 0, Address::ZERO, vec![], vec![]));
    unsafe { ptr::write(outcome, made) }
}
/// # Safety
/// `outcome` was written by stafi_evm_run, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn stafi_evm_done(outcome: *mut Outcome) { drop(unsafe { Box::from_raw((*outcome).owner) }) }
