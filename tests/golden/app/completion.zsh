#compdef stafi-router
# zsh completion for stafi-router:  stafi-router completion zsh > "${fpath[1]}/_stafi-router"
_stafi_router() {
    local taken
    while ((CURRENT > 2)) && [[ ${words[2]} == -* ]]; do # before the command: set aside
        case ${words[2]} in
            --config|--network|--data-dir|--output|--execution-urls|--beacon-urls|--pool-storage|--pool-first-block|--deposit-mode|--log-level|--log-format|--log-interval-s|--work-threads-max|--work-memory-mib-max) taken=2 ;;
            *) taken=1 ;;
        esac
        ((CURRENT - taken < 2)) && break # its value is being typed
        words[2,1+taken]=()
        ((CURRENT -= taken))
    done
    if [[ ${words[2]} == -* ]]; then
        _arguments -s \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]'
        return
    fi
    local first=${words[2]} second=${words[3]}
    if ((CURRENT == 2)); then
        compadd keys deposit-data keyshares rate stake unstake withdraw solo txs devnet config version completion
        return
    fi
    case "$first" in
        keys) ((CURRENT == 3)) && { compadd new import list verify seal; return; } ;;
        deposit-data) ((CURRENT == 3)) && { compadd make verify; return; } ;;
        keyshares) ((CURRENT == 3)) && { compadd split verify; return; } ;;
        solo) ((CURRENT == 3)) && { compadd deposit stake status exit; return; } ;;
        devnet) ((CURRENT == 3)) && { compadd up status time fault upgrade down; return; } ;;
    esac
    case "$first $second" in
        'keys new') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--num-validators=[how many validators]:N:' \
            '--validator-start-index=[the first one'\''s place in the mnemonic]:N:' \
            '--withdrawal-address=[the account that rewards and stake go to, for ever]:ADDRESS:' \
            '--compounding[0x02 credentials rewards add to the stake up to 2048 ETH; else 0x01]' \
            '--amount=[of each deposit, such as 1eth]:AMOUNT:' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--kdf=[what slows down guessing of the password]:scrypt|pbkdf2:(scrypt pbkdf2)' \
            '--out=[where keystores and deposit data go]:FOLDER:_files -/' \
            '--mnemonic-file=[writes the new mnemonic to this file instead of showing it]:FILE:_files' \
            '--mnemonic-language=[the language of the new mnemonic chinese_simplified, chinese_traditional, czech, english, french, italian, japanese, korean, portuguese, spanish]:LANGUAGE:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'keys import') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--num-validators=[how many validators]:N:' \
            '--validator-start-index=[the first one'\''s place in the mnemonic]:N:' \
            '--withdrawal-address=[the account that rewards and stake go to, for ever]:ADDRESS:' \
            '--compounding[0x02 credentials rewards add to the stake up to 2048 ETH; else 0x01]' \
            '--amount=[of each deposit, such as 1eth]:AMOUNT:' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--kdf=[what slows down guessing of the password]:scrypt|pbkdf2:(scrypt pbkdf2)' \
            '--out=[where keystores and deposit data go]:FOLDER:_files -/' \
            '--mnemonic-file=[holds the mnemonic]:FILE:_files' \
            '--mnemonic-passphrase-file=[holds the BIP-39 passphrase, which nearly nobody has]:FILE:_files' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'keys list') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FOLDER:_files -/' ;;
        'keys verify') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--mnemonic-file=[holds the mnemonic]:FILE:_files' \
            '--mnemonic-passphrase-file=[holds the BIP-39 passphrase, which nearly nobody has]:FILE:_files' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FILE...:_files' ;;
        'keys seal') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--mnemonic-file=[holds the mnemonic]:FILE:_files' \
            '--mnemonic-passphrase-file=[holds the BIP-39 passphrase, which nearly nobody has]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--sealed-file=[the new file]:FILE:_files' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'deposit-data make') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--withdrawal-address=[the account that rewards and stake go to, for ever]:ADDRESS:' \
            '--compounding[0x02 credentials rewards add to the stake up to 2048 ETH; else 0x01]' \
            '--amount=[of each deposit, such as 1eth]:AMOUNT:' \
            '--keystores=[a keystore, or a folder of them; the other source is --mnemonic-file]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--mnemonic-file=[holds the mnemonic]:FILE:_files' \
            '--mnemonic-passphrase-file=[holds the BIP-39 passphrase, which nearly nobody has]:FILE:_files' \
            '--num-validators=[how many validators, with a mnemonic]:N:' \
            '--validator-start-index=[the first one'\''s place in the mnemonic, with a mnemonic]:N:' \
            '--out=[where the file goes]:FOLDER:_files -/' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'deposit-data verify') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--withdrawal-address=[the account that must be in the credentials]:ADDRESS:' \
            '--compounding[it must be there with 0x02; else with 0x01]' \
            '--amount=[what each deposit must be, such as 32eth]:AMOUNT:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FILE...:_files' ;;
        'keyshares split') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--keystores=[a keystore, or a folder of them; the other source is --mnemonic-file]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--mnemonic-file=[holds the mnemonic]:FILE:_files' \
            '--mnemonic-passphrase-file=[holds the BIP-39 passphrase, which nearly nobody has]:FILE:_files' \
            '--num-validators=[how many validators, with a mnemonic]:N:' \
            '--validator-start-index=[the first one'\''s place in the mnemonic, with a mnemonic]:N:' \
            '--operators-file=[JSON with the operators'\'' ids and keys an answer of the SSV API, or operators_info.json of ssv-dkg]:FILE:_files' \
            '--operator-ids=[their ids, 1,2,3,4; with --operators-file those to take from it]:IDS:' \
            '--operator-keys=[their keys in the order of --operator-ids, as ssv-keys takes them]:KEYS:' \
            '--owner-address=[the account that will register the validators]:ADDRESS:' \
            '--owner-nonce=[its next nonce on SSV, for the first key; the others follow]:N:' \
            '--per-file=[validators in one file, such as 80 for the SSV web app]:N:' \
            '--out=[where the files go]:FOLDER:_files -/' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'keyshares verify') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--operators-file=[JSON with the operators'\'' ids and keys an answer of the SSV API, or operators_info.json of ssv-dkg]:FILE:_files' \
            '--operator-ids=[their ids, 1,2,3,4; with --operators-file those to take from it]:IDS:' \
            '--operator-keys=[their keys in the order of --operator-ids, as ssv-keys takes them]:KEYS:' \
            '--owner-address=[who will register; else who the file says]:ADDRESS:' \
            '--owner-nonce=[the owner'\''s next nonce; else what the file says]:N:' \
            '--proofs-file=[proofs.json of the DKG ceremony; every validator needs its own]:FILE:_files' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FILE...:_files' ;;
        'rate'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--account=[whose rETH and withdrawals to show]:ADDRESS:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'stake'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--keystore=[the account'\''s keystore, as geth, cast and wallets write it]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--signer=[a program that signs instead Web3Signer, clef or an execution client]:URL:' \
            '--signer-kind=[which calls the signer answers eth_signTransaction or account_signTransaction]:eth|clef:(eth clef)' \
            '--account=[the account to send from, when the signer has several]:ADDRESS:' \
            '--dry-run[say what it would do and cost, and send nothing]' \
            '--yes[send without asking]' \
            '--take-over[go on although another program has sent from this account]' \
            '--timeout=[seconds to wait until a transaction is in a block]:N:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:AMOUNT:' ;;
        'unstake'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--keystore=[the account'\''s keystore, as geth, cast and wallets write it]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--signer=[a program that signs instead Web3Signer, clef or an execution client]:URL:' \
            '--signer-kind=[which calls the signer answers eth_signTransaction or account_signTransaction]:eth|clef:(eth clef)' \
            '--account=[the account to send from, when the signer has several]:ADDRESS:' \
            '--dry-run[say what it would do and cost, and send nothing]' \
            '--yes[send without asking]' \
            '--take-over[go on although another program has sent from this account]' \
            '--timeout=[seconds to wait until a transaction is in a block]:N:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:AMOUNT:' ;;
        'withdraw'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--keystore=[the account'\''s keystore, as geth, cast and wallets write it]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--signer=[a program that signs instead Web3Signer, clef or an execution client]:URL:' \
            '--signer-kind=[which calls the signer answers eth_signTransaction or account_signTransaction]:eth|clef:(eth clef)' \
            '--account=[the account to send from, when the signer has several]:ADDRESS:' \
            '--dry-run[say what it would do and cost, and send nothing]' \
            '--yes[send without asking]' \
            '--take-over[go on although another program has sent from this account]' \
            '--timeout=[seconds to wait until a transaction is in a block]:N:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'solo deposit') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--keystore=[the account'\''s keystore, as geth, cast and wallets write it]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--signer=[a program that signs instead Web3Signer, clef or an execution client]:URL:' \
            '--signer-kind=[which calls the signer answers eth_signTransaction or account_signTransaction]:eth|clef:(eth clef)' \
            '--account=[the account to send from, when the signer has several]:ADDRESS:' \
            '--dry-run[say what it would do and cost, and send nothing]' \
            '--yes[send without asking]' \
            '--take-over[go on although another program has sent from this account]' \
            '--timeout=[seconds to wait until a transaction is in a block]:N:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FILE:_files' ;;
        'solo stake') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--keystore=[the account'\''s keystore, as geth, cast and wallets write it]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--signer=[a program that signs instead Web3Signer, clef or an execution client]:URL:' \
            '--signer-kind=[which calls the signer answers eth_signTransaction or account_signTransaction]:eth|clef:(eth clef)' \
            '--account=[the account to send from, when the signer has several]:ADDRESS:' \
            '--dry-run[say what it would do and cost, and send nothing]' \
            '--yes[send without asking]' \
            '--take-over[go on although another program has sent from this account]' \
            '--timeout=[seconds to wait until a transaction is in a block]:N:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FILE:_files' ;;
        'solo status') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--account=[whose keys to show]:ADDRESS:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'solo exit') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--keystores=[a keystore, or a folder of them; the other source is --mnemonic-file]:FILE:_files' \
            '--password-file=[holds the password of the keystores]:FILE:_files' \
            '--mnemonic-file=[holds the mnemonic]:FILE:_files' \
            '--mnemonic-passphrase-file=[holds the BIP-39 passphrase, which nearly nobody has]:FILE:_files' \
            '--num-validators=[how many validators, with a mnemonic]:N:' \
            '--validator-start-index=[the first one'\''s place in the mnemonic, with a mnemonic]:N:' \
            '--dry-run[say what it would do and cost, and send nothing]' \
            '--yes[send without asking]' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:PUBKEY...:' ;;
        'txs'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--account=[of this account only]:ADDRESS:' \
            '--count=[how many of each account]:N:' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'devnet up') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--folder=[the devnet'\''s folder its state, configuration and logs]:FOLDER:_files -/' \
            '--engine=[what executes anvil starts at once, geth is what mainnet runs]:anvil|geth:(anvil geth)' \
            '--ssv=[the release of the SSV contracts]:v2|v1.2:(v2 v1.2)' \
            '--validators=[validators that are there from the start, all ours]:N:' \
            '--operators=[SSV operators that run here, each with a key, an owner and a fee 0, or 4 to 100]:N:' \
            '--oracle=[whether the pool'\''s oracle members vote; off leaves it to your relay]:on|off:(on off)' \
            '--slot-seconds=[seconds between two blocks]:N:' \
            '--slots-per-epoch=[slots of an epoch]:N:' \
            '--port-base=[the first of seven ports; without it, the first seven that are free]:N:' \
            '--contracts=[the ready chains, unless they are where `make contracts` puts them]:FOLDER:_files -/' \
            '--program=[the engine, unless it is where `make setup` or `make geth` puts it]:FILE:_files' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'devnet status') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--folder=[the devnet'\''s folder its state, configuration and logs]:FOLDER:_files -/' \
            '--watch[again every second, until ^C]' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'devnet time') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--folder=[the devnet'\''s folder its state, configuration and logs]:FOLDER:_files -/' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:SPAN:' ;;
        'devnet fault') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--folder=[the devnet'\''s folder its state, configuration and logs]:FOLDER:_files -/' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:FAULT...:' ;;
        'devnet upgrade') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--folder=[the devnet'\''s folder its state, configuration and logs]:FOLDER:_files -/' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'devnet down') shift 2 words; ((CURRENT -= 2)); _arguments -s \
            '--folder=[the devnet'\''s folder its state, configuration and logs]:FOLDER:_files -/' \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'config'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'version'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' ;;
        'completion'*) shift 1 words; ((CURRENT -= 1)); _arguments -s \
            '--config=[a TOML file; `config` prints what is in force]:FILE:_files' \
            '--network=[the network, by name or as the path of a network file]:mainnet|hoodi|devnet|FILE:{compadd mainnet hoodi devnet; _files}' \
            '--data-dir=[where daemons keep their database, and commands that send their transactions]:FOLDER:_files -/' \
            '--output=[how results and errors are printed]:text|json:(text json)' \
            '--execution-urls=[execution clients, the favourite first when one fails, the next is asked]:URL,...:' \
            '--beacon-urls=[beacon nodes, the favourite first]:URL,...:' \
            '--pool-storage=[the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set]:ADDRESS:' \
            '--pool-first-block=[no event of the pool is older than this block]:N:' \
            '--deposit-mode=[two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve]:two-step|whole:(two-step whole)' \
            '--log-level=[the least important lines to log]:error|warn|info|debug:(error warn info debug)' \
            '--log-format=[how log lines are written]:text|logfmt|json:(text logfmt json)' \
            '--log-interval-s=[seconds between two lines about the same long work]:N:' \
            '--work-threads-max=[threads for long work; 0 is one per core]:N:' \
            '--work-memory-mib-max=[memory for long work in MiB; 0 is half of what is free; one scrypt takes 256]:N:' \
            '--help[show help]' \
            '*:bash|zsh|fish:(bash zsh fish)' ;;
    esac
}
_stafi_router "$@"
