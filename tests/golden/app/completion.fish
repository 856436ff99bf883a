# fish completion for stafi-router:  stafi-router completion fish | source
function __stafi_router_words # of the command; options before it and their values are none
    set -l tokens (commandline -opc)
    set -e tokens[1]
    set -l is_value no
    for token in $tokens
        if test $is_value = yes
            set is_value no
            continue
        end
        switch $token
            case --config --network --data-dir --output --execution-urls --beacon-urls --pool-storage --pool-first-block --deposit-mode --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max
                set is_value yes
            case '-*'
            case '*'
                echo $token
        end
    end
end
function __stafi_router_at # these words and no more
    set -l words (__stafi_router_words)
    test "$words" = "$argv"
end
function __stafi_router_in # these words and what belongs to them
    set -l words (__stafi_router_words)
    for i in (seq (count $argv))
        test "$words[$i]" = $argv[$i]; or return 1
    end
end
complete -c stafi-router -f
complete -c stafi-router -n '__stafi_router_at' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_at' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_at' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_at' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_at' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_at' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_at' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_at' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_at' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_at' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_at' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_at' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_at' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_at' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_at' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_at' -a keys
complete -c stafi-router -n '__stafi_router_at keys' -a 'new import list verify seal'
complete -c stafi-router -n '__stafi_router_at' -a deposit-data
complete -c stafi-router -n '__stafi_router_at deposit-data' -a 'make verify'
complete -c stafi-router -n '__stafi_router_at' -a keyshares
complete -c stafi-router -n '__stafi_router_at keyshares' -a 'split verify'
complete -c stafi-router -n '__stafi_router_at' -a rate
complete -c stafi-router -n '__stafi_router_at' -a stake
complete -c stafi-router -n '__stafi_router_at' -a unstake
complete -c stafi-router -n '__stafi_router_at' -a withdraw
complete -c stafi-router -n '__stafi_router_at' -a solo
complete -c stafi-router -n '__stafi_router_at solo' -a 'deposit stake status exit'
complete -c stafi-router -n '__stafi_router_at' -a txs
complete -c stafi-router -n '__stafi_router_at' -a devnet
complete -c stafi-router -n '__stafi_router_at devnet' -a 'up status time fault upgrade down'
complete -c stafi-router -n '__stafi_router_at' -a config
complete -c stafi-router -n '__stafi_router_at' -a version
complete -c stafi-router -n '__stafi_router_at' -a completion
complete -c stafi-router -n '__stafi_router_in keys new' -l num-validators -d 'how many validators' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l validator-start-index -d 'the first one'\''s place in the mnemonic' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l withdrawal-address -d 'the account that rewards and stake go to, for ever' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l compounding -d '0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01'
complete -c stafi-router -n '__stafi_router_in keys new' -l amount -d 'of each deposit, such as 1eth' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in keys new' -l kdf -d 'what slows down guessing of the password' -x -a 'scrypt pbkdf2'
complete -c stafi-router -n '__stafi_router_in keys new' -l out -d 'where keystores and deposit data go' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys new' -l mnemonic-file -d 'writes the new mnemonic to this file instead of showing it' -r -F
complete -c stafi-router -n '__stafi_router_in keys new' -l mnemonic-language -d 'the language of the new mnemonic: chinese_simplified, chinese_traditional, czech, english, french, italian, japanese, korean, portuguese, spanish' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keys new' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keys new' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys new' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keys new' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keys new' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keys new' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keys new' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keys new' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in keys import' -l num-validators -d 'how many validators' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l validator-start-index -d 'the first one'\''s place in the mnemonic' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l withdrawal-address -d 'the account that rewards and stake go to, for ever' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l compounding -d '0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01'
complete -c stafi-router -n '__stafi_router_in keys import' -l amount -d 'of each deposit, such as 1eth' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in keys import' -l kdf -d 'what slows down guessing of the password' -x -a 'scrypt pbkdf2'
complete -c stafi-router -n '__stafi_router_in keys import' -l out -d 'where keystores and deposit data go' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys import' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__stafi_router_in keys import' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__stafi_router_in keys import' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keys import' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keys import' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys import' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keys import' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keys import' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keys import' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keys import' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keys import' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in keys list' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keys list' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keys list' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys list' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keys list' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keys list' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keys list' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keys list' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keys list' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in keys list' -F
complete -c stafi-router -n '__stafi_router_in keys verify' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in keys verify' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__stafi_router_in keys verify' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__stafi_router_in keys verify' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keys verify' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keys verify' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys verify' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keys verify' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keys verify' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keys verify' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keys verify' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keys verify' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in keys verify' -F
complete -c stafi-router -n '__stafi_router_in keys seal' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__stafi_router_in keys seal' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__stafi_router_in keys seal' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in keys seal' -l sealed-file -d 'the new file' -r -F
complete -c stafi-router -n '__stafi_router_in keys seal' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keys seal' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keys seal' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keys seal' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keys seal' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keys seal' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keys seal' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keys seal' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keys seal' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l withdrawal-address -d 'the account that rewards and stake go to, for ever' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l compounding -d '0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l amount -d 'of each deposit, such as 1eth' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l keystores -d 'a keystore, or a folder of them; the other source is --mnemonic-file' -r -F
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l num-validators -d 'how many validators, with a mnemonic' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l validator-start-index -d 'the first one'\''s place in the mnemonic, with a mnemonic' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l out -d 'where the file goes' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in deposit-data make' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l withdrawal-address -d 'the account that must be in the credentials' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l compounding -d 'it must be there with 0x02; else with 0x01'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l amount -d 'what each deposit must be, such as 32eth' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in deposit-data verify' -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l keystores -d 'a keystore, or a folder of them; the other source is --mnemonic-file' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l num-validators -d 'how many validators, with a mnemonic' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l validator-start-index -d 'the first one'\''s place in the mnemonic, with a mnemonic' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l operators-file -d 'JSON with the operators'\'' ids and keys: an answer of the SSV API, or operators_info.json of ssv-dkg' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l operator-ids -d 'their ids, 1,2,3,4; with --operators-file those to take from it' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l operator-keys -d 'their keys in the order of --operator-ids, as ssv-keys takes them' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l owner-address -d 'the account that will register the validators' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l owner-nonce -d 'its next nonce on SSV, for the first key; the others follow' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l per-file -d 'validators in one file, such as 80 for the SSV web app' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l out -d 'where the files go' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares split' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keyshares split' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keyshares split' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l operators-file -d 'JSON with the operators'\'' ids and keys: an answer of the SSV API, or operators_info.json of ssv-dkg' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l operator-ids -d 'their ids, 1,2,3,4; with --operators-file those to take from it' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l operator-keys -d 'their keys in the order of --operator-ids, as ssv-keys takes them' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l owner-address -d 'who will register; else who the file says' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l owner-nonce -d 'the owner'\''s next nonce; else what the file says' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l proofs-file -d 'proofs.json of the DKG ceremony; every validator needs its own' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in keyshares verify' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in keyshares verify' -F
complete -c stafi-router -n '__stafi_router_in rate' -l account -d 'whose rETH and withdrawals to show' -x
complete -c stafi-router -n '__stafi_router_in rate' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in rate' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in rate' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in rate' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in rate' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in rate' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in rate' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in rate' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in rate' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in rate' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in rate' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in rate' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in rate' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in rate' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in rate' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in stake' -l keystore -d 'the account'\''s keystore, as geth, cast and wallets write it' -r -F
complete -c stafi-router -n '__stafi_router_in stake' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in stake' -l signer -d 'a program that signs instead: Web3Signer, clef or an execution client' -x
complete -c stafi-router -n '__stafi_router_in stake' -l signer-kind -d 'which calls the signer answers: eth_signTransaction or account_signTransaction' -x -a 'eth clef'
complete -c stafi-router -n '__stafi_router_in stake' -l account -d 'the account to send from, when the signer has several' -x
complete -c stafi-router -n '__stafi_router_in stake' -l dry-run -d 'say what it would do and cost, and send nothing'
complete -c stafi-router -n '__stafi_router_in stake' -l yes -d 'send without asking'
complete -c stafi-router -n '__stafi_router_in stake' -l take-over -d 'go on although another program has sent from this account'
complete -c stafi-router -n '__stafi_router_in stake' -l timeout -d 'seconds to wait until a transaction is in a block' -x
complete -c stafi-router -n '__stafi_router_in stake' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in stake' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in stake' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in stake' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in stake' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in stake' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in stake' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in stake' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in stake' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in stake' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in stake' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in stake' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in stake' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in stake' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in stake' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in unstake' -l keystore -d 'the account'\''s keystore, as geth, cast and wallets write it' -r -F
complete -c stafi-router -n '__stafi_router_in unstake' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in unstake' -l signer -d 'a program that signs instead: Web3Signer, clef or an execution client' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l signer-kind -d 'which calls the signer answers: eth_signTransaction or account_signTransaction' -x -a 'eth clef'
complete -c stafi-router -n '__stafi_router_in unstake' -l account -d 'the account to send from, when the signer has several' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l dry-run -d 'say what it would do and cost, and send nothing'
complete -c stafi-router -n '__stafi_router_in unstake' -l yes -d 'send without asking'
complete -c stafi-router -n '__stafi_router_in unstake' -l take-over -d 'go on although another program has sent from this account'
complete -c stafi-router -n '__stafi_router_in unstake' -l timeout -d 'seconds to wait until a transaction is in a block' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in unstake' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in unstake' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in unstake' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in unstake' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in unstake' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in unstake' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in unstake' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in unstake' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in withdraw' -l keystore -d 'the account'\''s keystore, as geth, cast and wallets write it' -r -F
complete -c stafi-router -n '__stafi_router_in withdraw' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in withdraw' -l signer -d 'a program that signs instead: Web3Signer, clef or an execution client' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l signer-kind -d 'which calls the signer answers: eth_signTransaction or account_signTransaction' -x -a 'eth clef'
complete -c stafi-router -n '__stafi_router_in withdraw' -l account -d 'the account to send from, when the signer has several' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l dry-run -d 'say what it would do and cost, and send nothing'
complete -c stafi-router -n '__stafi_router_in withdraw' -l yes -d 'send without asking'
complete -c stafi-router -n '__stafi_router_in withdraw' -l take-over -d 'go on although another program has sent from this account'
complete -c stafi-router -n '__stafi_router_in withdraw' -l timeout -d 'seconds to wait until a transaction is in a block' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in withdraw' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in withdraw' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in withdraw' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in withdraw' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in withdraw' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in withdraw' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in withdraw' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in withdraw' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l keystore -d 'the account'\''s keystore, as geth, cast and wallets write it' -r -F
complete -c stafi-router -n '__stafi_router_in solo deposit' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in solo deposit' -l signer -d 'a program that signs instead: Web3Signer, clef or an execution client' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l signer-kind -d 'which calls the signer answers: eth_signTransaction or account_signTransaction' -x -a 'eth clef'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l account -d 'the account to send from, when the signer has several' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l dry-run -d 'say what it would do and cost, and send nothing'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l yes -d 'send without asking'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l take-over -d 'go on although another program has sent from this account'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l timeout -d 'seconds to wait until a transaction is in a block' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in solo deposit' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in solo deposit' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in solo deposit' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in solo deposit' -F
complete -c stafi-router -n '__stafi_router_in solo stake' -l keystore -d 'the account'\''s keystore, as geth, cast and wallets write it' -r -F
complete -c stafi-router -n '__stafi_router_in solo stake' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in solo stake' -l signer -d 'a program that signs instead: Web3Signer, clef or an execution client' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l signer-kind -d 'which calls the signer answers: eth_signTransaction or account_signTransaction' -x -a 'eth clef'
complete -c stafi-router -n '__stafi_router_in solo stake' -l account -d 'the account to send from, when the signer has several' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l dry-run -d 'say what it would do and cost, and send nothing'
complete -c stafi-router -n '__stafi_router_in solo stake' -l yes -d 'send without asking'
complete -c stafi-router -n '__stafi_router_in solo stake' -l take-over -d 'go on although another program has sent from this account'
complete -c stafi-router -n '__stafi_router_in solo stake' -l timeout -d 'seconds to wait until a transaction is in a block' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in solo stake' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in solo stake' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in solo stake' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in solo stake' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in solo stake' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in solo stake' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in solo stake' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in solo stake' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in solo stake' -F
complete -c stafi-router -n '__stafi_router_in solo status' -l account -d 'whose keys to show' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in solo status' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in solo status' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in solo status' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in solo status' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in solo status' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in solo status' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in solo status' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in solo status' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in solo exit' -l keystores -d 'a keystore, or a folder of them; the other source is --mnemonic-file' -r -F
complete -c stafi-router -n '__stafi_router_in solo exit' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__stafi_router_in solo exit' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__stafi_router_in solo exit' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__stafi_router_in solo exit' -l num-validators -d 'how many validators, with a mnemonic' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l validator-start-index -d 'the first one'\''s place in the mnemonic, with a mnemonic' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l dry-run -d 'say what it would do and cost, and send nothing'
complete -c stafi-router -n '__stafi_router_in solo exit' -l yes -d 'send without asking'
complete -c stafi-router -n '__stafi_router_in solo exit' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in solo exit' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in solo exit' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in solo exit' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in solo exit' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in solo exit' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in solo exit' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in solo exit' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in solo exit' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in txs' -l account -d 'of this account only' -x
complete -c stafi-router -n '__stafi_router_in txs' -l count -d 'how many of each account' -x
complete -c stafi-router -n '__stafi_router_in txs' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in txs' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in txs' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in txs' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in txs' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in txs' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in txs' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in txs' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in txs' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in txs' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in txs' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in txs' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in txs' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in txs' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in txs' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in devnet up' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet up' -l engine -d 'what executes: anvil starts at once, geth is what mainnet runs' -x -a 'anvil geth'
complete -c stafi-router -n '__stafi_router_in devnet up' -l ssv -d 'the release of the SSV contracts' -x -a 'v2 v1.2'
complete -c stafi-router -n '__stafi_router_in devnet up' -l validators -d 'validators that are there from the start, all ours' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l operators -d 'SSV operators that run here, each with a key, an owner and a fee: 0, or 4 to 100' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l oracle -d 'whether the pool'\''s oracle members vote; off leaves it to your relay' -x -a 'on off'
complete -c stafi-router -n '__stafi_router_in devnet up' -l slot-seconds -d 'seconds between two blocks' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l slots-per-epoch -d 'slots of an epoch' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l port-base -d 'the first of seven ports; without it, the first seven that are free' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l contracts -d 'the ready chains, unless they are where `make contracts` puts them' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet up' -l program -d 'the engine, unless it is where `make setup` or `make geth` puts it' -r -F
complete -c stafi-router -n '__stafi_router_in devnet up' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in devnet up' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in devnet up' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet up' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in devnet up' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in devnet up' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in devnet up' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in devnet up' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in devnet up' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in devnet status' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet status' -l watch -d 'again every second, until ^C'
complete -c stafi-router -n '__stafi_router_in devnet status' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in devnet status' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in devnet status' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet status' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in devnet status' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in devnet status' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in devnet status' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in devnet status' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in devnet status' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in devnet time' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet time' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in devnet time' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in devnet time' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet time' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in devnet time' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in devnet time' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in devnet time' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in devnet time' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in devnet time' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in devnet fault' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in devnet fault' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in devnet fault' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in devnet upgrade' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in devnet down' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet down' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in devnet down' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in devnet down' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in devnet down' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in devnet down' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in devnet down' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in devnet down' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in devnet down' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in devnet down' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in config' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in config' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in config' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in config' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in config' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in config' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in config' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in config' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in config' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in config' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in config' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in config' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in config' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in config' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in config' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in version' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in version' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in version' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in version' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in version' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in version' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in version' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in version' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in version' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in version' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in version' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in version' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in version' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in version' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in version' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in completion' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__stafi_router_in completion' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__stafi_router_in completion' -l data-dir -d 'where daemons keep their database, and commands that send their transactions' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__stafi_router_in completion' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__stafi_router_in completion' -l execution-urls -d 'execution clients, the favourite first: when one fails, the next is asked' -x
complete -c stafi-router -n '__stafi_router_in completion' -l beacon-urls -d 'beacon nodes, the favourite first' -x
complete -c stafi-router -n '__stafi_router_in completion' -l pool-storage -d 'the pool'\''s StafiStorage contract; StaFi'\''s own on mainnet if it is not set' -x
complete -c stafi-router -n '__stafi_router_in completion' -l pool-first-block -d 'no event of the pool is older than this block' -x
complete -c stafi-router -n '__stafi_router_in completion' -l deposit-mode -d 'two-step pays 1 ETH for a super node'\''s validator and 31 once the oracle has confirmed whom it pays back; whole pays 32 at once, which the oracle'\''s members approve' -x -a 'two-step whole'
complete -c stafi-router -n '__stafi_router_in completion' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__stafi_router_in completion' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__stafi_router_in completion' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__stafi_router_in completion' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__stafi_router_in completion' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__stafi_router_in completion' -l help -d 'show help'
complete -c stafi-router -n '__stafi_router_in completion' -a 'bash zsh fish'
