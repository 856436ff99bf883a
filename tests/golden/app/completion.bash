# bash completion for stafi-router:  . <(stafi-router completion bash)
_stafi_router() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' i
    case "$previous$word" in # --option=value is three words
        =*) previous=${COMP_WORDS[COMP_CWORD - 2]} ;;
        --*=) word='' ;;
    esac
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --config|--network|--data-dir|--output|--execution-urls|--beacon-urls|--pool-storage|--pool-first-block|--deposit-mode|--log-level|--log-format|--log-interval-s|--work-threads-max|--work-memory-mib-max) # and its value
                [[ ${COMP_WORDS[i + 1]} == = ]] && ((i += 2)) || ((i++)) ;;
            -*) break ;;
            *) command="$command${command:+ }${COMP_WORDS[i]}" ;;
        esac
    done
    case "$previous" in
        --num-validators) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --validator-start-index) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --withdrawal-address) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --amount) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --password-file) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --kdf) COMPREPLY=($(compgen -W 'scrypt pbkdf2' -- "$word")); return ;;
        --out) COMPREPLY=($(compgen -W '' -d -- "$word")); return ;;
        --mnemonic-file) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --mnemonic-language) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --config) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --network) COMPREPLY=($(compgen -W 'mainnet hoodi devnet' -f -- "$word")); return ;;
        --data-dir) COMPREPLY=($(compgen -W '' -d -- "$word")); return ;;
        --output) COMPREPLY=($(compgen -W 'text json' -- "$word")); return ;;
        --execution-urls) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --beacon-urls) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --pool-storage) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --pool-first-block) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --deposit-mode) COMPREPLY=($(compgen -W 'two-step whole' -- "$word")); return ;;
        --log-level) COMPREPLY=($(compgen -W 'error warn info debug' -- "$word")); return ;;
        --log-format) COMPREPLY=($(compgen -W 'text logfmt json' -- "$word")); return ;;
        --log-interval-s) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --work-threads-max) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --work-memory-mib-max) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --mnemonic-passphrase-file) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --sealed-file) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --keystores) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --operators-file) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --operator-ids) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --operator-keys) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --owner-address) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --owner-nonce) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --per-file) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --proofs-file) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --account) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --keystore) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --signer) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --signer-kind) COMPREPLY=($(compgen -W 'eth clef' -- "$word")); return ;;
        --timeout) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --count) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --folder) COMPREPLY=($(compgen -W '' -d -- "$word")); return ;;
        --engine) COMPREPLY=($(compgen -W 'anvil geth' -- "$word")); return ;;
        --ssv) COMPREPLY=($(compgen -W 'v2 v1.2' -- "$word")); return ;;
        --validators) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --operators) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --oracle) COMPREPLY=($(compgen -W 'on off' -- "$word")); return ;;
        --slot-seconds) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --slots-per-epoch) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --port-base) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --contracts) COMPREPLY=($(compgen -W '' -d -- "$word")); return ;;
        --program) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
    esac
    local words='' files=''
    case "$command" in
        '') words='keys deposit-data keyshares rate stake unstake withdraw solo txs devnet config version completion --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'keys') words='new import list verify seal' ;;
        'deposit-data') words='make verify' ;;
        'keyshares') words='split verify' ;;
        'solo') words='deposit stake status exit' ;;
        'devnet') words='up status time fault upgrade down' ;;
        'keys new'*) words='--num-validators --validator-start-index --withdrawal-address --compounding --amount --password-file --kdf --out --mnemonic-file --mnemonic-language --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'keys import'*) words='--num-validators --validator-start-index --withdrawal-address --compounding --amount --password-file --kdf --out --mnemonic-file --mnemonic-passphrase-file --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'keys list'*) words='--config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' files=-d ;;
        'keys verify'*) words='--password-file --mnemonic-file --mnemonic-passphrase-file --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' files=-f ;;
        'keys seal'*) words='--mnemonic-file --mnemonic-passphrase-file --password-file --sealed-file --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'deposit-data make'*) words='--withdrawal-address --compounding --amount --keystores --password-file --mnemonic-file --mnemonic-passphrase-file --num-validators --validator-start-index --out --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'deposit-data verify'*) words='--withdrawal-address --compounding --amount --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' files=-f ;;
        'keyshares split'*) words='--keystores --password-file --mnemonic-file --mnemonic-passphrase-file --num-validators --validator-start-index --operators-file --operator-ids --operator-keys --owner-address --owner-nonce --per-file --out --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'keyshares verify'*) words='--operators-file --operator-ids --operator-keys --owner-address --owner-nonce --proofs-file --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' files=-f ;;
        'rate'*) words='--account --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'stake'*) words='--keystore --password-file --signer --signer-kind --account --dry-run --yes --take-over --timeout --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'unstake'*) words='--keystore --password-file --signer --signer-kind --account --dry-run --yes --take-over --timeout --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'withdraw'*) words='--keystore --password-file --signer --signer-kind --account --dry-run --yes --take-over --timeout --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'solo deposit'*) words='--keystore --password-file --signer --signer-kind --account --dry-run --yes --take-over --timeout --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' files=-f ;;
        'solo stake'*) words='--keystore --password-file --signer --signer-kind --account --dry-run --yes --take-over --timeout --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' files=-f ;;
        'solo status'*) words='--account --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'solo exit'*) words='--keystores --password-file --mnemonic-file --mnemonic-passphrase-file --num-validators --validator-start-index --dry-run --yes --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'txs'*) words='--account --count --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'devnet up'*) words='--folder --engine --ssv --validators --operators --oracle --slot-seconds --slots-per-epoch --port-base --contracts --program --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'devnet status'*) words='--folder --watch --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'devnet time'*) words='--folder --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'devnet fault'*) words='--folder --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'devnet upgrade'*) words='--folder --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'devnet down'*) words='--folder --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'config'*) words='--config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'version'*) words='--config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'completion'*) words='bash zsh fish --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
    esac
    COMPREPLY=($(compgen $files -W "$words" -- "$word"))
}
complete -o filenames -F _stafi_router stafi-router
