#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The C face of shim/src/lib.rs, word for word. Only state.cpp includes it.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct stafi_evm_state stafi_evm_state;
typedef struct stafi_evm_kept stafi_evm_kept;

typedef struct {
    uint64_t chain_id, number, timestamp, gas_limit, base_fee;
    uint8_t beneficiary[20], randomness[32];
} stafi_evm_block;

typedef struct {
    uint8_t from[20], to[20];
    bool creates, is_call;
    uint8_t value[32];
    const uint8_t* data;
    size_t size;
    uint64_t gas_limit, max_fee, max_tip, nonce;
} stafi_evm_message;

typedef struct {
    uint8_t address[20], topic_count, topics[4][32];
    const uint8_t* data;
    size_t size;
} stafi_evm_log;

typedef struct {
    int32_t status;
    uint64_t gas_used;
    uint8_t created[20];
    const uint8_t* output;
    size_t size;
    const stafi_evm_log* logs;
    size_t log_count;
    stafi_evm_kept* owner;
} stafi_evm_outcome;

stafi_evm_state* stafi_evm_new(void);
stafi_evm_state* stafi_evm_copy(const stafi_evm_state* state);
void stafi_evm_free(stafi_evm_state* state);
void stafi_evm_put(stafi_evm_state* state, const uint8_t* at, const uint8_t* balance, uint64_t nonce,
                   const uint8_t* code, size_t size);
void stafi_evm_store(stafi_evm_state* state, const uint8_t* at, const uint8_t* key,
                     const uint8_t* value);
void stafi_evm_share(stafi_evm_state* state);
void stafi_evm_account(const stafi_evm_state* state, const uint8_t* at, uint64_t* nonce,
                       uint8_t* balance);
void stafi_evm_load(const stafi_evm_state* state, const uint8_t* at, const uint8_t* key,
                    uint8_t* value);
void stafi_evm_run(stafi_evm_state* state, const stafi_evm_block* block,
                   const stafi_evm_message* message, stafi_evm_outcome* outcome);
void stafi_evm_done(stafi_evm_outcome* outcome);

#ifdef __cplusplus
}
#endif
