# fish completion for stafi-router:  stafi-router completion fish | source
complete -c stafi-router -f
complete -c stafi-router -n '__fish_use_subcommand' -a config
complete -c stafi-router -n '__fish_use_subcommand' -a version
complete -c stafi-router -n '__fish_use_subcommand' -a completion
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -r -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l output -d 'how results and errors are printed' -r -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l log-level -d 'the least important lines to log' -r -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l log-format -d 'how log lines are written' -r -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l log-interval-s -d 'seconds between two lines about the same long work' -r
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l work-threads-max -d 'threads for long work; 0 is one per core' -r
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -r
complete -c stafi-router -n '__fish_seen_subcommand_from config' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -r -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l output -d 'how results and errors are printed' -r -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l log-level -d 'the least important lines to log' -r -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l log-format -d 'how log lines are written' -r -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l log-interval-s -d 'seconds between two lines about the same long work' -r
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l work-threads-max -d 'threads for long work; 0 is one per core' -r
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -r
complete -c stafi-router -n '__fish_seen_subcommand_from version' -l help -d 'show help'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l config -d 'a TOML file; `config` prints what is in force' -r -F
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l network -d 'the network, by name or as the path of a network file' -r -F -a 'mainnet hoodi devnet'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l data-dir -d 'where the daemons keep their database; the offline commands do not use it' -r -a '(__fish_complete_directories)'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l output -d 'how results and errors are printed' -r -a 'text json'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l log-level -d 'the least important lines to log' -r -a 'error warn info debug'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l log-format -d 'how log lines are written' -r -a 'text logfmt json'
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l log-interval-s -d 'seconds between two lines about the same long work' -r
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l work-threads-max -d 'threads for long work; 0 is one per core' -r
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l work-memory-mib-max -d 'memory for long work in MiB; 0 is half of what is free; one scrypt takes 256' -r
complete -c stafi-router -n '__fish_seen_subcommand_from completion' -l help -d 'show help'
