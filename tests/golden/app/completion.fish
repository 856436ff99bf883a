# fish completion for stafi-router:  stafi-router completion fish | source
complete -c stafi-router -f
complete -c stafi-router -n '__fish_use_subcommand' -a keys
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and not __fish_seen_subcommand_from new import list verify' -a 'new import list verify'
complete -c stafi-router -n '__fish_use_subcommand' -a deposit-data
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and not __fish_seen_subcommand_from make verify' -a 'make verify'
complete -c stafi-router -n '__fish_use_subcommand' -a keyshares
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and not __fish_seen_subcommand_from split verify' -a 'split verify'
complete -c stafi-router -n '__fish_use_subcommand' -a devnet
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and not __fish_seen_subcommand_from up status time fault upgrade down' -a 'up status time fault upgrade down'
complete -c stafi-router -n '__fish_use_subcommand' -a config
complete -c stafi-router -n '__fish_use_subcommand' -a version
complete -c stafi-router -n '__fish_use_subcommand' -a completion
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l num-validators -d 'how many validators' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l validator-start-index -d 'the first one'\''s place in the mnemonic' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l withdrawal-address -d 'the account that rewards and stake go to, for ever' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l compounding -d '0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l amount -d 'of each deposit, such as 1eth' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l kdf -d 'what slows down guessing of the password' -x -a 'scrypt pbkdf2'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l out -d 'where keystores and deposit data go' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l mnemonic-file -d 'writes the new mnemonic to this file instead of showing it' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l mnemonic-language -d 'the language of the new mnemonic: chinese_simplified, chinese_traditional, czech, english, french, italian, japanese, korean, portuguese, spanish' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from new' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l num-validators -d 'how many validators' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l validator-start-index -d 'the first one'\''s place in the mnemonic' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l withdrawal-address -d 'the account that rewards and stake go to, for ever' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l compounding -d '0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l amount -d 'of each deposit, such as 1eth' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l kdf -d 'what slows down guessing of the password' -x -a 'scrypt pbkdf2'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l out -d 'where keystores and deposit data go' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from import' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from list' -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from keys; and __fish_seen_subcommand_from verify' -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l withdrawal-address -d 'the account that rewards and stake go to, for ever' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l compounding -d '0x02 credentials: rewards add to the stake up to 2048 ETH; else 0x01'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l amount -d 'of each deposit, such as 1eth' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l keystores -d 'a keystore, or a folder of them; the other source is --mnemonic-file' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l num-validators -d 'how many validators, with a mnemonic' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l validator-start-index -d 'the first one'\''s place in the mnemonic, with a mnemonic' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l out -d 'where the file goes' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from make' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l withdrawal-address -d 'the account that must be in the credentials' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l compounding -d 'it must be there with 0x02; else with 0x01'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l amount -d 'what each deposit must be, such as 32eth' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from deposit-data; and __fish_seen_subcommand_from verify' -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l keystores -d 'a keystore, or a folder of them; the other source is --mnemonic-file' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l password-file -d 'holds the password of the keystores' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l mnemonic-file -d 'holds the mnemonic' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l mnemonic-passphrase-file -d 'holds the BIP-39 passphrase, which nearly nobody has' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l num-validators -d 'how many validators, with a mnemonic' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l validator-start-index -d 'the first one'\''s place in the mnemonic, with a mnemonic' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l operators-file -d 'JSON with the operators'\'' ids and keys: an answer of the SSV API, or operators_info.json of ssv-dkg' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l operator-ids -d 'their ids, 1,2,3,4; with --operators-file those to take from it' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l operator-keys -d 'their keys in the order of --operator-ids, as ssv-keys takes them' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l owner-address -d 'the account that will register the validators' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l owner-nonce -d 'its next nonce on SSV, for the first key; the others follow' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l per-file -d 'validators in one file, such as 80 for the SSV web app' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l out -d 'where the files go' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from split' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l operators-file -d 'JSON with the operators'\'' ids and keys: an answer of the SSV API, or operators_info.json of ssv-dkg' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l operator-ids -d 'their ids, 1,2,3,4; with --operators-file those to take from it' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l operator-keys -d 'their keys in the order of --operator-ids, as ssv-keys takes them' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l owner-address -d 'who will register; else who the file says' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l owner-nonce -d 'the owner'\''s next nonce; else what the file says' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l proofs-file -d 'proofs.json of the DKG ceremony; every validator needs its own' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from keyshares; and __fish_seen_subcommand_from verify' -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l engine -d 'what executes: anvil starts at once, geth is what mainnet runs' -x -a 'anvil geth'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l ssv -d 'the release of the SSV contracts' -x -a 'v2 v1.2'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l validators -d 'validators that are there from the start, all ours' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l operators -d 'SSV operators that run here, each with a key, an owner and a fee' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l slot-seconds -d 'seconds between two blocks' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l slots-per-epoch -d 'slots of an epoch' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l port-base -d 'the first of six ports; without it, the first six that are free' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l contracts -d 'the ready chains, unless they are where `make contracts` puts them' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l program -d 'the engine, unless it is where `make setup` or `make geth` puts it' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from up' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l watch -d 'again every second, until ^C'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from status' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from time' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from fault' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from upgrade' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l folder -d 'the devnet'\''s folder: its state, configuration and logs' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from devnet; and __fish_seen_subcommand_from down' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -x -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l output -d 'how results and errors are printed' -x -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l log-level -d 'the least important lines to log' -x -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l log-format -d 'how log lines are written' -x -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l log-interval-s -d 'seconds between two lines about the same long work' -x
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l work-threads-max -d 'threads for long work; 0 is one per core' -x
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -x
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
